// SPDX-License-Identifier: Apache-2.0
#pragma once
// The cases of `isotherm selftest --numeric`: each has the value of a closed form, a function that
// measures it, and the allowed difference between both.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace isotherm {

// One number of a row.
struct ExpectedFigure {
    std::string what;
    double expected = 0;
    double tolerance = 0;  // five standard deviations of one run of the row's length; 0: exact
    bool at_most = false;  // `expected` is an upper bound
};

struct NumericRow {
    std::string id;
    std::vector<ExpectedFigure> figures;
    // Returns one measured number per figure. Rows are measured on several threads at a time.
    std::function<std::vector<double>(std::uint64_t seed)> measure;
};

// A row about behaviour that DynamoDB does not have, so no scenario can express it.
struct UnmodelledRow {
    std::string id;
    std::string what;
    std::string why;
};

std::vector<NumericRow> bucket_rows();    // T1-T5, T12-T16
std::vector<NumericRow> retry_rows();     // R1-R3
std::vector<NumericRow> workload_rows();  // W1-W10
std::vector<UnmodelledRow> unmodelled_rows();

}  // namespace isotherm
