// SPDX-License-Identifier: Apache-2.0
// A job that the clock starts, such as one that cron runs.

#include "engine/callers/callers.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

enum class Overlap : std::uint8_t { skip, queue, allow };
constexpr auto words_of(Overlap) {
    return std::to_array<std::string_view>({"skip", "queue", "allow"});
}

struct ClockSettings {
    SimDuration period = 60s;
    SimDuration offset{};
    Overlap overlap = Overlap::skip;
};

class ClockCallers final : public Callers {
public:
    ClockCallers(const ClockSettings& settings, SimTime from, SimTime to, SimTime end)
        : settings_(settings), from_(from), to_(std::min(to, end)) {}

    void start(Upcoming& next) override { add(from_ + settings_.offset, next); }

    bool due(const Begin& begin, Upcoming& next) override {
        if (!begin.count) add(begin.at + settings_.period, next);
        if (open_ > 0 && settings_.overlap != Overlap::allow) {
            waiting_ += settings_.overlap == Overlap::queue;
            return false;
        }
        ++open_;
        return true;
    }
    void ended(const Begin&, bool, SimTime now, Upcoming& next) override {
        --open_;
        if (waiting_ == 0) return;
        --waiting_;
        next.push_back({now, begun_++, 0, 0, 1});  // count: not by the clock
    }
    void state(StateVisitor& visit) override { visit(begun_, open_, waiting_); }

private:
    void add(SimTime at, Upcoming& next) {
        if (at < to_) next.push_back({at, begun_++});
    }

    ClockSettings settings_;
    SimTime from_;
    SimTime to_;
    std::uint64_t begun_ = 0;
    std::uint64_t open_ = 0;
    std::uint64_t waiting_ = 0;
};

class Every final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "period",
                     .help = "time from one begin to the next",
                     .lowest = 1e-6,
                     .highest = in_seconds(longest_run),
                     .required = true},
                    settings_.period);
        visit.field({.name = "offset",
                     .help = "time of the first begin after from",
                     .highest = in_seconds(longest_run)},
                    settings_.offset);
        choice_field(visit,
                     {.name = "overlap",
                      .help = "when the previous action is still open: leave this one out, begin "
                              "it afterwards, or begin it beside the other"},
                     settings_.overlap);
        stretch_settings(visit);
    }
    std::unique_ptr<Callers> start(const CallersContext& context) const override {
        return std::make_unique<ClockCallers>(settings_, from_, to_, context.end);
    }

private:
    ClockSettings settings_;
};

const Registered<CallerKind, Every> every_entry("every", "an action begins at each tick of a clock",
                                                {R"(period = "2 ms", overlap = "allow")"});

}  // namespace
}  // namespace isotherm
