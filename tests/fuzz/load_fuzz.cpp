// SPDX-License-Identifier: Apache-2.0
// Fuzzes the readers of rate series (CSV) and of YCSB property files. The first byte selects the
// reader. Any input must result in rates that can be followed and keys that exist, or in errors
// with a place.

#include "tests/fuzz/fuzz_target.h"
#include "workloads/composed/rate_table.h"
#include "workloads/ycsb/ycsb_properties.h"

namespace isotherm {
namespace {

void fuzz_rates(std::string_view text) {
    const auto points = read_rate_table(text, {"rates.csv", "", ""});
    if (!points.ok()) return must_be_told_well(points.errors());
    must_hold(points.value().size() >= 2 && points.value().front().at == SimDuration(0),
              "a series begins at the start of the run");
    for (std::size_t i = 1; i < points.value().size(); ++i) {
        must_hold(points.value()[i].at > points.value()[i - 1].at, "times increase");
        must_hold(points.value()[i].value >= 0, "rates are not negative");
    }
}

void fuzz_properties(std::string_view text, bool skip_unknown) {
    const auto read = read_ycsb_properties(text, "workloada", {}, skip_unknown);
    if (!read.ok()) return must_be_told_well(read.errors());
    const YcsbProperties& properties = read.value();
    must_hold(properties.records >= 1 && properties.inserted() >= 1 &&
                  properties.insert_start + properties.inserted() <= properties.records,
              "the records that are asked for exist");
    must_hold(properties.shortest_scan <= properties.longest_scan, "scans have a length");
}

}  // namespace
}  // namespace isotherm

ISOTHERM_FUZZ_TARGET(load) {
    if (input.empty()) return;
    const auto first = static_cast<unsigned char>(input.front());
    if (first % 3 == 0) return isotherm::fuzz_rates(input.substr(1));
    isotherm::fuzz_properties(input.substr(1), first % 3 == 1);
}
