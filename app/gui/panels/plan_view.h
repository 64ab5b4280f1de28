// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The Pareto front of a plan as a picture: a click, or the arrow keys, choose a point.

#include <QWidget>
#include <vector>

#include "app/gui/models/view_state.h"
#include "app/render/plans/plan_picture.h"

namespace isotherm {

class PlanView final : public QWidget {
    Q_OBJECT

public:
    explicit PlanView(const ViewState& view, QWidget* parent = nullptr);

    void show_marks(std::vector<PlanMark> marks);
    const std::vector<PlanMark>& marks() const { return marks_; }
    // The centre of a mark; known once it has been painted.
    QPointF centre(std::size_t mark) const;
    std::optional<std::size_t> selected() const { return selected_; }
    void select(std::size_t mark);

    QSize sizeHint() const override { return {300, 220}; }
    QSize minimumSizeHint() const override { return {200, 180}; }

Q_SIGNALS:
    void chosen(int mark);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    std::optional<std::size_t> mark_at(QPointF at) const;
    static QString words_of(const PlanMark& mark);

    const ViewState& view_;
    std::vector<PlanMark> marks_;
    std::vector<QPointF> centres_;
    std::optional<std::size_t> selected_;
};

}  // namespace isotherm
