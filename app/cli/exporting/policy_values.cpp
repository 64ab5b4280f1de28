// SPDX-License-Identifier: Apache-2.0
#include "app/cli/exporting/policy_values.h"

#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time.h"

namespace isotherm {
namespace {

class ValueReader final : public SettingsVisitor {
public:
    explicit ValueReader(PolicyValues& into) : into_(&into) {}

    void field(const Setting& setting, double& value) override { number(setting, value); }
    void field(const Setting& setting, std::int64_t& value) override {
        number(setting, static_cast<double>(value));
    }
    void field(const Setting& setting, bool& value) override { number(setting, value ? 1 : 0); }
    void field(const Setting& setting, std::string& value) override {
        if (setting.name == "at") into_->at = value;
    }
    void field(const Setting& setting, SimDuration& value) override {
        number(setting, in_seconds(value));
    }
    void field(const Setting&, WallTime&) override {}
    void field(const Setting&, Bytes&) override {}
    void field(const Setting& setting, Share& value) override { number(setting, value.value); }
    void field(const Setting&, RequestRate&) override {}
    void field(const Setting&, std::vector<double>&) override {}
    void field(const Setting&, std::optional<Amount>&) override {}
    void field(const Setting&, std::vector<std::string>&) override {}
    void field(const Setting&, Choice) override {}
    void field(const Setting& setting, PlugIn value) override {
        if (value.made == nullptr) return;
        PolicyValues& policy = policies[std::string(setting.name)];
        policy.policy = value.chosen;
        ValueReader inner(policy);
        value.made->settings(inner);
    }
    void group(const Setting&, const Members& members) override { members(*this); }
    void named(const Setting&, const std::vector<std::string>&, const NamedMember&) override {}
    void list(const Setting& setting, std::size_t present, const Element& element) override {
        if (setting.name != "actions") return;
        for (std::size_t i = 0; i < present; ++i) {
            ValueReader inner(into_->actions.emplace_back());
            element(i, inner);
        }
    }
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}

    std::map<std::string, PolicyValues> policies;

private:
    void number(const Setting& setting, double value) {
        into_->numbers[std::string(setting.name)] = value;
    }

    PolicyValues* into_;
};

}  // namespace

std::map<std::string, PolicyValues> policy_values(Configurable& plan) {
    PolicyValues outside;
    ValueReader reader(outside);
    plan.settings(reader);
    return std::move(reader.policies);
}

}  // namespace isotherm
