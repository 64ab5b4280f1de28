// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The headline: four numbers of all tables. A click goes to the worst moment: of throttling, heat
// and imbalance, and of idle capacity for the bill.

#include <QAbstractButton>
#include <QWidget>
#include <array>
#include <vector>

#include "app/gui/models/run_costs.h"
#include "app/gui/models/view_numbers.h"

namespace isotherm {

// How much of the text of a tile is shown.
enum class TileForm : std::uint8_t {
    full,      // "12 throttled · 0.2 % of tries (whole run)"
    unscoped,  // without the part of the run that is counted
    bare       // the number alone; the rest is in the tooltip
};

class ScoreTile final : public QAbstractButton {
    Q_OBJECT

public:
    ScoreTile(const ViewState& view, const QString& name, QWidget* parent);
    // `value` is the number with its noun; `note` says more about it; `scope` which part of the run
    // is counted.
    void show_words(const QString& value, const QString& note, const QString& scope, bool alarming);
    const QString& value() const { return value_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // The width that the texts need.
    int needed(TileForm form) const;
    // In two lines instead of one.
    void set_tall(bool tall);
    void set_form(TileForm form);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString note(TileForm form) const;

    const ViewState& view_;
    QString value_;
    QString note_;
    QString scope_;
    bool alarming_ = false;
    bool tall_ = false;
    TileForm form_ = TileForm::full;
};

class ScoreRow final : public QWidget {
    Q_OBJECT

public:
    ScoreRow(RunModel& run, ViewState& view, const RunCosts& costs, QWidget* parent = nullptr);
    // Throttled, hottest, imbalance, bill.
    const std::array<ScoreTile*, 4>& tiles() const { return tiles_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // Shows the present numbers immediately.
    void refresh();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool is_tall() const;
    void arrange();
    // The widths of the tiles in a form; empty if its texts do not fit.
    std::vector<int> widths(TileForm form) const;
    void go_to_throttled();
    void go_to_hottest();
    void go_to_imbalance();
    void go_to_idle();
    void go_to(const BandNumbers* band, ScoreItem Score::*what);
    void show_waiting();
    void show_numbers(const ViewNumbers& numbers);
    void show_throttled(const ViewNumbers& numbers);
    void show_bill();
    QString bills_of_tables() const;
    QString scope() const;
    QString place(const BandNumbers& band) const;

    RunModel& run_;
    ViewState& view_;
    const RunCosts& costs_;
    CountedView& counted_;
    std::array<ScoreTile*, 4> tiles_;
    int arranged_width_ = 0;
    TileForm form_ = TileForm::full;
};

}  // namespace isotherm
