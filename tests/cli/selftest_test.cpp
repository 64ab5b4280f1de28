// SPDX-License-Identifier: Apache-2.0
// `isotherm selftest --numeric`: every row passes, and its expected numbers are those of queueing
// formulas, which were calculated independently.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/cli/program.h"

namespace isotherm {
namespace {

// The expected numbers of each row as printed, in the order of the command.
const std::map<std::string, std::vector<double>> printed{
    {"T1", {0.3333333}},
    {"T2", {0.0643619}},
    {"T3", {0.05084746}},
    {"T4", {0.1667627}},
    {"T5", {0.00806865}},
    {"T12", {89'999, 60'001, 200, 0.6}},
    {"T13", {40'000, 35'000, 166.668, 0}},
    {"T14", {60'099, 89'901, 0.668, 0.6}},
    {"T15", {48'000, 0, 12'000}},
    {"T16", {3'000, 3'000, 3'000, 6'000, 3'600, 0}},
    {"R1", {1.417, 0.0081}},
    {"R2", {22'775, 7178.98, 45'550}},
    {"R3", {2.775877, 1.0 / 3, 1'000, 0.7598357}},
    {"W1", {1, 0.6931472, 4.605170, 6.907755, 0.0027}},
    {"W2", {100, 1}},
    {"W3", {15.391849746, 0.06496945, 0.006648278, 0.1920567, 0.6642711}},
    {"W4", {38'967.3}},
    {"W5", {5.09158294118, 0.1964026, 0.4846653}},
    {"W6", {2'985'059.2}},
    {"W7", {40, 132.2862}},
    {"W8", {10.27416, 2.975445}},
    {"W9", {-0.644934}},
    {"W10", {0, 0, 0}},
};

TEST(SelftestCommand, expects_the_numbers_of_the_validation_reference) {
    const Printed run = isotherm_prints({"selftest", "--numeric", "--json"});
    EXPECT_EQ(run.exit_code, 0) << run.out << run.err;
    const auto json = nlohmann::json::parse(run.out, nullptr, false);
    ASSERT_TRUE(json.is_object()) << run.out << run.err;

    std::map<std::string, std::vector<double>> expected;
    for (const auto& row : json["rows"]) {
        EXPECT_TRUE(row["pass"].get<bool>()) << row.dump();
        expected[row["id"]].push_back(row["expected"]);
        // The result must follow from the numbers in the row.
        const double off = row["measured"].get<double>() - row["expected"].get<double>();
        const double allowed = row["bound"].get<bool>() ? 0 : row["tolerance"].get<double>();
        EXPECT_LE(row["bound"].get<bool>() ? off : std::abs(off), allowed) << row.dump();
    }
    EXPECT_EQ(json["passed"], json["rows"].size());
    EXPECT_EQ(json["total"], json["rows"].size());
    EXPECT_EQ(json["not_modelled"].size(), 6u);  // T6-T11

    ASSERT_EQ(expected.size(), printed.size());
    for (const auto& [id, numbers] : printed) {
        ASSERT_EQ(expected[id].size(), numbers.size()) << id;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            // The reference prints at least six digits.
            EXPECT_NEAR(expected[id][i], numbers[i], 2e-6 * std::abs(numbers[i]))
                << id << " number " << i;
        }
    }
}

TEST(SelftestCommand, refuses_a_seed_that_is_not_a_number_and_a_missing_test_choice) {
    EXPECT_EQ(isotherm_prints({"selftest", "--numeric", "--seed", "1e3"}).exit_code, 2);
    EXPECT_EQ(isotherm_prints({"selftest"}).exit_code, 2);
}

}  // namespace
}  // namespace isotherm
