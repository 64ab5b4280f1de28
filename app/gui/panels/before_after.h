// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Throttling, hottest second and bill of a table before a change (run A) and after it (run B), over
// the same seconds.

#include <QLabel>
#include <QTimer>
#include <string>

#include "app/gui/models/run_model.h"

namespace isotherm {

class BeforeAfter final : public QLabel {
    Q_OBJECT

public:
    explicit BeforeAfter(RunModel& run, QWidget* parent = nullptr);

    void show_table(const std::string& table);
    // Shows the present numbers immediately.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QString figures(const RunModel& run, std::int64_t seconds) const;

    RunModel& run_;
    std::string table_;
    QTimer later_;
};

}  // namespace isotherm
