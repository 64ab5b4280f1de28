// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/written/scenario_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "engine/model/era.h"
#include "engine/toml/toml_writer.h"
#include "engine/vocabulary/quantity.h"
#include "workloads/imports/written/regional_book.h"
#include "workloads/imports/written/scaling_text.h"
#include "workloads/imports/written/workload_text.h"

namespace isotherm {
namespace {

std::string bytes_value(std::int64_t bytes) { return toml_quoted(fmt::format("{} B", bytes)); }

// The remark of a fact with what other sources say.
template <class Value>
std::string remark_of(const Fact<Value>& fact) {
    std::vector<std::string> parts{fact.why};
    parts.insert(parts.end(), fact.others.begin(), fact.others.end());
    return joined_remarks(parts);
}

std::string capacity_value(const ImportedCapacity& capacity, bool on_demand) {
    InlineTable table;
    table.set("mode", on_demand ? "\"on_demand\"" : "\"provisioned\"");
    for (const Side side : both_sides) {
        const std::string name(side_names[side]);
        if (!on_demand) {
            table.set(name, toml_of(capacity.provisioned[side].value_or(1)));
            continue;
        }
        if (capacity.warm[side]) table.set("warm_" + name, toml_of(*capacity.warm[side]));
        if (capacity.maximum[side]) table.set("maximum_" + name, toml_of(*capacity.maximum[side]));
    }
    return table.text();
}

std::string capacity_remark(const ImportedCapacity& capacity) {
    std::vector<std::string> parts{remark_of(capacity.on_demand)};
    for (const Side side : both_sides) {
        const Fact<std::int64_t>& units = capacity.provisioned[side];
        const std::string remark = remark_of(units);
        if (!remark.empty()) parts.push_back(fmt::format("{}: {}", side_names[side], remark));
    }
    return joined_remarks(parts);
}

class ScenarioWriter {
public:
    ScenarioWriter(ImportedFacts& facts, const ImportPlan& plan, std::string rates_file)
        : facts_(facts), plan_(plan), rates_file_(std::move(rates_file)) {}

    ImportedScenario write() {
        for (const auto& [name, table] : facts_.tables) {
            lines_.blank();
            if (facts_.unresolved.contains(name)) {
                write_left_out(name);
            } else if (can_be_written(facts_, name)) {
                write_table(name, table);
            } else if (table.defined) {
                lines_.comment(fmt::format("{} left out: its capacity is not known", name));
                facts_.ask(fmt::format("tables.{}.capacity", name),
                           "no source has it, so the table is left out");
            } else {
                lines_.comment(
                    fmt::format("{} left out: scaled, but no source describes it", name));
            }
        }
        ImportedScenario scenario;
        scenario.rates = write_workloads(lines_, plan_, rates_file_);
        // The head has the questions, and some come up while the rest is written.
        const std::string body = lines_.text();
        lines_ = TomlLines();
        write_head();
        scenario.text = lines_.text() + body;
        return scenario;
    }

private:
    void write_head() {
        std::string kinds;
        for (const ImportedSource& source : facts_.sources)
            kinds +=
                fmt::format("{}{} ({})", kinds.empty() ? "" : ", ",
                            std::filesystem::path(source.file).filename().string(), source.kind);
        lines_.comment("imported from " + kinds);
        lines_.comment(
            "Values without a comment come from these files. Assumptions are marked. Answer the "
            "ASK "
            "lines first.");
        if (plan_.load_is_assumed) lines_.comment("The load is assumed: no source has traffic.");
        for (const auto& [path, why] : facts_.asks)
            lines_.comment(fmt::format("ASK {}: {}", path, why));
        for (const std::string& remark : facts_.remarks) lines_.comment(remark);
        lines_.set("name", toml_quoted(run_name()));
        write_time();
        write_prices();
        if (facts_.account_quota || facts_.table_quota) lines_.table("model");
        if (facts_.account_quota)
            lines_.set("account_quota", toml_of(*facts_.account_quota),
                       remark_of(facts_.account_quota));
        if (facts_.table_quota)
            lines_.set("table_quota", toml_of(*facts_.table_quota), remark_of(facts_.table_quota));
    }

    void write_time() {
        if (plan_.start_recorded || plan_.start_matters)
            lines_.set("start", toml_of(plan_.run.start),
                       plan_.start_recorded ? "" : "assumed: schedules need a date");
        if (plan_.start_recorded && !era_of_start().empty())
            lines_.set("era", toml_quoted(era_of_start()), "the rules in force at the start");
        const SimDuration length = plan_.run.end - plan_.run.start;
        lines_.set("duration", toml_of(length), plan_.duration_known ? "" : "assumed");
        constexpr SimDuration minutes_from = std::chrono::hours(48);
        if (length > minutes_from) lines_.set("resolution", "\"minute\"");
    }

    void write_prices() {
        if (!facts_.region) return;
        const std::string& region = *facts_.region;
        if (const auto book = regional_book(region, plan_.run.start)) {
            lines_.set("billing", fmt::format("{{ book = {} }}", toml_quoted(*book)),
                       joined_remarks({"prices of " + region, remark_of(facts_.region)}));
            return;
        }
        facts_.assume("billing.book", "the default book",
                      fmt::format("no prices of {} are known", region));
        lines_.comment(
            fmt::format("no prices of {} are known: a bill would have those of another "
                        "region; billing = {{ prices = \"FILE\" }} reads yours",
                        region));
    }

    // The era whose rules were in force at the start; empty: the newest, which is the default.
    std::string era_of_start() const {
        std::string year = utc_text(plan_.run.start).substr(0, 10);
        // The rules of the era 2025 came on 2025-08-12.
        if (year >= "2025" && year < "2025-08-12") year = "2024";
        std::string found;
        for (const std::string& name : era_names())
            if (name <= year) found = name;
        return found == newest_era() ? "" : found;
    }

    std::string run_name() const {
        std::vector<std::string> names;
        for (const auto& [name, table] : facts_.tables)
            if (can_be_written(facts_, name)) names.push_back(name);
        constexpr std::size_t named_most = 3;
        std::string text;
        for (std::size_t i = 0; i < std::min(names.size(), named_most); ++i)
            text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
        if (names.size() > named_most)
            text += fmt::format(" and {} more", names.size() - named_most);
        return text + ", imported" + (plan_.load_is_assumed ? "; the load is assumed" : "");
    }

    void write_left_out(const std::string& name) {
        std::string list;
        for (const std::string& one : facts_.unresolved[name])
            list += (list.empty() ? "" : " and ") + one;
        lines_.comment(fmt::format("{} left out: {}: not in the template", name, list));
        std::string options;
        for (const std::string& one : facts_.unresolved[name]) options += option_for(one) + " ";
        lines_.comment(
            fmt::format("give {}or the output of aws cloudformation get-template --template-stage "
                        "Processed or of describe-table",
                        options));
    }

    void write_table(const std::string& name, const ImportedTable& table) {
        const std::string path = toml_key({"tables", name});
        lines_.table(path, joined_remarks(table.remarks));
        if (!table.partition_key.value_or("").empty())
            lines_.set("partition_key", toml_quoted(*table.partition_key),
                       remark_of(table.partition_key));
        if (!table.sort_key.value_or("").empty())
            lines_.set("sort_key", toml_quoted(*table.sort_key), remark_of(table.sort_key));
        if (table.item_bytes) {
            lines_.set("item_size", bytes_value(largest_item(*table.item_bytes)),
                       remark_of(table.item_bytes));
        } else {
            lines_.comment("item_size: no source has it; 1 KB assumed");
            facts_.assume(fmt::format("tables.{}.item_size", name), "1 KB", "no source has it");
        }
        if (table.bytes.value_or(0) > 0)
            lines_.set("size", bytes_value(*table.bytes), remark_of(table.bytes));
        const bool on_demand = table.capacity.on_demand.value_or(false);
        write_capacity(table.capacity, on_demand, table.bytes.value_or(0), table.open_shards);
        if (table.infrequent_access.value_or(false)) lines_.set("class", "\"standard_ia\"");
        if (table.point_in_time_recovery.value_or(false))
            lines_.set("point_in_time_recovery", "true");
        if (table.stream.value_or(false)) lines_.set("stream", "true");
        if (table.time_to_live)
            lines_.comment(
                fmt::format("time_to_live: on (attribute {}); how long items live is "
                            "in no description",
                            *table.time_to_live));
        write_both_sides(path, table.scaling, on_demand);
        for (const auto& [index_name, index] : table.indexes)
            write_index(name, table, index_name, index, on_demand);
    }

    // Items have at most 400 KB: a larger mean is a mistake of the source.
    static std::int64_t largest_item(std::int64_t bytes) {
        return std::clamp<std::int64_t>(bytes, 1, 400 * 1024);
    }

    void write_capacity(const ImportedCapacity& capacity, bool on_demand, std::int64_t bytes,
                        const Fact<std::int64_t>& shards) {
        lines_.set("capacity", capacity_value(capacity, on_demand), capacity_remark(capacity));
        const bool warm = capacity.warm[Side::read] || capacity.warm[Side::write];
        if (on_demand || (!warm && !shards)) return;
        const std::int64_t count =
            imported_partitions(capacity, on_demand, bytes, shards.value_or(0));
        lines_.set("partitions", toml_of(count),
                   shards ? shards.why
                          : fmt::format("warm throughput {} / {}",
                                        grouped(capacity.warm[Side::read].value_or(0)),
                                        grouped(capacity.warm[Side::write].value_or(0))));
    }

    void write_both_sides(const std::string& path, const BySide<ImportedScaling>& scaling,
                          bool on_demand) {
        for (const Side side : both_sides) {
            std::vector<std::string> asks;
            const WrittenScaling written =
                written_scaling(scaling[side], on_demand, plan_.run, asks);
            write_scaling(lines_, path, side, scaling[side], written);
            for (const std::string& ask : asks) {
                lines_.comment(ask);
                facts_.ask(fmt::format("{}.scaling.{}", path, side_names[side]), ask);
            }
        }
    }

    void write_index(const std::string& table_name, const ImportedTable& table,
                     const std::string& name, const ImportedIndex& index, bool on_demand) {
        const std::string path = toml_key({"tables", table_name, "indexes", name});
        const bool local = index.local.value_or(false);
        if (!local && !on_demand &&
            !(index.capacity.provisioned[Side::read] && index.capacity.provisioned[Side::write])) {
            lines_.comment(fmt::format("index {} left out: its capacity is not known", name));
            facts_.ask(path + ".capacity", "no source has it, so the index is left out");
            return;
        }
        lines_.table(path, joined_remarks(index.remarks));
        if (local) {
            lines_.set("kind", "\"local\"");
            if (!table.partition_key.value_or("").empty())
                lines_.set("partition_key", toml_quoted(*table.partition_key));
        } else if (!index.partition_key.value_or("").empty()) {
            lines_.set("partition_key", toml_quoted(*index.partition_key),
                       remark_of(index.partition_key));
        }
        if (!index.sort_key.value_or("").empty())
            lines_.set("sort_key", toml_quoted(*index.sort_key));
        write_entries(path, index);
        if (local) return;
        write_capacity(index.capacity, on_demand, index.bytes.value_or(0), {});
        write_both_sides(path, index.scaling, on_demand);
    }

    void write_entries(const std::string& path, const ImportedIndex& index) {
        const std::string projection = index.projection.value_or("all");
        if (projection != "all") lines_.set("projection", toml_quoted(projection));
        // An entry with all attributes has the size of the item.
        if (index.entry_bytes && projection != "all") {
            lines_.set("entry_size", bytes_value(largest_item(*index.entry_bytes)),
                       remark_of(index.entry_bytes));
        } else if (projection == "include") {
            lines_.set("entry_size", "\"100 B\"", "assumed");
            facts_.ask(path + ".entry_size", "how large an entry is; 100 B assumed");
            facts_.assume(path + ".entry_size", "100 B", "no source has it");
        }
        if (index.in_index && *index.in_index < 1)
            lines_.set("in_index", percent_value(*index.in_index), remark_of(index.in_index));
    }

    ImportedFacts& facts_;
    const ImportPlan& plan_;
    std::string rates_file_;
    TomlLines lines_;
};

}  // namespace

ImportedScenario imported_scenario(ImportedFacts& facts, const ImportPlan& plan,
                                   const std::string& rates_file) {
    return ScenarioWriter(facts, plan, rates_file).write();
}

}  // namespace isotherm
