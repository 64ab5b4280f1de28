// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The table of single requests in a stretch of the run, which are found only on request.

#include <memory>

#include "app/gui/models/run_table.h"
#include "engine/run/request_log.h"

namespace isotherm {

class RequestsTable final : public RunTable {
    Q_OBJECT

public:
    RequestsTable(RunModel& run, ViewState& view, QObject* parent = nullptr);

    // Shows a log; nullptr: none.
    void show_log(std::shared_ptr<const RequestLog> log);
    const RequestLog* log() const { return log_.get(); }
    QString empty_text() const override;

protected:
    QVariant cell(int row, int column) const override;
    QStringList keys() const override;
    QVariant machine_value(int row, int key) const override;
    int count() const override;
    Target place(int row) const override;

private:
    const LoggedRequest& request(int row) const {
        return log_->requests[static_cast<std::size_t>(row)];
    }

    std::shared_ptr<const RequestLog> log_;
};

}  // namespace isotherm
