#pragma once
// Single requests of a stretch of the run, listed when somebody asks for them.

#include <memory>

#include "app/gui/models/run_table.h"
#include "engine/run/request_log.h"

namespace isotherm {

class RequestsTable final : public RunTable {
    Q_OBJECT

public:
    RequestsTable(RunModel& run, ViewState& view, QObject* parent = nullptr);

    // nullptr for none.
    void show_log(std::shared_ptr<const RequestLog> log);
    const RequestLog* log() const { return log_.get(); }
    Target target(int row) const override;
    QString empty_text() const override;

protected:
    QVariant cell(int row, int column) const override;
    int count() const override;

private:
    const LoggedRequest& request(int row) const {
        return log_->requests[static_cast<std::size_t>(row)];
    }

    std::shared_ptr<const RequestLog> log_;
};

// "00:12:43.051234" since the start of the run.
QString exact_clock(SimTime time);

}  // namespace isotherm
