// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/key_rules.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// The expression of a key: a plain word that is an attribute stands for its value.
std::string expression_of(const Scenario& scenario, const std::string& key) {
    return scenario.attributes.contains(key) ? "{" + key + "}" : key;
}

Attributes attributes_of(const Scenario& scenario) {
    std::vector<std::string> workloads;
    for (const auto& one : scenario.workloads) workloads.push_back(one.first);
    return Attributes(scenario.attributes, workloads, static_cast<std::uint64_t>(scenario.seed),
                      scenario.start, scenario.recorded);
}

std::optional<KeyText> compiled(const Scenario& scenario, const Attributes& attributes,
                                const std::string& key, std::optional<ExpressionError>& error) {
    const KeyText text = KeyText::compiled(
        expression_of(scenario, key),
        [&](std::string_view name, std::string_view field) { return attributes.name(name, field); },
        error);
    return error ? std::nullopt : std::optional(text);
}

void reject_expression(std::string_view setting, const std::string& key,
                       const ExpressionError& error, SettingsVisitor& visit) {
    visit.reject(
        setting, fmt::format("\"{}\", character {}: {}", printable(key), error.column, error.what),
        "use attributes of [attributes], key, time, minute, hour, day, week, month, random(1..10)");
}

std::uint64_t salt_of_key(const Scenario& scenario, std::string_view kind,
                          const ResourceName& resource) {
    const std::string name = fmt::format("{}.{}.{}", kind, resource.table, resource.index);
    return XXH3_64bits_withSeed(name.data(), name.size(),
                                static_cast<std::uint64_t>(scenario.seed));
}

bool has_expression(const Scenario& scenario, const std::vector<std::string>& parts) {
    return std::ranges::any_of(
        parts, [&](const std::string& part) { return is_key_expression(scenario, part); });
}

std::optional<KeyRule> rule_of(const Scenario& scenario, const Attributes& attributes,
                               const std::vector<std::string>& keys, std::uint64_t salt) {
    if (!has_expression(scenario, keys)) return std::nullopt;
    std::vector<KeyText> parts;
    for (const std::string& key : keys) {
        std::optional<ExpressionError> error;
        parts.push_back(compiled(scenario, attributes, key, error).value_or(KeyText()));
    }
    return KeyRule(std::move(parts), salt);
}

void add_rule(const Scenario& scenario, const ResourceName& resource,
              const std::vector<std::string>& keys, KeyDesign& design) {
    if (auto rule =
            rule_of(scenario, design.attributes, keys, salt_of_key(scenario, "keys", resource)))
        design.rules.emplace(resource, *std::move(rule));
}

void add_sort_rule(const Scenario& scenario, const ResourceName& resource, const IndexSpec& index,
                   KeyDesign& design) {
    if (!index.global()) return;  // what a local index adds to a write is a share of the writes
    if (auto rule = rule_of(scenario, design.attributes, {index.sort_key},
                            salt_of_key(scenario, "sort_keys", resource)))
        design.sort_rules.emplace(resource, *std::move(rule));
}

std::vector<std::string> keys_of_entry(const IndexSpec& index) {
    std::vector<std::string> keys = index.partition_key;
    keys.push_back(index.sort_key);
    return keys;
}

bool names_sequence(const KeyDesign& design, const KeyRule& rule) {
    return std::ranges::any_of(rule.names(), [&](const NameMeaning& name) {
        return name.kind == NameMeaning::Kind::attribute &&
               design.attributes.spec(static_cast<std::uint32_t>(name.from)).distribution ==
                   AttributeSpread::sequence;
    });
}

// Workloads of tables whose keys are sequences share their numbers.
void share_sequences(const Scenario& scenario, KeyDesign& design) {
    std::vector<std::uint32_t> sharers;
    std::uint32_t number = 0;
    for (const auto& [name, workload] : scenario.workloads) {
        const KeyRule* rule = design.rule(ResourceName(workload.table));
        if (rule != nullptr && names_sequence(design, *rule)) sharers.push_back(number);
        ++number;
    }
    design.attributes.take_turns(sharers);
}

// Only a step can ask for what was written: a key says what an item is.
bool names_written(const KeyText& key) {
    return std::ranges::any_of(key.names(),
                               [](const NameMeaning& name) { return name.written >= 0; });
}

void reject_written(std::string_view setting, SettingsVisitor& visit) {
    visit.reject(setting, "an attribute with written_by is known only to the steps of readers",
                 "use an attribute that is drawn, and written_by in the key of a step");
}

}  // namespace

bool is_key_expression(const Scenario& scenario, const std::string& partition_key) {
    return partition_key.find('{') != std::string::npos ||
           scenario.attributes.contains(partition_key);
}

bool has_key_expressions(const Scenario& scenario) {
    return !scenario.attributes.empty() ||
           std::ranges::any_of(scenario.tables, [&](const auto& one) {
               return is_key_expression(scenario, one.second.partition_key) ||
                      std::ranges::any_of(one.second.indexes, [&](const auto& index) {
                          return has_expression(scenario, keys_of_entry(index.second));
                      });
           });
}

std::shared_ptr<const KeyDesign> key_design(const Scenario& scenario) {
    if (!has_key_expressions(scenario)) return nullptr;
    auto design = std::make_shared<KeyDesign>(KeyDesign{attributes_of(scenario), {}, {}});
    for (const auto& [name, table] : scenario.tables) {
        add_rule(scenario, ResourceName(name), {table.partition_key}, *design);
        for (const auto& [index_name, index] : table.indexes) {
            const ResourceName resource(name, index_name);
            add_rule(scenario, resource, index.partition_key, *design);
            add_sort_rule(scenario, resource, index, *design);
        }
    }
    for (const auto& [name, workload] : scenario.workloads) {
        design->flows.push_back(runs_as_flow(scenario, workload));
        design->resources.emplace_back(workload.table, workload.index);
    }
    share_sequences(scenario, *design);
    return design;
}

std::shared_ptr<const KeyDesign> plain_key_design(const Scenario& scenario) {
    return std::make_shared<KeyDesign>(KeyDesign{attributes_of(scenario), {}, {}});
}

std::set<ResourceName> keyed_resources(const Scenario& scenario) {
    std::set<ResourceName> keyed;
    const auto design = key_design(scenario);
    if (design == nullptr) return keyed;
    for (const auto& [resource, rule] : design->rules)
        if (!rule.uses_key()) keyed.insert(resource);
    return keyed;
}

// Attributes that another one gives no value have none either; others are independent.
Share share_with_key(const Scenario& scenario, const IndexSpec& index) {
    if (!has_expression(scenario, keys_of_entry(index))) return Share{1.0};
    const Attributes attributes = attributes_of(scenario);
    std::set<std::uint32_t> counted;  // attributes, with those that they are functions of
    double share = 1;
    for (const std::string& key : keys_of_entry(index)) {
        std::optional<ExpressionError> error;
        const auto text = compiled(scenario, attributes, key, error);
        if (error) return Share{1.0};
        for (const NameMeaning& name : text->names()) {
            if (name.kind != NameMeaning::Kind::attribute) continue;
            std::optional<std::uint32_t> at = static_cast<std::uint32_t>(name.from);
            for (; at && counted.insert(*at).second; at = attributes.parent(*at))
                share *= attributes.spec(*at).share_with_value();
        }
    }
    return Share{share};
}

void check_table_key(const Scenario& scenario, const TableSpec& table, SettingsVisitor& visit) {
    if (!visit.reads() || !is_key_expression(scenario, table.partition_key)) return;
    std::optional<ExpressionError> error;
    const auto key = compiled(scenario, attributes_of(scenario), table.partition_key, error);
    if (error) return reject_expression("partition_key", table.partition_key, *error, visit);
    if (names_written(*key)) return reject_written("partition_key", visit);
    if (key->may_be_none())
        visit.reject("partition_key", "an attribute of the table's key can be none",
                     "remove none from its weights, or use it in the key of an index");
    if (scenario.fidelity == Fidelity::cells)
        visit.reject("partition_key",
                     "fidelity = \"cells\" draws counts and cannot follow key expressions",
                     "set fidelity = \"requests\"");
}

// What is recorded is known of the rows of recorded streams alone.
void check_recorded_keys(const Scenario& scenario, const WorkloadSpec& workload,
                         SettingsVisitor& visit) {
    if (!visit.reads() || workload.kind == "replay" || !workload.index.empty()) return;
    const auto design = key_design(scenario);
    if (design == nullptr) return;
    for (const auto* rules : {&design->rules, &design->sort_rules}) {
        for (const auto& [resource, rule] : *rules) {
            if (resource.table != workload.table) continue;
            for (const NameMeaning& name : rule.names()) {
                const auto attribute = static_cast<std::uint32_t>(name.from);
                if (name.kind != NameMeaning::Kind::attribute ||
                    !design->attributes.is_recorded(attribute))
                    continue;
                return visit.reject(
                    "table",
                    fmt::format("the key of {} names {}, which only recorded streams have",
                                resource.label(), design->attributes.spec(attribute).name),
                    "use replay, another table, or an attribute that is drawn");
            }
        }
    }
}

void check_written_by(const Scenario& scenario, SettingsVisitor& visit) {
    std::vector<std::string> workloads;
    for (const auto& one : scenario.workloads) workloads.push_back(one.first);
    for (const auto& [name, spec] : scenario.attributes) {
        const std::string writer = spec.writer();
        if (!spec.written() || writer.empty() || scenario.workloads.contains(writer)) continue;
        visit.reject("attributes",
                     fmt::format("attributes.{}.written_by: there is no workload \"{}\"", name,
                                 printable(writer)),
                     suggestion_text(writer, workloads));
    }
}

void check_collection(const Scenario& scenario, const TableSpec&, const std::string& collection,
                      bool of_index, SettingsVisitor& visit) {
    if (!visit.reads() || collection.empty()) return;
    if (collection == "counted") {
        if (of_index)
            visit.reject("collection", "only the items of tables are counted",
                         "give a number or an attribute");
        return;
    }
    if (number_in<std::uint64_t>(collection)) return;
    const auto attribute = scenario.attributes.find(collection);
    if (attribute == scenario.attributes.end()) {
        visit.reject(
            "collection",
            fmt::format("\"{}\" is neither a number nor an attribute", printable(collection)),
            "write a number, the name of an attribute, or \"counted\"");
    } else if (attribute->second.written()) {
        reject_written("collection", visit);
    } else if (!attribute->second.is_number()) {
        visit.reject("collection", fmt::format("{} is a text, not a number", collection),
                     "choose an attribute whose values are numbers");
    }
}

namespace {

void check_sort_key(const Scenario& scenario, const IndexSpec& index, SettingsVisitor& visit) {
    if (!is_key_expression(scenario, index.sort_key)) return;
    std::optional<ExpressionError> error;
    const auto text = compiled(scenario, attributes_of(scenario), index.sort_key, error);
    if (error) return reject_expression("sort_key", index.sort_key, *error, visit);
    if (names_written(*text)) reject_written("sort_key", visit);
}

// A recorded row says what its own item has, and nothing of items that were there before.
void check_recorded_entries(const Attributes& attributes, const KeyRule& rule,
                            const IndexSpec& index, SettingsVisitor& visit) {
    for (const NameMeaning& name : rule.names()) {
        if (name.kind != NameMeaning::Kind::attribute ||
            !attributes.is_recorded(static_cast<std::uint32_t>(name.from)))
            continue;
        if (index.created > 0us)
            visit.reject("created", "the recorded stream does not say what the table's items have",
                         "create the index with the table");
        if (index.key_changes.value > 0)
            visit.reject("key_changes", "the recorded stream says what an item has",
                         "remove key_changes");
        return;
    }
}

}  // namespace

void check_index_key(const Scenario& scenario, const TableSpec& table, const IndexSpec& index,
                     SettingsVisitor& visit) {
    // What is written leaves them out, too.
    for (const std::string_view other : {"keys", "distinct", "period", "suffixes", "in_index"})
        if (has_expression(scenario, index.partition_key) && visit.given(other))
            visit.reject(other, "the index key is an expression, which says this",
                         fmt::format("remove {}", other));
    if (!visit.reads()) return;
    constexpr std::size_t most_parts = 4;  // since November 2025 (Developer Guide)
    if (index.partition_key.size() > most_parts)
        visit.reject("partition_key", "an index key has at most four attributes",
                     "join some of them in one expression");
    if (index.partition_key.size() > 1 && scenario.era.name != "2026")
        visit.reject("partition_key",
                     "index keys of several attributes were introduced in November 2025",
                     "choose era = \"2026\", or join them in one expression: \"{a}#{b}\"");
    check_sort_key(scenario, index, visit);
    if (!has_expression(scenario, index.partition_key)) return;
    const Attributes attributes = attributes_of(scenario);
    for (const std::string& key : index.partition_key) {
        std::optional<ExpressionError> error;
        const auto text = compiled(scenario, attributes, key, error);
        if (error) return reject_expression("partition_key", key, *error, visit);
        if (names_written(*text)) return reject_written("partition_key", visit);
        const KeyRule rule({*text}, 0);
        check_recorded_entries(attributes, rule, index, visit);
        if (rule.uses_key() && is_key_expression(scenario, table.partition_key))
            visit.reject("partition_key",
                         "key is not known here: the table's own key is an expression",
                         "use the attributes themselves");
    }
    if (scenario.fidelity == Fidelity::cells)
        visit.reject("partition_key",
                     "fidelity = \"cells\" draws counts and cannot follow key expressions",
                     "set fidelity = \"requests\"");
}

}  // namespace isotherm
