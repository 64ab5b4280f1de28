// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/what_if_knob.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <tuple>

#include "engine/scenario/scenario_fields.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Fields = std::vector<ScenarioField>;

// Collects all fields with a value from all groups. Elements of lists have no names to turn a
// knob by.
void collect(const Fields& fields, std::vector<const ScenarioField*>& leaves) {
    for (const ScenarioField& field : fields) {
        if (field.kind == ScenarioField::Kind::group)
            collect(field.children, leaves);
        else if (field.has_value())
            leaves.push_back(&field);
    }
}

// Returns the number in a field, in requests per second, bytes, percent, or as a plain number;
// nullopt if the field is not a number.
std::optional<double> number_of(const ScenarioField& field) {
    const std::string& text = field.value;
    if (field.unit == "/s") {
        const auto rate = parse_rate(text);
        return rate ? std::optional(rate->per_second()) : std::nullopt;
    }
    if (field.unit == "%") {
        const auto share = parse_share(text);
        return share ? std::optional(share->value * 100) : std::nullopt;
    }
    if (field.unit == "B") {
        const auto bytes = parse_bytes(text);
        return bytes ? std::optional(static_cast<double>(bytes->count)) : std::nullopt;
    }
    if (field.kind != ScenarioField::Kind::number) return std::nullopt;
    return number_in<double>(text);
}

double rounded_to_digits(double number, int digits) {
    if (number == 0) return 0;
    const double power = std::pow(10.0, std::floor(std::log10(std::abs(number))) - digits + 1);
    return std::round(number / power) * power;
}

// Chooses a range wide enough for large changes, within the setting's limits.
void choose_range(WhatIfKnob& knob, const ScenarioField& field) {
    constexpr double bold = 100;
    const double highest =
        field.highest < std::numeric_limits<double>::max() ? field.highest : 1e15;
    if (knob.unit == "%") {
        knob.logarithmic = false;
        knob.lowest = field.lowest * 100;
        knob.highest = field.highest * 100;
    } else if (!knob.whole && knob.unit.empty()) {
        knob.logarithmic = false;
        knob.lowest = field.lowest;
        knob.highest = std::min(highest, std::max(3.0, 2 * knob.value));
    } else {
        knob.lowest = std::max(field.lowest, knob.whole ? 1.0 : knob.value / bold);
        knob.highest = std::min(highest, std::max(1'000.0, knob.value * bold));
        if (knob.whole) knob.lowest = std::max(knob.lowest, std::floor(knob.value / 1'000));
    }
    knob.lowest = std::min(knob.lowest, knob.value);
    knob.highest = std::max(knob.highest, knob.value);
}

bool is_one_of(const std::string& name, std::initializer_list<const char*> names) {
    return std::any_of(names.begin(), names.end(), [&](const char* one) { return name == one; });
}

}  // namespace

double WhatIfKnob::clamped(double number) const {
    const double near = whole ? std::round(number) : number;
    return std::clamp(near, lowest, highest);
}

double WhatIfKnob::at_position(int position, int steps) const {
    const double share = static_cast<double>(position) / steps;
    if (!logarithmic) {
        const double step = unit == "%" ? 1 : 0.05;
        return clamped(std::round((lowest + share * (highest - lowest)) / step) * step);
    }
    const double least = std::max(lowest, whole ? 1.0 : 1e-3);
    return clamped(rounded_to_digits(least * std::pow(highest / least, share), 2));
}

int WhatIfKnob::position(double of, int steps) const {
    const double least = logarithmic ? std::max(lowest, whole ? 1.0 : 1e-3) : lowest;
    const double share = logarithmic
                             ? std::log(std::max(of, least) / least) / std::log(highest / least)
                             : (of - least) / (highest - least);
    return static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * steps));
}

std::string WhatIfKnob::toml() const {
    const std::string digits =
        whole ? fmt::format("{}", static_cast<std::int64_t>(std::llround(wanted)))
              : fmt::format("{:.6g}", wanted);
    if (unit.empty()) return digits;
    return toml_quoted(unit == "/s" ? digits + unit : digits + ' ' + unit);
}

namespace {

// Decides which fields are worth a knob.
class KnobFinder {
public:
    KnobFinder(const Scenario& scenario, const std::string& table)
        : scenario_(scenario), table_(table) {}

    std::optional<WhatIfKnob> knob_of(const ScenarioField& field) const {
        const TomlPath& path = field.path;
        const auto written = number_of(field);
        if (!written || path.size() < 3) return std::nullopt;
        WhatIfKnob knob;
        knob.path = path;
        knob.unit = field.unit;
        knob.written = knob.value = knob.wanted = *written;
        knob.whole = field.unit == "B" || (field.unit.empty() && is_whole(field));
        const bool found = path[0] == "tables" && path[1] == table_ ? of_table(path, knob)
                           : path[0] == "workloads"                 ? of_workload(path, knob)
                                                                    : false;
        if (!found) return std::nullopt;
        choose_range(knob, field);
        return knob;
    }

private:
    static bool is_whole(const ScenarioField& field) {
        return !is_one_of(field.path.back(), {"exponent", "speed"}) &&
               field.value.find('.') == std::string::npos;
    }

    bool of_table(const TomlPath& path, WhatIfKnob& knob) const {
        const TableSpec& table = scenario_.tables.at(table_);
        const bool index = path.size() == 6 && path[2] == "indexes" && path[4] == "capacity";
        knob.subject = ResourceName(table_, index ? path[3] : "").label();
        if (index || (path.size() == 4 && path[2] == "capacity")) {
            if (table.capacity.on_demand() || !is_one_of(path.back(), {"read", "write"}))
                return false;
            if (index && !table.indexes.at(path[3]).global()) return false;
            knob.live = !table.time_series.enabled();
            return is(knob, KnobKind::capacity, path.back());
        }
        knob.live = false;
        if (path.size() == 5 && path[2] == "scaling") {
            if (path[4] == "min") return is(knob, KnobKind::policy_minimum, path[3]);
            if (path[4] == "max") return is(knob, KnobKind::policy_maximum, path[3]);
            if (path[4] == "target_utilization") return is(knob, KnobKind::policy_target, path[3]);
        }
        return path.size() == 3 && path[2] == "item_size" && is(knob, KnobKind::item_size);
    }

    bool of_workload(const TomlPath& path, WhatIfKnob& knob) const {
        const WorkloadSpec& workload = scenario_.workloads.at(path[1]);
        if (workload.table != table_) return false;
        knob.subject = path[1];
        knob.live = workload.workload->can_change();
        if (path.size() == 3 && path[2] == "write_shards") return is(knob, KnobKind::write_shards);
        if (path.size() != 4) return false;
        if (path[2] == "arrivals" && knob.unit == "/s")
            return is(knob, KnobKind::arrivals, path[3]);
        if (path[2] == "keys" && (knob.unit.empty() || knob.unit == "%"))
            return is(knob, KnobKind::keys, path[3]);
        return path[2] == "replay" && path[3] == "speed" && is(knob, KnobKind::replay_speed);
    }

    static bool is(WhatIfKnob& knob, KnobKind kind, const std::string& detail = {}) {
        knob.kind = kind;
        knob.detail = detail;
        return true;
    }

    const Scenario& scenario_;
    const std::string& table_;
};

// Returns the latest change of a workload up to `now`, and stores its name in `name`; nullptr if
// there is none.
const WorkloadChange* in_force(const WorkloadSpec& workload, SimDuration now, std::string& name) {
    const WorkloadChange* last = nullptr;
    for (const auto& [of, change] : workload.changes) {
        if (change.at > now || (last != nullptr && change.at < last->at)) continue;
        last = &change;
        name = of;
    }
    return last;
}

}  // namespace

std::vector<WhatIfKnob> what_if_knobs(const Scenario& scenario, const std::string& table,
                                      SimDuration now) {
    std::vector<WhatIfKnob> knobs;
    if (!scenario.tables.contains(table)) return knobs;
    const Fields fields = scenario_fields(scenario);
    std::vector<const ScenarioField*> leaves;
    collect(fields, leaves);
    const KnobFinder finder(scenario, table);
    for (const ScenarioField* leaf : leaves) {
        auto knob = finder.knob_of(*leaf);
        if (!knob) continue;
        std::string name;
        if (knob->path[0] == "workloads" &&
            in_force(scenario.workloads.at(knob->path[1]), now, name) != nullptr) {
            TomlPath changed{"workloads", knob->path[1], "changes", name};
            const TomlPath rest = without_first(knob->path, 2);
            changed.insert(changed.end(), rest.begin(), rest.end());
            const auto there = std::find_if(leaves.begin(), leaves.end(), [&](const auto* other) {
                return other->path == changed;
            });
            if (there != leaves.end())
                knob->value = knob->wanted = number_of(**there).value_or(knob->value);
        }
        knobs.push_back(std::move(*knob));
    }
    // Order: the table, its indexes, then the workloads; within each, knobs that can be changed
    // live come first.
    const auto place = [](const WhatIfKnob& knob) {
        return std::tuple(knob.path[0] == "workloads", knob.subject, !knob.live);
    };
    std::stable_sort(knobs.begin(), knobs.end(),
                     [&](const WhatIfKnob& a, const WhatIfKnob& b) { return place(a) < place(b); });
    return knobs;
}

}  // namespace isotherm
