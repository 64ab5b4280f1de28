// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exporting/deployed_settings.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>

#include "app/cli/exporting/policy_values.h"
#include "engine/scaling/utc_schedule.h"

namespace isotherm {
namespace {

constexpr auto week_days =
    std::to_array<std::string_view>({"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"});

std::vector<std::string> words_of_text(std::string_view text, char mark) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == mark)
            words.emplace_back();
        else
            words.back() += c;
    }
    std::erase(words, std::string());
    return words;
}

// The days of the week that a field of cron names: 0 and 7 are Sunday.
std::string week_of(const std::string& field) {
    std::set<std::size_t> days;
    const auto day_of = [](const std::string& word) -> std::size_t {
        for (std::size_t day = 0; day < week_days.size(); ++day) {
            std::string upper = word;
            for (char& c : upper)
                c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            if (upper == week_days[day]) return day;
        }
        return static_cast<std::size_t>(std::stoul(word));
    };
    for (const std::string& part : words_of_text(field, ',')) {
        const auto stepped = words_of_text(part, '/');
        const auto ends = words_of_text(stepped[0], '-');
        const std::size_t first = ends[0] == "*" ? 0 : day_of(ends[0]);
        const std::size_t step = stepped.size() > 1 ? std::stoul(stepped[1]) : 1;
        const std::size_t last = ends[0] == "*"       ? 6
                                 : ends.size() > 1    ? day_of(ends[1])
                                 : stepped.size() > 1 ? 6
                                                      : first;
        for (std::size_t day = first; day <= last; day += step) days.insert(day % 7);
    }
    if (days.size() == week_days.size()) return "*";
    std::string list;
    for (const std::size_t day : days) {
        if (!list.empty()) list += ',';
        list += week_days[day];
    }
    return list;
}

// AWS writes a step through all values from the first one: 0/15 in place of */15.
std::string aws_field(const std::string& field, std::string_view first) {
    std::string list;
    for (const std::string& part : words_of_text(field, ',')) {
        if (!list.empty()) list += ',';
        list += part.starts_with("*/") ? std::string(first) + part.substr(1) : part;
    }
    return list;
}

class Deployment {
public:
    explicit Deployment(const Scenario& scenario) : scenario_(scenario) {}

    DeployedSettings settings() {
        for (const auto& [name, table] : scenario_.tables) add_table(name, table);
        return std::move(result_);
    }

private:
    void add_table(const std::string& name, const TableSpec& spec) {
        DeployedTable table;
        table.on_demand = spec.capacity.on_demand();
        table.infrequent_access = spec.table_class != TableClass::standard;
        table.point_in_time_recovery = spec.point_in_time_recovery;
        table.own = {name,
                     spec.partition_key,
                     spec.sort_key,
                     "",
                     spec.capacity.provisioned,
                     spec.capacity.maximum,
                     spec.capacity.warm,
                     {}};
        add_scaling(ResourceName(name), table.own, table.on_demand);
        for (const auto& [index_name, index] : spec.indexes) {
            if (!index.global()) continue;
            DeployedResource& of = table.indexes.emplace_back();
            std::string key;
            for (const std::string& part : index.partition_key)
                key += (key.empty() ? "" : "+") + part;
            of = {index_name,
                  key,
                  index.sort_key,
                  index.projection == Projection::keys_only ? "KEYS_ONLY" : "ALL",
                  index.capacity.provisioned,
                  index.capacity.maximum,
                  index.capacity.warm,
                  {}};
            add_scaling(ResourceName(name, index_name), of, table.on_demand);
        }
        result_.tables.push_back(std::move(table));
    }

    void leave_out(const ResourceName& name, std::string_view side, std::string why) {
        result_.left_out.push_back(fmt::format("{}, {}: {}", name.label(), side, why));
    }

    void add_scaling(const ResourceName& name, DeployedResource& resource, bool on_demand) {
        const auto found = scenario_.scaling.find(name);
        if (found == scenario_.scaling.end()) return;
        ScalingPlan plan = found->second;
        for (const auto& [side, policy] : policy_values(plan)) {
            if (on_demand) {
                leave_out(name, side, "on-demand tables have no scaling policies");
            } else if (policy.policy == "fixed") {
                continue;
            } else if (policy.policy != "target_tracking" && policy.policy != "scheduled") {
                leave_out(name, side,
                          fmt::format("Application Auto Scaling has no policy \"{}\" for DynamoDB",
                                      policy.policy));
            } else {
                for (const Side each : both_sides)
                    if (side == "both" || side == side_names[each])
                        add_policy(name, each, policy, resource);
            }
        }
    }

    void add_policy(const ResourceName& name, Side side, const PolicyValues& policy,
                    DeployedResource& resource) {
        DeployedScaling scaling;
        scaling.side = side;
        const auto whole = [&](const char* setting, double otherwise) {
            return std::llround(policy.number(setting, otherwise));
        };
        if (policy.policy == "target_tracking") {
            scaling.target = policy.number("target_utilization", 0.7);
            scaling.min = whole("min", 1);
            scaling.max = whole("max", 0);
            if (scaling.max == 0) scaling.max = scenario_.era.table_quota;
            scaling.scale_in = policy.number("scale_in", 1) != 0;
            scaling.scale_out_cooldown_s = whole("scale_out_cooldown", 0);
            scaling.scale_in_cooldown_s = whole("scale_in_cooldown", 0);
        } else {
            // A scheduled policy moves between the bounds of its actions; a scalable target needs
            // bounds before the first of them.
            scaling.min = scaling.max = std::max<std::int64_t>(1, resource.provisioned.of(side));
        }
        add_actions(name, policy, resource, scaling);
        resource.scaling.push_back(std::move(scaling));
    }

    void add_actions(const ResourceName& name, const PolicyValues& policy,
                     const DeployedResource& resource, DeployedScaling& scaling) {
        int number = 0;
        for (const PolicyValues& action : policy.actions) {
            const auto schedules = aws_schedules(action.at);
            if (schedules.empty())
                leave_out(name, side_names[scaling.side],
                          fmt::format("\"{}\" is no schedule that AWS can have", action.at));
            for (const std::string& schedule : schedules)
                scaling.actions.push_back(
                    {fmt::format("{}-{}-{}", resource.name, side_names[scaling.side], ++number),
                     schedule, std::llround(action.number("min", 0)),
                     std::llround(action.number("max", 0))});
        }
    }

    const Scenario& scenario_;
    DeployedSettings result_;
};

}  // namespace

std::string DeployedTable::scaled_name(const DeployedResource& resource) const {
    return is_index(resource) ? fmt::format("table/{}/index/{}", own.name, resource.name)
                              : fmt::format("table/{}", own.name);
}

std::vector<const DeployedResource*> DeployedTable::resources() const {
    std::vector<const DeployedResource*> list{&own};
    for (const DeployedResource& index : indexes) list.push_back(&index);
    return list;
}

DeployedSettings deployed_settings(const Scenario& scenario) {
    return Deployment(scenario).settings();
}

std::string scalable_dimension(bool index, Side side) {
    return fmt::format("dynamodb:{}:{}CapacityUnits", index ? "index" : "table",
                       side == Side::read ? "Read" : "Write");
}

std::string utilization_metric(Side side) {
    return fmt::format("DynamoDB{}CapacityUtilization", side == Side::read ? "Read" : "Write");
}

std::vector<std::string> aws_schedules(const std::string& at) {
    if (!UtcSchedule::parse(at)) return {};
    const auto fields = words_of_text(at, ' ');
    if (fields.size() == 1) {
        const auto time = words_of_text(at, ':');
        return {fmt::format("cron({} {} * * ? *)", std::stoi(time[1]), std::stoi(time[0]))};
    }
    const std::string minutes = aws_field(fields[0], "0");
    const std::string hours = aws_field(fields[1], "0");
    const std::string days = aws_field(fields[2], "1");
    const std::string months = aws_field(fields[3], "1");
    const std::string week = week_of(fields[4]);
    std::vector<std::string> schedules;
    if (week == "*" || days != "*")
        schedules.push_back(fmt::format("cron({} {} {} {} ? *)", minutes, hours, days, months));
    if (week != "*")
        schedules.push_back(fmt::format("cron({} {} ? {} {} *)", minutes, hours, months, week));
    return schedules;
}

}  // namespace isotherm
