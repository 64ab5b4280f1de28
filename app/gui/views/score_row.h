#pragma once
// Four numbers with their curves: how much was throttled, how hot it got, how uneven the load was,
// what it costs and how much of that lies idle. A click goes to the worst moment.

#include <QAbstractButton>
#include <QTimer>
#include <QWidget>

#include "app/gui/models/run_costs.h"
#include "app/gui/models/score.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class ScoreTile final : public QAbstractButton {
    Q_OBJECT

public:
    ScoreTile(const ViewState& view, const QString& name, QWidget* parent);
    void show_item(const QString& value, const QString& note, const ScoreItem& item, bool alarming);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ViewState& view_;
    QString name_;
    QString value_;
    QString note_;
    ScoreItem item_;
    bool alarming_ = false;
};

class ScoreRow final : public QWidget {
    Q_OBJECT

public:
    ScoreRow(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent = nullptr);
    const Score& score() const { return score_; }
    // Recomputes now instead of a moment later.
    void refresh();

private:
    void go_to(const ScoreItem& item);
    void show_throttled();
    void show_cost();

    RunModel& run_;
    ViewState& view_;
    const RunCosts& costs_;
    Score score_;
    QTimer later_;  // several changes a frame, one computation
    ScoreTile* throttled_;
    ScoreTile* hottest_;
    ScoreTile* imbalance_;
    ScoreTile* cost_;
};

}  // namespace isotherm
