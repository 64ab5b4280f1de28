#include "engine/model/era.h"

#include <array>
#include <bit>
#include <utility>

namespace isotherm {
namespace {

struct EraRow {
    std::string_view name;
    std::uint64_t read_unit_bytes;
    std::uint64_t item_largest_bytes;
    bool combined_partition_limits;
    std::string_view admission;
    CallLimits calls = {};
};

// Responses of BatchGetItem were 1 MB at first (API 2011-12-05: 20 items of 50 KB).
constexpr CallLimits early_calls{.batch_bytes = 1 << 20};
constexpr CallLimits present_calls{.transaction_items = 100,
                                   .absent_item_charge = AbsentItemCharge::attempted_item};

// throughput-model 0.2, 10.2; cost-and-operations 2.2, 6. Eras differ through this table only.
constexpr std::array<EraRow, 4> rows{{
    {"2012", 1024, 65'536, true, "static_shares", early_calls},
    {"2013", 4096, 65'536, true, "static_shares", early_calls},
    {"2016", 4096, 409'600, true, "static_shares"},
    {"2024", 4096, 409'600, false, "global_admission", present_calls},
}};

}  // namespace

std::vector<std::string> era_names() {
    std::vector<std::string> names;
    for (const EraRow& row : rows) names.emplace_back(row.name);
    return names;
}

std::optional<Era> era_named(std::string_view name) {
    for (const EraRow& row : rows) {
        if (row.name != name) continue;
        Era era;
        era.name = row.name;
        era.read_unit = Bytes{row.read_unit_bytes};
        era.item_largest = Bytes{row.item_largest_bytes};
        era.combined_partition_limits = row.combined_partition_limits;
        era.admission = row.admission;
        era.calls = row.calls;
        return era;
    }
    return std::nullopt;
}

void Era::settings(SettingsVisitor& visit) {
    visit.field({.name = "read_unit", .help = "size of one read unit", .lowest = 256, .highest = 65'536,
                 .source = "Document History 2013-05-14: 1 KB before, 4 KB since"},
                read_unit);
    visit.field({.name = "write_unit", .help = "size of one write unit", .lowest = 256, .highest = 65'536,
                 .source = "Developer Guide, Provisioned throughput"},
                write_unit);
    for (const auto& [unit_name, unit] : {std::pair("read_unit", read_unit), std::pair("write_unit", write_unit)}) {
        if (!std::has_single_bit(unit.count)) {
            visit.reject(unit_name, text_of(unit) + " is not a power of two", "use 1 KB, 2 KB, 4 KB, …");
        }
    }
    visit.field({.name = "item_largest", .help = "largest item", .lowest = 1, .highest = 16'777'216,
                 .source = "Document History 2014-10-07: 64 KB before, 400 KB since"},
                item_largest);
    visit.field({.name = "partition_read_maximum", .help = "read units per second of one partition",
                 .lowest = 1, .highest = 1e6, .source = "Developer Guide, partition key design"},
                partition_read_maximum);
    visit.field({.name = "partition_write_maximum", .help = "write units per second of one partition",
                 .lowest = 1, .highest = 1e6, .source = "Developer Guide, partition key design"},
                partition_write_maximum);
    visit.field({.name = "partition_size_maximum", .help = "bytes one partition holds", .lowest = 1,
                 .source = "Developer Guide 2017, Guidelines for Working with Tables"},
                partition_size_maximum);
    visit.field({.name = "combined_partition_limits",
                 .help = "whether R/3000 + W/1000 together fill a partition, or each alone",
                 .source = "older AWS texts combine, newer say independent"},
                combined_partition_limits);
    visit.field({.name = "allocated_window", .help = "time over which the rate is enforced",
                 .lowest = 0.001, .highest = 300, .source = "Developer Guide: capacity is per second"},
                allocated_window);
    visit.field({.name = "burst_window", .help = "unused capacity kept, in seconds of the rate",
                 .lowest = 0, .highest = 600, .source = "Developer Guide: up to 300 s"},
                burst_window);
    visit.field({.name = "initial_burst", .help = "how full the buckets are at the start, 0 to 1",
                 .lowest = 0, .highest = 1, .source = "[inferred] a table that idled for five minutes"},
                initial_burst);
}

}  // namespace isotherm
