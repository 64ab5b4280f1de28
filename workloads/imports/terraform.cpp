// SPDX-License-Identifier: Apache-2.0
// What `terraform show -json` prints, of a plan or a state, raw state files, and what `pulumi stack
// export` prints: Pulumi's AWS provider has the resources of Terraform's, with names in camel case.

#include <fmt/format.h>

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time_reader.h"
#include "workloads/imports/table_members.h"

namespace isotherm {
namespace {

// Returns the value as text, or nothing for null and the empty text: Terraform writes both for what
// is not set.
std::string given_text(const ImportedValue& value) { return value.text_or(""); }

// Deepest nesting of modules.
constexpr int modules_most = 32;

// "globalSecondaryIndexes" as "global_secondary_index": Pulumi has lists in the plural.
std::string terraform_name(const std::string& camel) {
    if (camel == "globalSecondaryIndexes") return "global_secondary_index";
    if (camel == "localSecondaryIndexes") return "local_secondary_index";
    std::string name;
    for (const char c : camel) {
        if (c >= 'A' && c <= 'Z') {
            name += '_';
            name += static_cast<char>(c - 'A' + 'a');
        } else {
            name += c;
        }
    }
    return name;
}

ImportJson terraform_form(const ImportJson& value, int depth) {
    constexpr int nesting_most = 32;
    if (depth > nesting_most) return nullptr;
    if (value.is_array()) {
        ImportJson list = ImportJson::array();
        for (const ImportJson& element : value) list.push_back(terraform_form(element, depth + 1));
        return list;
    }
    if (!value.is_object()) return value;
    ImportJson object = ImportJson::object();
    for (const auto& [name, member] : value.items())
        object[terraform_name(name)] = terraform_form(member, depth + 1);
    return object;
}

// "aws:dynamodb/table:Table" as "aws_dynamodb_table"; empty: a resource that says nothing of
// tables.
std::string terraform_type(const std::string& pulumi) {
    if (pulumi == "aws:dynamodb/table:Table") return "aws_dynamodb_table";
    if (pulumi == "aws:appautoscaling/target:Target") return "aws_appautoscaling_target";
    if (pulumi == "aws:appautoscaling/policy:Policy") return "aws_appautoscaling_policy";
    if (pulumi == "aws:appautoscaling/scheduledAction:ScheduledAction")
        return "aws_appautoscaling_scheduled_action";
    return "";
}

class TerraformReader {
public:
    TerraformReader(const ImportReading& reading, FactSource from)
        : reading_(reading), from_(std::move(from)) {}

    void read_module(const ImportedValue& module, int depth = 0) {
        for (const auto& resource : module.at("resources").elements()) {
            if (resource.at("mode").text_or("managed") == "managed") {
                read_resource(resource.at("type").text_or(""), resource.at("values"),
                              resource.at("address").text_or(""));
            } else {
                ++reading_.source.skipped;
            }
        }
        if (depth >= modules_most) return;
        for (const auto& inner : module.at("child_modules").elements())
            read_module(inner, depth + 1);
    }

    // Raw state, version 4.
    void read_state(const ImportedValue& root) {
        for (const auto& resource : root.at("resources").elements()) {
            if (resource.at("mode").text_or("managed") != "managed") continue;
            for (const auto& instance : resource.at("instances").elements())
                read_resource(resource.at("type").text_or(""), instance.at("attributes"), "");
        }
        reading_.facts.remarks.push_back(
            "raw Terraform state is no promised format: prefer terraform show -json");
    }

    // Configuration in JSON syntax: resources by type and label, each a table or a list of them.
    void read_configuration(const ImportedValue& root) {
        for (const auto& [type, labels] : root.at("resource").members())
            for (const auto& [label, values] : labels.members())
                for (const auto& one : values.is_list() ? values.elements() : std::vector{values})
                    read_resource(type, one, type + "." + label);
    }

    // Resources of a stack. Their names are those of Terraform, see terraform_form.
    void read_stack(const ImportJson& root) {
        std::size_t number = 0;
        for (const ImportJson& resource : root["deployment"]["resources"]) {
            const std::string path = fmt::format("deployment.resources.{}", number++);
            if (!resource.is_object()) continue;
            const auto outputs = resource.find("outputs");
            const std::string type = terraform_type(resource.value("type", std::string()));
            if (type.empty() || outputs == resource.end()) {
                ++reading_.source.skipped;
                continue;
            }
            const ImportJson values = terraform_form(*outputs, 0);
            read_resource(type, {reading_.document, &values, path + ".outputs", reading_.problems},
                          path);
        }
    }

    // The values before the plan, and those that are known only after it.
    void read_changes(const ImportedValue& changes) {
        for (const auto& change : changes.elements()) {
            if (change.at("type").text_or("") != "aws_dynamodb_table") continue;
            const ImportedValue before = change.at("change").at("before");
            const std::string name = given_text(change.at("change").at("after").at("name"));
            const auto table = reading_.facts.tables.find(name);
            if (table == reading_.facts.tables.end()) continue;
            const FactSource present{Closeness::model, "before the plan"};
            for (const Side side : both_sides) {
                const auto units =
                    before.at(side == Side::read ? "read_capacity" : "write_capacity").count();
                if (units && *units > 0)
                    table->second.capacity.provisioned[side].take(*units, present);
            }
            note_unknown(name, change.at("change").at("after_unknown"), table->second);
        }
    }

private:
    void note_unknown(const std::string& name, const ImportedValue& unknown, ImportedTable& table) {
        for (const char* member : {"read_capacity", "write_capacity"}) {
            if (!unknown.at(member).flag().value_or(false)) continue;
            reading_.facts.ask(fmt::format("tables.{}.{}", name, member),
                               "Terraform knows it only after the plan is applied");
            reading_.facts.unresolved[name].push_back(
                fmt::format("{} is known only after the plan is applied", member));
            (void)table;
        }
    }

    void read_resource(const std::string& type, const ImportedValue& values,
                       const std::string& address) {
        ++reading_.source.used;
        if (type == "aws_dynamodb_table") {
            read_table(values, address);
        } else if (type == "aws_dynamodb_global_secondary_index") {
            const std::string table = given_text(values.at("table_name"));
            const std::string index = given_text(values.at("index_name"));
            read_index(values,
                       reading_.facts.tables[table.empty() ? given_text(values.at("table"))
                                                           : table_of_arn(table)],
                       index.empty() ? given_text(values.at("name")) : index);
        } else if (type.starts_with("aws_appautoscaling_")) {
            read_scaling(type, values);
        } else {
            --reading_.source.used;
            ++reading_.source.skipped;
        }
    }

    void read_table(const ImportedValue& values, const std::string& address) {
        std::string name = given_text(values.at("name"));
        if (name.empty()) {
            name = address;
            reading_.facts.ask(address, "the table's name is known only after the plan is applied");
        }
        ImportedTable& table = reading_.facts.tables[name];
        table.defined = true;
        const std::string mode = given_text(values.at("billing_mode"));
        table.capacity.on_demand.take(mode == "PAY_PER_REQUEST", from_);
        table.partition_key.take(given_text(values.at("hash_key")), from_);
        table.sort_key.take(given_text(values.at("range_key")), from_);
        read_capacity(values, table.capacity);
        table.infrequent_access.take(
            given_text(values.at("table_class")) == "STANDARD_INFREQUENT_ACCESS", from_);
        table.stream.take(values.at("stream_enabled").flag().value_or(false), from_);
        table.point_in_time_recovery.take(
            values.block("point_in_time_recovery").at("enabled").flag().value_or(false), from_);
        const ImportedValue expiry = values.block("ttl");
        if (expiry.at("enabled").flag().value_or(false))
            table.time_to_live.take(given_text(expiry.at("attribute_name")), from_);
        for (const auto& index : values.at("global_secondary_index").elements())
            read_index(index, table, given_text(index.at("name")));
        for (const auto& index : values.at("local_secondary_index").elements()) {
            ImportedIndex& local = table.indexes[given_text(index.at("name"))];
            local.local.take(true, from_);
            local.sort_key.take(given_text(index.at("range_key")), from_);
            take_projection(index.at("projection_type"), local);
        }
    }

    void read_index(const ImportedValue& values, ImportedTable& table, const std::string& name) {
        ImportedIndex& index = table.indexes[name];
        index.local.take(false, from_);
        std::string hash = given_text(values.at("hash_key"));
        std::string range = given_text(values.at("range_key"));
        for (const auto& part : values.at("key_schema").elements()) {
            std::string& into = given_text(part.at("key_type")) == "HASH" ? hash : range;
            into += (into.empty() ? "" : "+") + given_text(part.at("attribute_name"));
        }
        index.partition_key.take(hash, from_);
        index.sort_key.take(range, from_);
        take_projection(values.at("projection_type"), index);
        take_projection(values.block("projection").at("projection_type"), index);
        read_capacity(values, index.capacity);
        const ImportedValue throughput = values.block("provisioned_throughput");
        take_units(throughput.at("read_capacity_units"), index.capacity.provisioned[Side::read]);
        take_units(throughput.at("write_capacity_units"), index.capacity.provisioned[Side::write]);
    }

    void read_capacity(const ImportedValue& values, ImportedCapacity& capacity) {
        take_units(values.at("read_capacity"), capacity.provisioned[Side::read]);
        take_units(values.at("write_capacity"), capacity.provisioned[Side::write]);
        const ImportedValue most = values.block("on_demand_throughput");
        take_units(most.at("max_read_request_units"), capacity.maximum[Side::read]);
        take_units(most.at("max_write_request_units"), capacity.maximum[Side::write]);
        const ImportedValue warm = values.block("warm_throughput");
        take_units(warm.at("read_units_per_second"), capacity.warm[Side::read]);
        take_units(warm.at("write_units_per_second"), capacity.warm[Side::write]);
    }

    // -1 is written for no maximum, 0 and null for capacity on demand.
    void take_units(const ImportedValue& value, Fact<std::int64_t>& into) {
        const auto units = value.count(-1);
        if (units && *units > 0) into.take(*units, from_);
    }

    void take_projection(const ImportedValue& type, ImportedIndex& index) {
        const std::string text = given_text(type);
        if (text == "ALL") index.projection.take(std::string("all"), from_);
        if (text == "INCLUDE") index.projection.take(std::string("include"), from_);
        if (text == "KEYS_ONLY") index.projection.take(std::string("keys_only"), from_);
    }

    void read_scaling(const std::string& type, const ImportedValue& values) {
        const auto side = scaled_side(given_text(values.at("resource_id")),
                                      given_text(values.at("scalable_dimension")));
        if (!side) return;
        ImportedScaling& scaling = scaling_of(reading_.facts, *side);
        if (type.ends_with("_target")) {
            if (const auto min = values.at("min_capacity").count()) scaling.min.take(*min, from_);
            if (const auto max = values.at("max_capacity").count()) scaling.max.take(*max, from_);
        } else if (type.ends_with("_policy")) {
            read_policy(values.block("target_tracking_scaling_policy_configuration"), scaling);
        } else if (type.ends_with("_scheduled_action")) {
            if (scaling.actions_from < from_.closeness) return;
            scaling.actions_from = from_.closeness;
            scaling.actions.push_back(action_of(values));
        }
    }

    void read_policy(const ImportedValue& values, ImportedScaling& scaling) {
        const auto percent = values.at("target_value").number();
        if (!percent) return;
        scaling.target.take(*percent / 100, from_);
        scaling.scale_out_cooldown_s.take(values.at("scale_out_cooldown").count().value_or(0),
                                          from_);
        scaling.scale_in_cooldown_s.take(values.at("scale_in_cooldown").count().value_or(0), from_);
        scaling.scale_in.take(!values.at("disable_scale_in").flag().value_or(false), from_);
    }

    static std::optional<WallTime> time_at(const ImportedValue& value) {
        const TimeRead read = read_time(given_text(value));
        return read.ok() ? std::optional(read.time) : std::nullopt;
    }

    static ImportedAction action_of(const ImportedValue& values) {
        ImportedAction action;
        action.name = given_text(values.at("name"));
        action.schedule = given_text(values.at("schedule"));
        action.zone = given_text(values.at("timezone"));
        action.first = time_at(values.at("start_time"));
        action.last = time_at(values.at("end_time"));
        const ImportedValue change = values.block("scalable_target_action");
        // Terraform writes these two as numbers or as text, and "" for none.
        for (auto [member, into] :
             {std::pair{"min_capacity", &action.min}, std::pair{"max_capacity", &action.max}}) {
            if (!given_text(change.at(member)).empty()) *into = change.at(member).count();
        }
        return action;
    }

    const ImportReading& reading_;
    FactSource from_;
};

// A .tf.json file with resources that say something about tables.
bool has_configuration(const ImportJson& root) {
    const auto found = root.find("resource");
    if (found == root.end() || !found->is_object()) return false;
    for (const auto& [type, labels] : found->items())
        if (type.starts_with("aws_dynamodb_") || type.starts_with("aws_appautoscaling_"))
            return true;
    return false;
}

class Terraform final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::json || !document.root().is_object())
            return false;
        const ImportJson& root = document.root();
        return root.contains("planned_values") || root.contains("terraform_version") ||
               (root.contains("values") && root.contains("format_version")) ||
               (root.contains("lineage") && root.contains("resources")) || has_configuration(root);
    }
    void read(const ImportReading& reading) const override {
        const ImportedValue root = reading.root();
        const std::string version = root.at("format_version").text_or("1");
        if (version != "1" && !version.starts_with("1.")) {
            reading.wrong(ErrorNumber::out_of_range,
                          fmt::format("format_version is {}; expected 1.x", version),
                          "export it with a version of Terraform that writes format 1");
            return;
        }
        const ImportedValue planned = root.at("planned_values").at("root_module");
        if (planned.exists()) {
            TerraformReader reader(reading, reading.from(Closeness::plan));
            reader.read_module(planned);
            reader.read_changes(root.at("resource_changes"));
        } else if (root.at("values").exists()) {
            TerraformReader(reading, reading.from(Closeness::state))
                .read_module(root.at("values").at("root_module"));
        } else if (root.at("resource").exists()) {
            TerraformReader(reading, reading.from(Closeness::plan)).read_configuration(root);
        } else if (root.at("lineage").exists()) {
            TerraformReader(reading, reading.from(Closeness::state)).read_state(root);
        } else {
            reading.wrong(ErrorNumber::missing_setting,
                          "the file has neither planned_values nor values",
                          "run `terraform show -json` after `terraform apply`, or `terraform show "
                          "-json PLANFILE`");
        }
    }
};

class Pulumi final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        if (document.form != ImportDocument::Form::json || !document.root().is_object())
            return false;
        const auto deployment = document.root().find("deployment");
        if (deployment == document.root().end() || !deployment->is_object()) return false;
        const auto resources = deployment->find("resources");
        return resources != deployment->end() && resources->is_array();
    }
    void read(const ImportReading& reading) const override {
        const std::string version = reading.root().at("version").text_or("3");
        if (version != "3") {
            reading.wrong(ErrorNumber::out_of_range,
                          fmt::format("the version of the stack is {}; expected 3", version),
                          "export it with a version of Pulumi that writes version 3");
            return;
        }
        TerraformReader(reading, reading.from(Closeness::state))
            .read_stack(reading.document.root());
    }
};

const Registered<ImportFormat, Pulumi> pulumi_entry(
    "pulumi", "a stack of Pulumi: pulumi stack export",
    {.file =
         R"({"version": 3, "deployment": {"resources": [{"type": "aws:dynamodb/table:Table", "outputs": {"name": "votes", "hashKey": "id", "readCapacity": 5, "writeCapacity": 5}}]}})",
     .rows = 1});
const Registered<ImportFormat, Terraform> terraform_entry(
    "terraform",
    "a plan or a state: terraform show -json PLANFILE, or terraform show -json; a .tf.json file",
    {.file =
         R"({"format_version": "1.2", "planned_values": {"root_module": {"resources": [{"mode": "managed", "type": "aws_dynamodb_table", "values": {"name": "votes", "hash_key": "id", "read_capacity": 5, "write_capacity": 5}}]}}})",
     .rows = 1});

}  // namespace
}  // namespace isotherm
