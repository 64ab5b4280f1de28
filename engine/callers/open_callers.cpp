// SPDX-License-Identifier: Apache-2.0
// Open arrivals: an action begins at each arrival, whatever happened to the others.

#include "engine/callers/callers.h"

namespace isotherm {
namespace {

class OpenCallers final : public Callers {
public:
    OpenCallers(const CallersContext& context, SimTime from, SimTime to)
        : context_(context), from_(from), to_(to) {}

    void start(Upcoming& next) override { go_on(next); }
    bool due(const Begin&, Upcoming& next) override {
        go_on(next);
        return true;
    }
    void ended(const Begin&, bool, SimTime, Upcoming&) override {}
    void change(SimTime, Upcoming& next) override { go_on(next); }
    bool drops(const Begin&) override { return true; }
    std::uint64_t forget_arrivals() override { return --arrivals_; }
    void state(StateVisitor& visit) override { visit(arrivals_); }

private:
    void go_on(Upcoming& next) {
        for (;;) {
            const SimTime at = context_.next_arrival();
            const std::uint64_t action = arrivals_++;
            if (at >= to_) return;
            if (at < from_) continue;
            Begin& begin = next.begins.emplace_back();
            begin.at = at;
            begin.action = action;
            return;
        }
    }

    CallersContext context_;
    SimTime from_;
    SimTime to_;
    std::uint64_t arrivals_ = 0;
};

class Open final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override { stretch_settings(visit); }
    std::unique_ptr<Callers> start(const CallersContext& context) const override {
        return std::make_unique<OpenCallers>(context, from_, to_);
    }
    bool uses_arrivals() const override { return true; }
};

const Registered<CallerKind, Open> open_callers_entry(
    "open", "an action begins at each of the workload's arrivals", {});

}  // namespace
}  // namespace isotherm
