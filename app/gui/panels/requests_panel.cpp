// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/requests_panel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "app/gui/models/cause_names.h"
#include "engine/insight/cell_facts.h"

namespace isotherm {

RequestsPanel::RequestsPanel(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      model_(new RequestsTable(session.run(), session.view())),
      panel_(new TablePanel(model_, session.run(), session.view(), this)),
      text_(new ElidedLabel(this)),
      list_(new QPushButton(tr("List"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(8, 1, 8, 1);
    list_->setProperty("compact", true);
    text_->setAccessibleDescription(tr("Which requests are listed"));
    row->addWidget(text_, 1);
    row->addWidget(list_);
    layout->addLayout(row);
    layout->addWidget(panel_, 1);
    panel_->table().setAccessibleName(tr("Requests"));
    connect(list_, &QPushButton::clicked, this, [this] {
        if (session_.reading_requests())
            session_.stop_requests();
        else
            list();
    });
    connect(&session, &Session::requests_changed, this, &RequestsPanel::show_state);
    for (const auto signal :
         {&ViewState::pin_changed, &ViewState::selection_changed, &ViewState::clock_changed})
        connect(&session.view(), signal, this, &RequestsPanel::show_state);
    connect(&session.run(), &RunModel::restarted, this, &RequestsPanel::show_state);
    show_state();
}

bool RequestsPanel::list() {
    ViewState& view = session_.view();
    const auto& tables = session_.run().recording().tables;
    if (view.table() >= tables.size()) return false;
    TimeWindow window;
    if (view.selection())
        window = *view.selection();
    else if (view.cursor())
        window = {view.cursor()->second, view.cursor()->second + view.grain()};
    else
        return false;
    RequestQuery query;
    query.table = tables[view.table()].name;
    query.side = view.side();
    query.first = sim_start + std::chrono::seconds(window.first);
    query.end = sim_start + std::chrono::seconds(window.end);
    query.first_position = view.hashes().first;
    query.last_position = view.hashes().last;
    window_ = window;
    partition_.reset();
    const auto facts = view.cursor() ? cell_facts(session_.run().recording(), view.table(),
                                                  view.side(), *view.cursor())
                                     : std::nullopt;
    if (facts) {
        query.first_position = facts->range.first;
        query.last_position = facts->range.last;
        partition_ = facts->partition;
    }
    session_.read_requests(query);
    return true;
}

void RequestsPanel::show_state() {
    const bool reading = session_.reading_requests();
    if (model_->log() != session_.requests().get()) {
        model_->show_log(session_.requests());
        panel_->wake();
    }
    const RequestLog* log = model_->log();
    QString what = tr("%1 to %2").arg(clock_of(window_.first), clock_of(window_.end));
    if (partition_) what = partition_name(*partition_) + QStringLiteral(", ") + what;
    QString text;
    if (reading) {
        text = tr("Running up to %1 again to list its requests.").arg(what);
    } else if (log != nullptr) {
        const auto shown = static_cast<std::uint64_t>(log->requests.size());
        text = shown < log->count
                   ? tr("%1: the first %2 of %3 requests")
                         .arg(what, count_text(shown), count_text(log->count))
                   : tr("%1: %Ln request(s)", nullptr, static_cast<int>(log->count)).arg(what);
    }
    text_->setText(text);
    const ViewState& view = session_.view();
    list_->setText(reading ? tr("Cancel") : tr("List the requests"));
    list_->setEnabled(reading || view.selection() || view.pin());
}

}  // namespace isotherm
