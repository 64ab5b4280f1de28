// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Four numbers with their curves: how much was throttled, how hot it got, how uneven the load was,
// what it is billed. A click goes to the worst moment.

#include <QAbstractButton>
#include <QGridLayout>
#include <QTimer>
#include <QWidget>
#include <array>

#include "app/gui/models/run_costs.h"
#include "engine/insight/score.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

// How a tile writes its words.
struct TileForm {
    bool tall = false;   // on two lines
    bool scoped = true;  // with what the number counts; else only its tooltip says it
    bool low = false;    // there are two rows of tiles
    bool operator==(const TileForm&) const = default;
};

class ScoreTile final : public QAbstractButton {
    Q_OBJECT

public:
    ScoreTile(const ViewState& view, const QString& name, QWidget* parent);
    void show_item(const QString& value, const QString& note, const ScoreItem& item, bool alarming);
    // What the number counts: "whole run", "selection".
    void set_scope(const QString& scope);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    // Whether the words fit into so many pixels.
    bool fits(int width, const TileForm& form) const;
    void set_form(const TileForm& form);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString title(const TileForm& form) const;
    QString line(const TileForm& form) const;

    const ViewState& view_;
    QString name_;
    QString scope_;
    QString value_;
    QString note_;
    ScoreItem item_;
    bool alarming_ = false;
    TileForm form_;
};

class ScoreRow final : public QWidget {
    Q_OBJECT

public:
    ScoreRow(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent = nullptr);
    const Score& score() const { return score_; }
    std::array<ScoreTile*, 4> tiles() const;
    // The tiles make do with two columns.
    QSize minimumSizeHint() const override { return {280, QWidget::minimumSizeHint().height()}; }
    // Recomputes now instead of a moment later.
    void refresh();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void go_to(const ScoreItem& item);
    void show_waiting();
    void show_scopes();
    void show_throttled();
    void show_bill();

    RunModel& run_;
    ViewState& view_;
    const RunCosts& costs_;
    Score score_;
    qint64 took_ms_ = 0;        // the last computation
    std::uint64_t scored_ = 0;  // the epoch of the run that `score_` is of
    QTimer later_;              // several changes a frame, one computation
    QGridLayout* grid_;
    int arranged_width_ = 0;
    std::size_t way_ = 0;  // of arranging the tiles
    ScoreTile* throttled_;
    ScoreTile* hottest_;
    ScoreTile* imbalance_;
    ScoreTile* cost_;
};

}  // namespace isotherm
