// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The scrolled page of all bands. Only bands near what is seen have parts; those that scroll far
// away lose them after some seconds. The focused band always has its parts.

#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <memory>
#include <vector>

#include "app/gui/bands/band.h"

namespace isotherm {

class BandPage final : public QScrollArea {
    Q_OBJECT

public:
    BandPage(const BandParts& parts, QWidget* parent);

    const std::vector<Band*>& bands() const { return bands_; }
    // The band of the focused table; there always is one.
    Band& focused() const;
    // The heat block of the focused side.
    HeatMapCanvas& heat_map() const;
    // Pictures of all bands that have parts, from top to bottom.
    std::vector<TimeCanvas*> canvases() const;
    std::vector<CapacityChart*> charts() const;

    // Lists and places the bands again, at once instead of in the event loop.
    void settle();
    // Focuses the next band, or the one before.
    void focus_next(int step);
    // Collapses all bands but the focused one, or expands all if they are.
    void collapse_others();
    // Moves the focused band up (-1) or down (1).
    void move_focused(int step);
    // Forgets heights that the user has dragged, and scrolls to the top.
    void fit();
    // The widget that the first band follows when Tab is pressed.
    void set_tab_after(QWidget* before) { tab_after_ = before; }
    // Whether every expanded band is in sight without scrolling.
    bool fits() const { return content_->height() <= viewport()->height(); }

Q_SIGNALS:
    void heat_map_changed();  // another heat block is the focused one

protected:
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void list_again();
    const QWidget* focus_inside() const;
    void place_all();
    void wake_near();
    void drop_far();
    void reveal_focused();
    void tell_focus();
    void order_tabs();
    void drag_band(const Band& band, int y);
    void move_band(std::size_t from, std::size_t to);
    void restore_kept();
    double shared_ceiling_of(Subject subject) const;
    bool near_sight(const Band& band) const;

    BandParts parts_;
    QWidget* content_;
    HeatMapCanvas* spare_map_;  // of the focused table, while no band has a heat block
    QToolButton* idle_;         // "3 tables without traffic · show"
    std::vector<Band*> bands_;
    std::vector<BandHeights> heights_;
    QTimer soon_;
    QTimer far_;
    HeatMapCanvas* told_ = nullptr;
    QWidget* tab_after_ = nullptr;
    std::vector<TimeCanvas*> ordered_;  // by Tab
    std::optional<std::size_t> revealed_;
    QString restored_for_;  // whose heights were taken from the settings
    bool placing_ = false;
};

}  // namespace isotherm
