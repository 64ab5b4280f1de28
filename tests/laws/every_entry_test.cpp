// SPDX-License-Identifier: Apache-2.0
// Laws that hold whatever a scenario chooses, for every entry of every catalog: a run does not
// depend on how it is driven, its numbers add up, and its resolved settings reproduce it.

#include <gtest/gtest.h>

#include "tests/laws/books.h"
#include "tests/laws/catalog_scenarios.h"

namespace isotherm {
namespace {

class EveryEntry : public testing::TestWithParam<std::pair<std::string, std::string>> {
protected:
    Scenario scenario() const { return scenario_of(GetParam().second).value(); }
};

TEST_P(EveryEntry, gives_one_fingerprint_with_any_batch_size_and_slice_of_time) {
    const FinishedRun whole(scenario());
    EXPECT_GT(whole.totals().requests, 500u);
    EXPECT_GT(whole.totals().throttled, 0u) << "a scenario of the laws should throttle";
    for (const std::size_t rows : {1, 7, 1'024, 4'096}) {
        EXPECT_EQ(FinishedRun(scenario(), {.batch_rows = rows}).fingerprint(), whole.fingerprint())
            << rows << " rows";
    }
    for (const SimDuration slice : {1us * 333'333, 1us * 1'000'003, 1us * 4'999, SimDuration(7s)}) {
        const FinishedRun sliced(scenario(), {.batch_rows = 64, .slice = slice});
        EXPECT_EQ(sliced.fingerprint(), whole.fingerprint()) << slice.count() << " us";
        expect_same(sliced.table(), whole.table());
    }
}

TEST_P(EveryEntry, has_numbers_that_add_up) { expect_balanced(FinishedRun(scenario())); }

TEST_P(EveryEntry, is_the_same_run_when_its_resolved_settings_are_read_back) {
    const std::string resolved = resolved_text(scenario());
    const Scenario again = scenario_of(resolved).value();
    EXPECT_EQ(FinishedRun(again).fingerprint(), FinishedRun(scenario()).fingerprint());
    EXPECT_EQ(resolved_text(again), resolved);
}

TEST_P(EveryEntry, another_seed_is_another_run_of_the_same_kind) {
    Scenario other = scenario();
    other.seed += 1;
    expect_balanced(FinishedRun(other));
}

// Evaluated when tests are registered, which is after all entries have registered themselves.
INSTANTIATE_TEST_SUITE_P(Laws, EveryEntry, testing::ValuesIn(catalog_scenarios()),
                         [](const auto& scenario) {
                             std::string name = scenario.param.first;
                             std::replace(name.begin(), name.end(), '/', '_');
                             return name;
                         });

}  // namespace
}  // namespace isotherm
