// SPDX-License-Identifier: Apache-2.0
// The memory that a run needs is estimated before it begins; a run that cannot fit is refused.

#include "engine/run/memory_estimate.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/scenario/series_tables.h"
#include "engine/run/simulation.h"
#include "tests/engine/scenario/scenario_texts.h"

namespace isotherm {
namespace {

std::string many(int tables, int workloads, const std::string& duration) {
    std::string text = fmt::format("duration = \"{}\"\nera = \"2016\"\n", duration);
    for (int t = 0; t < tables; ++t)
        text += fmt::format(
            "[tables.tab{}]\ncapacity = {{ mode = \"provisioned\", read = 5, write = 5 }}\n", t);
    for (int w = 0; w < workloads; ++w)
        text += fmt::format(
            "[workloads.w{}]\ntable = \"tab{}\"\noperation = \"PutItem\"\narrivals = {{ shape = "
            "\"constant\", rate = \"1/s\" }}\nkeys = {{ distribution = \"sequential\", distinct = "
            "10 }}\n",
            w, w % tables);
    return text;
}

std::uint64_t least_of(const std::string& text) {
    const auto scenario = read_scenario_text(text, "many.toml");
    EXPECT_TRUE(scenario.ok()) << messages_of(scenario);
    return least_memory(scenario.value(), run_tables(scenario.value()));
}

TEST(MemoryEstimate, grows_with_what_is_kept) {
    // Ten years are 5,270,400 minutes with columns for two sides.
    const std::uint64_t ten_years = least_of(many(1, 1, "87840h"));
    EXPECT_NEAR(static_cast<double>(ten_years), 5'270'400.0 * 2 * sizeof(SeriesSecond), 1e6);
    EXPECT_LT(least_of(good()), 1'000'000u);
    // Memory must not grow with tables x workloads, which needed 5.9 GB for 2,000 of each.
    EXPECT_LT(least_of(many(200, 200, "10s")), 100'000'000u);
}

TEST(MemoryEstimate, a_run_that_cannot_fit_is_refused_with_its_numbers) {
    const auto scenario = read_scenario_text(many(3'000, 1, "87840h"), "many.toml");
    ASSERT_TRUE(scenario.ok()) << messages_of(scenario);
    const auto simulation = Simulation::create(scenario.value());
    ASSERT_FALSE(simulation.ok());
    const Error& error = simulation.errors().front();
    EXPECT_EQ(error.exit_code, ExitCode::out_of_memory);
    EXPECT_NE(error.what.find("3000 tables"), std::string::npos) << error.what;
    EXPECT_NE(error.what.find(" GB are available"), std::string::npos) << error.what;
}

}  // namespace
}  // namespace isotherm
