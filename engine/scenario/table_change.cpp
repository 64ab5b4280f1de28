// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/table_change.h"

#include <vector>

#include "engine/scenario/written_calls.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

const double most_units = CapacityRate::highest.in_units_per_second();

void throughput(SettingsVisitor& visit, std::string_view read_name, std::string_view write_name,
                std::string_view read_help, std::string_view write_help, Throughput& value,
                double lowest = 1) {
    visit.field({.name = read_name, .help = read_help, .lowest = lowest, .highest = most_units},
                value.read);
    visit.field({.name = write_name, .help = write_help, .lowest = lowest, .highest = most_units},
                value.write);
}

}  // namespace

void TableChange::state(StateVisitor& visit) {
    bool other_mode = mode.has_value();
    CapacityMode to = mode.value_or(CapacityMode::provisioned);
    visit(at, table, provisioned, warm, maximum, indexes, other_mode);
    visit.one_of(to, words_of(to).size());
    if (visit.loads()) mode = other_mode ? std::optional(to) : std::nullopt;
}

void TableChange::settings(SettingsVisitor& visit) {
    visit.field(
        {.name = "at", .help = "time of the request, since the start of the run", .required = true},
        at);
    visit.field({.name = "table", .help = "the table", .required = true}, table);
    throughput(visit, "read", "write", "new read units per second; left out: unchanged",
               "new write units per second; left out: unchanged", provisioned);
    choice_field(visit, {.name = "mode", .help = "new capacity mode; empty: unchanged"}, mode);
    throughput(visit, "warm_read", "warm_write", "new warm read throughput; left out: unchanged",
               "new warm write throughput; left out: unchanged", warm);
    throughput(visit, "maximum_read", "maximum_write",
               "on demand: new maximum throughput; 0: unchanged; -1: no maximum",
               "on demand: new maximum throughput; 0: unchanged; -1: no maximum", maximum, -1);
    std::vector<std::string> names;
    for (const auto& [name, value] : indexes) names.push_back(name);
    visit.named({.name = "indexes", .help = "new throughput of global indexes, in the same call"},
                names, [this](const std::string& name, SettingsVisitor& inner) {
                    throughput(inner, "read", "write",
                               "new read units per second; left out: unchanged",
                               "new write units per second; left out: unchanged", indexes[name]);
                });
    // A number outside its range has already been reported.
    const bool given = visit.given("read") || visit.given("write") || visit.given("warm_read") ||
                       visit.given("warm_write") || visit.given("indexes");
    if (!given && !asks_of_table(*this)) {
        visit.reject("", "it changes nothing",
                     "add what is to change: read, write, mode, warm_read, maximum_read, … or "
                     "indexes.NAME");
    }
    if (mode == CapacityMode::on_demand && provisioned.read + provisioned.write > 0) {
        visit.reject("mode", "an on-demand table has no provisioned throughput",
                     "remove read and write, or the mode");
    }
    if (mode == CapacityMode::provisioned && (provisioned.read == 0 || provisioned.write == 0)) {
        visit.reject("mode", "provisioned mode needs read and write units",
                     "add read = … and write = …");
    }
}

}  // namespace isotherm
