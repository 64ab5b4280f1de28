// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The pictures of a recorded stream: requests per second over time, and the most requested keys.

#include <QWidget>
#include <memory>

#include "workloads/recorded/stream_facts.h"
#include "app/gui/models/view_state.h"
#include "app/render/canvas.h"
#include "app/render/heat_grid.h"

namespace isotherm {

class StreamPicture : public QWidget {
    Q_OBJECT

public:
    StreamPicture(const ViewState& view, QWidget* parent);
    void show_facts(std::shared_ptr<const StreamFacts> facts);

protected:
    virtual void paint_facts(Canvas& canvas) = 0;
    // Text about what is drawn at a point; empty if there is nothing.
    virtual QString description(QPointF at) const = 0;
    // Text for screen readers.
    virtual QString spoken() const = 0;
    const StreamFacts* facts() const { return facts_.get(); }
    const ViewState& view() const { return view_; }

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const ViewState& view_;
    std::shared_ptr<const StreamFacts> facts_;
};

// Reads and writes of the busiest second of each column, stacked, and the mean as a line.
class PacePicture final : public StreamPicture {
    Q_OBJECT

public:
    PacePicture(const ViewState& view, QWidget* parent);
    QSize sizeHint() const override { return {700, 210}; }
    QSize minimumSizeHint() const override { return {320, 130}; }
    QRectF plot() const;

protected:
    void paint_facts(Canvas& canvas) override;
    QString description(QPointF at) const override;
    QString spoken() const override;

private:
    TimeColumns columns() const;  // groups of StreamPace::columns
    // Sum of a group, and the counts of its busiest second.
    PaceColumn column_at(std::size_t column) const;
    void paint_axes(Canvas& canvas, double ceiling);
    void paint_bars(Canvas& canvas, double ceiling);
    void paint_header(Canvas& canvas);
};

class KeyPicture final : public StreamPicture {
    Q_OBJECT

public:
    KeyPicture(const ViewState& view, QWidget* parent);
    QSize sizeHint() const override { return {420, 240}; }
    QSize minimumSizeHint() const override { return {260, 120}; }

protected:
    void paint_facts(Canvas& canvas) override;
    QString description(QPointF at) const override;
    QString spoken() const override;

private:
    double line_height() const;
};

}  // namespace isotherm
