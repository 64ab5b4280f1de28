// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One count for the whole window: what is counted in the selection or else in view, by table and
// side. All texts read it, so that two numbers with the same meaning are never different.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <optional>
#include <vector>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "engine/insight/score.h"

namespace isotherm {

// What the numbers belong to. Numbers of another key are never shown.
struct NumbersKey {
    std::uint64_t epoch = 0;    // of the run
    std::int64_t recorded = 0;  // seconds
    TimeWindow counted;
    bool operator==(const NumbersKey&) const = default;
};

struct BandNumbers {
    std::size_t table = 0;  // position in Recording::tables
    Side side = Side::read;
    SideNumbers of;
};

struct ViewNumbers {
    NumbersKey key;
    std::vector<BandNumbers> bands;  // both sides of all tables and indexes

    // nullptr if the run has no such table.
    const SideNumbers* band(std::size_t table, Side side) const;
    // Of all tables and indexes together.
    SideTries total() const;
    // The band with the most of something; nullptr if it is 0 everywhere.
    const BandNumbers* most_throttled() const;
    const BandNumbers* hottest() const;
    const BandNumbers* most_uneven() const;
};

// Which part of the run is counted.
enum class CountedPart : std::uint8_t { whole_run, in_view, selection };
CountedPart counted_part(const ViewState& view);

// Computes the numbers when somebody asks for them and keeps them until the run or the view has
// changed. Numbers that take long are computed in slices between the events of the window; until
// they are complete there are none.
class CountedView final : public QObject {
    Q_OBJECT

public:
    // The one object for this run and view; made when it is first asked for.
    static CountedView& of(const RunModel& run, ViewState& view);

    // The numbers of the present key; nullptr while they are computed.
    const ViewNumbers* numbers();
    // The most columns and partitions that are counted at once, without slices.
    void set_most_at_once(std::int64_t most) { most_at_once_ = most; }

Q_SIGNALS:
    void changed();  // the numbers have changed, or have become unknown

private:
    CountedView(const RunModel& run, ViewState& view);
    NumbersKey present_key() const;
    bool growing() const;
    std::int64_t work() const;
    void begin();
    bool add_one();
    void add_slice();
    void forget();

    const RunModel& run_;
    ViewState& view_;
    ViewNumbers known_;    // the last complete numbers
    ViewNumbers growing_;  // being computed
    bool computing_ = false;
    std::int64_t most_at_once_ = 200'000;  // a few milliseconds
    QElapsedTimer extended_;               // since the run has last grown
    QTimer slices_;
};

}  // namespace isotherm
