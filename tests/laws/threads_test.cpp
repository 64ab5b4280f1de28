// SPDX-License-Identifier: Apache-2.0
// The number of threads changes no result: not the fingerprint, not a number of the report, and not
// the outcome of a run that is stopped or that fails.

#include <gtest/gtest.h>

#include <boost/random/mersenne_twister.hpp>
#include <filesystem>

#include "tests/laws/books.h"
#include "tests/laws/catalog_scenarios.h"
#include "tests/laws/shipped_scenarios.h"

namespace isotherm {
namespace {

// Small batches and buffers, so that also short runs are shared among the threads.
Driving shared_by(std::size_t threads) {
    return {.batch_rows = 512, .threads = threads, .least_deferred_rows = 1};
}

class Threads : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(Threads, give_the_same_report) {
    const Scenario scenario = scenario_of(GetParam().second).value();
    const FinishedRun alone(scenario, shared_by(1));
    const std::string report = alone.report().json().dump();
    for (const std::size_t threads : {2, 3}) {
        const FinishedRun shared(scenario, shared_by(threads));
        EXPECT_EQ(shared.fingerprint(), alone.fingerprint()) << threads << " threads";
        EXPECT_EQ(shared.report().json().dump(), report) << threads << " threads";
    }
}

INSTANTIATE_TEST_SUITE_P(Laws, Threads, testing::ValuesIn(catalog_scenarios()),
                         [](const auto& scenario) {
                             std::string name = scenario.param.first;
                             std::replace(name.begin(), name.end(), '/', '_');
                             return name;
                         });

// Shipped scenarios, stopped at random moments. The simulation goes on after each of them in the
// last run, and is destroyed at the others while the threads are at work.
class StoppedThreads : public testing::TestWithParam<std::string> {};

std::string report_at(const Scenario& scenario, SimTime stop, std::size_t threads) {
    Tuning tuning;
    tuning.threads = threads;
    tuning.least_deferred_rows = 1;
    auto created = Simulation::create(scenario, std::move(tuning));
    if (!created.ok()) return all_texts(created.errors());
    Simulation& simulation = *created.value();
    simulation.advance(stop);
    const std::string until_now = simulation.fingerprint();
    return until_now + simulation.report().json().dump();
}

TEST_P(StoppedThreads, give_the_same_report_of_a_part) {
    const auto scenario = read_scenario_file(GetParam());
    ASSERT_TRUE(scenario.ok()) << all_texts(scenario.errors());
    boost::random::mt19937 moments(20'161);
    for (int i = 0; i < 3; ++i) {
        const SimTime stop = sim_start + SimDuration(moments() % 10'000'000);
        const std::string alone = report_at(scenario.value(), stop, 1);
        EXPECT_EQ(report_at(scenario.value(), stop, 2), alone) << stop.time_since_epoch().count();
        EXPECT_EQ(report_at(scenario.value(), stop, 3), alone) << stop.time_since_epoch().count();
    }
}

INSTANTIATE_TEST_SUITE_P(Shipped, StoppedThreads, testing::ValuesIn(shipped_scenarios()), stem_of);

// A lane whose piece number `fails_at` throws.
class CountingLane final : public Lane {
public:
    explicit CountingLane(int fails_at) : fails_at_(fails_at) {}
    void add(LaneThreads& threads) {
        ++wanted_;
        threads.wake();
    }
    void finish() {
        while (has_work()) require();
        require();
    }
    int done() const { return done_; }

protected:
    bool has_work() const override { return done_ < wanted_; }
    void work() override {
        if (done_ == fails_at_) throw std::bad_alloc();
        ++done_;
    }

private:
    int fails_at_;
    std::atomic<int> wanted_{0};
    std::atomic<int> done_{0};
};

TEST(Lane, does_every_piece_once_and_in_order_with_any_number_of_threads) {
    for (const std::size_t count : {0, 1, 2, 5}) {
        CountingLane lane(-1);
        LaneThreads threads(count);
        threads.add(lane);
        for (int i = 0; i < 10'000; ++i) lane.add(threads);
        lane.finish();
        EXPECT_EQ(lane.done(), 10'000);
    }
}

TEST(Lane, passes_an_exception_to_its_owner_and_does_nothing_after_it) {
    for (const std::size_t count : {0, 1, 2}) {
        CountingLane lane(5'000);
        LaneThreads threads(count);
        threads.add(lane);
        for (int i = 0; i < 10'000; ++i) lane.add(threads);
        EXPECT_THROW(lane.finish(), std::bad_alloc);
        EXPECT_THROW(lane.finish(), std::bad_alloc);
        EXPECT_EQ(lane.done(), 5'000);
    }
}

}  // namespace
}  // namespace isotherm
