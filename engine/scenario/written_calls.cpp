// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/written_calls.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/scenario/scenario.h"

namespace isotherm {
namespace {

// Whether two changes ask for different values; 0 means "not asked for".
bool differ(std::int64_t a, std::int64_t b) { return a != 0 && b != 0 && a != b; }

std::string clash_of(Throughput a, Throughput b, const std::string& prefix = "") {
    if (differ(a.read, b.read)) return prefix + "read";
    if (differ(a.write, b.write)) return prefix + "write";
    return "";
}

std::string clash_of(const TableChange& a, const TableChange& b) {
    if (a.mode && b.mode && a.mode != b.mode) return "mode";
    const bool to_on_demand =
        a.mode == CapacityMode::on_demand || b.mode == CapacityMode::on_demand;
    if (to_on_demand && (asks_throughput(a.provisioned) || asks_throughput(b.provisioned)))
        return "mode";
    std::string what = clash_of(a.provisioned, b.provisioned);
    if (what.empty()) what = clash_of(a.warm, b.warm, "warm_");
    if (what.empty()) what = clash_of(a.maximum, b.maximum, "maximum_");
    for (const auto& [name, wanted] : a.indexes) {
        const auto found = b.indexes.find(name);
        if (!what.empty() || found == b.indexes.end()) continue;
        what = clash_of(wanted, found->second, "indexes." + name + ".");
    }
    return what;
}

void add_to(Throughput& sum, Throughput more) {
    if (more.read != 0) sum.read = more.read;
    if (more.write != 0) sum.write = more.write;
}

void add_to(TableChange& sum, const TableChange& more) {
    if (more.mode) sum.mode = more.mode;
    add_to(sum.provisioned, more.provisioned);
    add_to(sum.warm, more.warm);
    add_to(sum.maximum, more.maximum);
    for (const auto& [name, wanted] : more.indexes) add_to(sum.indexes[name], wanted);
}

}  // namespace

bool asks_of_table(const TableChange& change) {
    return asks_throughput(change.provisioned) || change.mode || asks_throughput(change.warm) ||
           change.maximum.read != 0 || change.maximum.write != 0;
}

bool asks_of(const TableChange& change, const ResourceName& resource) {
    if (resource.table != change.table) return false;
    if (!resource.is_index()) return asks_of_table(change);
    return change.mode || change.indexes.contains(resource.index);
}

std::string WrittenCall::asked_by() const {
    std::string text;
    for (const auto& [name, change] : parts)
        text += (text.empty() ? "changes." : ", changes.") + name;
    return text;
}

std::string WrittenCall::clash() const {
    for (auto a = parts.begin(); a != parts.end(); ++a) {
        for (auto b = std::next(a); b != parts.end(); ++b) {
            if (std::string what = clash_of(a->second, b->second); !what.empty()) return what;
        }
    }
    return "";
}

WrittenCall call_of(const std::map<std::string, TableChange>& changes, const TableChange& change) {
    WrittenCall call;
    for (const auto& [name, part] : changes) {
        if (part.table != change.table || part.at != change.at) continue;
        if (call.parts.empty())
            call.whole = part;
        else
            add_to(call.whole, part);
        call.parts.emplace(name, part);
    }
    return call;
}

std::vector<WrittenCall> written_calls(const std::map<std::string, TableChange>& changes) {
    std::vector<WrittenCall> calls;
    for (const auto& [name, change] : changes) {
        WrittenCall call = call_of(changes, change);
        if (call.parts.begin()->first == name) calls.push_back(std::move(call));
    }
    std::stable_sort(calls.begin(), calls.end(), [](const WrittenCall& a, const WrittenCall& b) {
        return a.whole.at < b.whole.at;
    });
    return calls;
}

void check_written_calls(const Scenario& scenario, SettingsVisitor& visit) {
    std::map<ResourceName, Throughput> known;
    for (const WrittenCall& call : written_calls(scenario.changes)) {
        const std::string& name = call.parts.begin()->first;
        if (const std::string what = call.clash(); !what.empty()) {
            visit.reject(
                "changes",
                fmt::format(
                    "{} and another change of {} at {} form one UpdateTable call, but differ in {}",
                    name, call.whole.table, text_of(call.whole.at), what),
                "keep one of the two, or move one to a later time");
        }
        for (const auto& [index, wanted] : call.whole.indexes)
            known[ResourceName(call.whole.table, index)] = wanted;
        const auto table = scenario.tables.find(call.whole.table);
        if (call.whole.mode != CapacityMode::provisioned || table == scenario.tables.end())
            continue;
        for (const auto& [index_name, index] : table->second.indexes) {
            const Throughput& given = known[ResourceName(table->first, index_name)];
            const Throughput& from = index.capacity.provisioned;
            if (!index.global() || std::min(given.read, given.write) > 0 ||
                std::min(from.read, from.write) > 0)
                continue;
            visit.reject(
                "changes",
                fmt::format("{}: index {} becomes provisioned with its table and has no read and "
                            "write units",
                            name, index_name),
                fmt::format("add indexes.{} = {{ read = , write = }} to the change", index_name));
        }
    }
}

}  // namespace isotherm
