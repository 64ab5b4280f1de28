// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A small picture of an overheating table on the start page: a real run that is simulated while the
// card is visible. A click opens the scenario.

#include <QAbstractButton>
#include <QTimer>

#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/view_state.h"
#include "app/gui/canvas/heat_panel.h"

namespace isotherm {

class DemoCard final : public QAbstractButton {
    Q_OBJECT

public:
    // `path` is the scenario's file; if it is empty (file not found), the card only shows the text.
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
    ViewState view_;  // of the small picture, which always shows the whole run
    HeatPanel panel_;
    SimController sim_;
    QTimer again_;  // restarts the run after its end
};

}  // namespace isotherm
