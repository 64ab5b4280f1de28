// SPDX-License-Identifier: Apache-2.0
#include "engine/requests/called_operations.h"

#include <fmt/format.h>

#include <set>

namespace isotherm {
namespace {

class Calls final : public SettingsVisitor {
public:
    std::set<std::string> names;
    bool in_mix = false;

    void field(const Setting& setting, Choice value) override {
        if (setting.name == "operation" && value.chosen != "mix") names.insert(value.chosen);
        if (setting.name == "read_operation") names.insert(value.chosen);
    }
    void field(const Setting& setting, Share& value) override {
        if (in_mix && value.value > 0) names.insert(std::string(setting.name));
    }
    void group(const Setting& setting, const Members& members) override {
        in_mix = setting.name == "mix";
        members(*this);
        in_mix = false;
    }
    void field(const Setting&, double&) override {}
    void field(const Setting&, std::int64_t&) override {}
    void field(const Setting&, bool&) override {}
    void field(const Setting&, std::string&) override {}
    void field(const Setting&, SimDuration&) override {}
    void field(const Setting&, WallTime&) override {}
    void field(const Setting&, Bytes&) override {}
    void field(const Setting&, RequestRate&) override {}
    void field(const Setting&, std::vector<double>&) override {}
    void field(const Setting&, std::optional<Amount>&) override {}
    void field(const Setting&, std::vector<std::string>&) override {}
    void field(const Setting&, PlugIn) override {}
    void named(const Setting&, const std::vector<std::string>&, const NamedMember&) override {}
    void list(const Setting&, std::size_t, const Element&) override {}
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}
};

}  // namespace

// Returns the DynamoDB names of the calls that a workload makes: its `operation`, the operations
// with a share above 0 in its `mix`, or, for a recorded stream, its `read_operation`. The workload
// is not changed.
std::set<std::string> called_operations(Configurable& workload) {
    Calls calls;
    workload.settings(calls);
    return calls.names;
}

void check_calls(Configurable& workload, const AskedOf& asked, SettingsVisitor& visit) {
    const char* setting = visit.given("replay") ? "replay"
                          : visit.given("mix")  ? "mix"
                                                : "operation";
    for (const std::string& call : called_operations(workload)) {
        if (asked.index && call != "Query" && call != "Scan") {
            visit.reject(
                setting,
                fmt::format("{} cannot use an index: only Query and Scan can read one", call),
                visit.given("replay") ? "set read_operation = \"Query\", or remove the index"
                                      : "use Query, or remove the index to use the table");
        }
        if (!asked.transactions && call.starts_with("Transact")) {
            visit.reject(setting,
                         fmt::format("transactions were introduced in November 2018; the era is {}",
                                     asked.era),
                         "choose era = \"2018\" or later");
        }
    }
}

}  // namespace isotherm
