// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A collapsed band: its name, the heat of the whole table as one row with ticks for scaling changes
// above it, and what was refused. Also the rows of a folded time series, one for each member.

#include <QToolButton>

#include "app/gui/bands/band_list.h"
#include "app/gui/canvas/time_canvas.h"

namespace isotherm {

class BandLine final : public TimeCanvas {
    Q_OBJECT

public:
    BandLine(RunModel& run, ViewState& view, QWidget* parent);
    void show_entry(const BandEntry& entry);
    QString spoken() const override;

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    double top_margin() const override { return 7 * view().text_scale(); }
    double bottom_margin() const override { return 2; }
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QString counted() const;
    void paint_changes(Canvas& canvas);

    BandEntry entry_;
    QToolButton* fold_;
};

class SeriesBlock final : public TimeCanvas {
    Q_OBJECT

public:
    SeriesBlock(RunModel& run, ViewState& view, QWidget* parent);
    void show_entry(const BandEntry& entry, const QStringList& dates);
    const QStringList& dates() const { return dates_; }

protected:
    void paint_content(Canvas& canvas) override;
    QString description(QPointF at) const override;
    void mousePressEvent(QMouseEvent* event) override;
    double bottom_margin() const override { return 2; }

private:
    std::optional<std::size_t> member_at(double y) const;

    BandEntry entry_;
    QStringList dates_;
};

// Refused tries and their share of all tries of the shown sides: "1,673,419 (49.4 %)"; "0" if none.
QString refused_text(std::uint64_t throttled, std::uint64_t tries);

}  // namespace isotherm
