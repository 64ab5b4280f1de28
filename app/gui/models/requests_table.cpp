// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/requests_table.h"

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"
#include "app/render/canvas.h"

namespace isotherm {

RequestsTable::RequestsTable(RunModel& run, ViewState& view, QObject* parent)
    : RunTable(run, view,
               {tr("Time"), tr("Workload"), tr("Operation"), tr("Key"), tr("Partition"),
                tr("Bytes"), tr("Units"), tr("Try"), tr("Outcome")},
               parent) {
    connect(&run, &RunModel::restarted, this, [this] { show_log(nullptr); });
}

void RequestsTable::show_log(std::shared_ptr<const RequestLog> log) {
    log_ = std::move(log);
    refresh();
}

int RequestsTable::count() const {
    return log_ == nullptr ? 0 : static_cast<int>(log_->requests.size());
}

QVariant RequestsTable::cell(int row, int column) const {
    const LoggedRequest& of = request(row);
    switch (column) {
        case 0:
            return exact_clock(of.arrival);
        case 1:
            return qtext(printable(of.workload));
        case 2:
            return qtext(std::string(api_name(of.operation)));
        case 3:
            return qtext(printable(of.key));
        case 4: {
            if (table() == nullptr) return {};
            const auto owner = owner_of(*table(), {whole_seconds(of.arrival), of.position});
            return owner ? partition_name(*owner) : QString();
        }
        case 5:
            return static_cast<qlonglong>(of.bytes);
        case 6:
            return of.cost.in_units();
        case 7:
            return static_cast<qlonglong>(of.attempt);
        default:
            break;
    }
    if (of.outcome == Outcome::admitted) return Words::cause(of.outcome);
    return of.sent_again ? tr("throttled: %1; sent again").arg(Words::cause(of.outcome))
                         : tr("throttled: %1; given up").arg(Words::cause(of.outcome));
}

RunTable::Target RequestsTable::place(int row) const {
    return CellCursor{whole_seconds(request(row).arrival), request(row).position};
}

QString RequestsTable::empty_text() const {
    return tr("The individual requests of a pinned cell or a selected time will be listed here.");
}

}  // namespace isotherm
