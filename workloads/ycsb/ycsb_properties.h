// SPDX-License-Identifier: Apache-2.0
#pragma once
// The property file of a YCSB core workload: workloada … workloadf and their like.
//
// Names, defaults and meanings are those of site.ycsb.workloads.CoreWorkload (brianfrankcooper/YCSB
// at commit d9faaac).

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/result.h"

namespace isotherm {

enum class YcsbDistribution : std::uint8_t {
    uniform,
    zipfian,
    latest,
    hotspot,
    sequential,
    exponential
};
enum class YcsbAction : std::uint8_t { read, update, insert, scan, read_modify_write };
inline constexpr std::size_t ycsb_action_count = 5;

struct YcsbProperties {
    std::int64_t records = 0;     // recordcount; must be given
    std::int64_t operations = 0;  // operationcount; 0: no limit
    std::int64_t insert_start = 0;
    std::int64_t insert_count = -1;  // -1: records - insert_start
    std::int64_t fields = 10;
    std::int64_t field_bytes = 100;
    std::string field_prefix = "field";
    std::array<double, ycsb_action_count> proportions{0.95, 0.05, 0, 0, 0};  // by YcsbAction
    YcsbDistribution distribution = YcsbDistribution::uniform;
    double hot_data = 0.2;        // hotspotdatafraction
    double hot_operations = 0.8;  // hotspotopnfraction
    double exponential_percentile = 95;
    double exponential_fraction = 0.8571428571;
    std::int64_t shortest_scan = 1;
    std::int64_t longest_scan = 1000;
    bool scans_are_zipfian = false;
    bool ordered = false;  // insertorder: key numbers as they are, not hashed
    std::int64_t zero_padding = 1;
    std::string key_attribute;  // dynamodb.primaryKey; "": not known, counts no bytes

    double proportion(YcsbAction action) const {
        return proportions[static_cast<std::size_t>(action)];
    }
    std::int64_t inserted() const {
        return insert_count < 0 ? records - insert_start : insert_count;
    }
    // Bytes of an item: the key and its attribute's name, and all fields with their names.
    std::uint64_t item_bytes() const;
    // The text of a key: "user", and the number or its hash.
    std::string key_text(std::uint64_t number) const;
};

// YCSB's 64-bit FNV hash of a number, as an absolute value.
std::uint64_t ycsb_hash(std::uint64_t number);

// `overrides`: "name=value", as after YCSB's option -p; they win over the file. Properties of other
// parts of YCSB (measurements, databases) have no effect. `skip_unknown`: so do unknown ones.
Result<YcsbProperties> read_ycsb_properties(std::string_view text, const std::string& file_name,
                                            const std::vector<std::string>& overrides,
                                            bool skip_unknown);

}  // namespace isotherm
