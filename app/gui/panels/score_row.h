// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Four numbers with their curves: throttled requests, highest heat, imbalance and bill. A click
// goes to the worst moment.

#include <QAbstractButton>
#include <QGridLayout>
#include <QTimer>
#include <QWidget>
#include <array>

#include "app/gui/models/run_costs.h"
#include "engine/insight/score.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

// Layout of the texts of a tile.
struct TileForm {
    bool tall = false;   // the note has its own line
    bool scoped = true;  // the title says what is counted; if not, only the accessible name does
    bool low = false;    // less high, for two rows of tiles
    bool operator==(const TileForm&) const = default;
};

class ScoreTile final : public QAbstractButton {
    Q_OBJECT

public:
    ScoreTile(const ViewState& view, const QString& name, QWidget* parent);
    void show_item(const QString& value, const QString& note, const ScoreItem& item, bool alarming);
    // What the number counts: "whole run" or "selection"; empty to leave it out.
    void set_scope(const QString& scope);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, sizeHint().height()}; }
    // Whether the texts fit into `width` pixels.
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
    // Wide enough for two columns of tiles.
    QSize minimumSizeHint() const override { return {280, QWidget::minimumSizeHint().height()}; }
    // Recomputes immediately instead of after a short delay.
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
    qint64 took_ms_ = 0;        // duration of the last computation
    std::uint64_t scored_ = 0;  // epoch of the run that `score_` belongs to
    QTimer later_;              // combines several changes into one computation
    QGridLayout* grid_;
    int arranged_width_ = 0;
    std::size_t way_ = 0;  // index of the arrangement, see arrange
    ScoreTile* throttled_;
    ScoreTile* hottest_;
    ScoreTile* imbalance_;
    ScoreTile* cost_;
};

}  // namespace isotherm
