// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The picture of a run in a lesson: the tables and indexes that the lesson names, one band each,
// over one time axis. A band has a line with its numbers, the heat map, a strip of throttled
// requests and, if the lesson wants it, a chart of provisioned and consumed units.

#include <QCoreApplication>
#include <QRectF>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/render/canvas.h"
#include "app/render/heat_grid.h"
#include "app/render/time_axis.h"
#include "engine/lessons/lesson.h"

namespace isotherm {

// A table or index and one of its sides, as a lesson writes it: "votes:write", "log/by_date:read".
struct BandName {
    std::string resource;  // the label of its ResourceName
    Side side = Side::write;

    static std::optional<BandName> of(std::string_view text);
    QString text() const;  // "votes · writes"
};
std::vector<BandName> bands_of(const Lesson& lesson);

// A run with the bands that are shown of it.
class BandedRun {
public:
    struct Band {
        BandName name;
        const TableRecording* table = nullptr;  // nullptr: the run has no such table
        std::unique_ptr<HeatPyramid> pyramid;
    };

    BandedRun(std::shared_ptr<const Recording> recording, const std::vector<BandName>& names);

    const Recording& recording() const { return *recording_; }
    const std::vector<Band>& bands() const { return bands_; }

private:
    std::shared_ptr<const Recording> recording_;
    std::vector<Band> bands_;
};

struct BandsLook {
    std::int64_t seen = 0;    // seconds of the run that are shown; 0: none, not even its rows
    bool charts = false;      // provisioned and consumed
    bool minutes = false;     // the charts show what CloudWatch does: averages of minutes
    bool throttles = true;    // strip of throttled requests
    bool backlogs = false;    // the strip of an index shows how far it is behind its table
    bool hottest = false;     // rows by refusals and demand, not by hash
    bool curtain = false;     // covers numbers, heat maps and strips
    bool bare = false;        // a small picture: neither labels of rows nor an axis
    bool presenting = false;  // labels of rows are short
    std::optional<std::int64_t> pin_second;
    std::int64_t pin_partition = -1;
    QString label;  // "A", "B"; before the name of each band
};

struct BandsGeometry {
    struct Label {
        QString text;
        QRectF area;
        bool refused = false;
    };
    struct Band {
        QRectF head;
        QRectF heat;
        QRectF strip;
        QRectF chart;
        std::vector<Label> labels;
        std::size_t refused_rows = 0;   // rows with refused requests
        std::size_t refused_named = 0;  // of these, in a label, by their own name or as "+1"
        QString numbers;                // of the head
    };
    std::vector<Band> bands;
    TimeAxis axis;
};

// Without a run, or with one of which nothing is seen, all bands are cold.
BandsGeometry paint_bands(Canvas& canvas, const std::vector<BandName>& names, const BandedRun* run,
                          const BandsLook& look, QRectF bounds);

}  // namespace isotherm
