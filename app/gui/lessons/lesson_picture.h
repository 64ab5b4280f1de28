// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The picture in the centre of a lesson: the bands of a run, or of A and B one above the other or
// side by side.

#include <QWidget>
#include <memory>
#include <vector>

#include "app/gui/lessons/lesson_bands.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

struct PicturedRun {
    std::shared_ptr<const BandedRun> run;  // nullptr: not simulated yet
    std::int64_t seen = 0;
    QString label;
};

class LessonPicture final : public QWidget {
    Q_OBJECT

public:
    explicit LessonPicture(const ViewState& view, QWidget* parent = nullptr);

    void show_runs(std::vector<BandName> names, std::vector<PicturedRun> runs, bool beside,
                   BandsLook look);
    void set_curtain(bool curtain);

    const std::vector<PicturedRun>& runs() const { return runs_; }
    // As painted last, one for each run.
    const std::vector<BandsGeometry>& geometry() const { return geometry_; }
    QSize minimumSizeHint() const override { return {240, 140}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ViewState& view_;
    std::vector<BandName> names_;
    std::vector<PicturedRun> runs_;
    bool beside_ = false;
    BandsLook look_;
    std::vector<BandsGeometry> geometry_;
};

}  // namespace isotherm
