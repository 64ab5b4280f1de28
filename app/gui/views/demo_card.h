// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A table running hot, in small, on the start page: a real run that goes on while it can be seen. A
// click opens it.

#include <QAbstractButton>
#include <QTimer>

#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/view_state.h"
#include "app/gui/views/heat_panel.h"

namespace isotherm {

class DemoCard final : public QAbstractButton {
    Q_OBJECT

public:
    // `path`: of the scenario; empty where it is not found, and then there is only the text.
    DemoCard(const ViewState& look, const QString& path, const QString& title, const QString& text,
             QWidget* parent = nullptr);

    QSize sizeHint() const override { return {560, 270}; }
    QSize minimumSizeHint() const override { return {320, 180}; }
    bool moving() const { return sim_.moving(); }
    std::int64_t seconds() const { return run_.recorded_seconds(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void open();
    void begin();
    void go_on();
    void choose_subject();
    QStringList body_lines() const;
    QRectF picture() const;

    const ViewState& look_;
    QString path_;
    QString title_;
    QString body_;
    RunModel run_;
    ViewState view_;  // of the small picture: always all of it
    HeatPanel panel_;
    SimController sim_;
    QTimer again_;  // from the end to the start
};

}  // namespace isotherm
