// SPDX-License-Identifier: Apache-2.0
// No input form accepts a value outside its declared range: every setting of every scaling policy
// is tried one step below and above, as TOML and as JSON. No policy ever gets an interval of zero.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "engine/vocabulary/json_settings.h"
#include "engine/scenario/scenario.h"
#include "engine/scaling/policy_by_side.h"

namespace isotherm {
namespace {

struct Bound {
    std::string name;
    std::string inside;   // as TOML
    std::string outside;  // as TOML
};

// Collects the numeric settings that have a lower and an upper bound, each with a value at the
// bound and one beyond it.
class BoundCollector final : public SettingsVisitor {
public:
    std::vector<Bound> bounds;

    void field(const Setting& setting, double&) override { add(setting, 1e-3, 1, "{:.6f}"); }
    void field(const Setting& setting, std::int64_t&) override { add(setting, 1, 1, "{:.0f}"); }
    void field(const Setting&, bool&) override {}
    void field(const Setting&, std::string&) override {}
    void field(const Setting& setting, SimDuration&) override { add(setting, 1, 1, "\"{:.0f}s\""); }
    void field(const Setting&, WallTime&) override {}
    void field(const Setting&, Bytes&) override {}
    void field(const Setting& setting, Share&) override {
        add(setting, 1e-3, 1, "{:.6f}");
        add(setting, 0.1, 100, "\"{:.4f} %\"");
    }
    void field(const Setting&, RequestRate&) override {}
    void field(const Setting&, std::vector<double>&) override {}
    void field(const Setting&, std::optional<Amount>&) override {}
    void field(const Setting&, std::vector<std::string>&) override {}
    void field(const Setting&, Choice) override {}
    void field(const Setting&, PlugIn) override {}
    void group(const Setting&, const Members&) override {}
    void named(const Setting&, const std::vector<std::string>&, const NamedMember&) override {}
    void list(const Setting&, std::size_t, const Element&) override {}
    bool given(std::string_view) const override { return false; }
    void reject(std::string_view, std::string, std::string) override {}

private:
    void add(const Setting& setting, double step, double scale, const char* form) {
        const auto text = [&](double value) { return fmt::format(fmt::runtime(form), value); };
        const double lowest = setting.lowest * scale;
        const double highest = setting.highest * scale;
        bounds.push_back({std::string(setting.name), text(lowest), text(lowest - step)});
        EXPECT_LT(setting.highest, 1e18) << setting.name << " has no upper end";
        bounds.push_back({std::string(setting.name), text(highest), text(highest + step)});
    }
};

std::vector<Bound> bounds_of(const std::string& policy) {
    BoundCollector collector;
    Catalog<ScalingPolicyKind>::instance().create(policy)->settings(collector);
    return std::move(collector.bounds);
}

Errors told_in_toml(const std::string& policy, const std::string& name, const std::string& value) {
    const auto kind = PolicyBySide::named(policy);
    return read_settings_text(name + " = " + value + "\n", "p.toml", *kind);
}
Errors told_in_json(const std::string& policy, const std::string& name, const std::string& value) {
    const auto kind = PolicyBySide::named(policy);
    return apply_json_settings({{name, nlohmann::ordered_json::parse(value)}}, "p.json", "",
                               ExitCode::bad_scenario, *kind);
}

// Whether an error reports the range. Errors about combinations, such as min above max, do not
// count.
bool names_range(const Errors& errors) {
    for (const Error& error : errors) {
        if (error.what.find("; expected ") != std::string::npos) return true;
    }
    return false;
}

TEST(SettingBounds, hold_in_every_input_form) {
    int checked = 0;
    for (const std::string& policy : Catalog<ScalingPolicyKind>::instance().names()) {
        for (const Bound& bound : bounds_of(policy)) {
            SCOPED_TRACE(policy + "." + bound.name);
            EXPECT_FALSE(names_range(told_in_toml(policy, bound.name, bound.inside)))
                << bound.inside;
            EXPECT_FALSE(names_range(told_in_json(policy, bound.name, bound.inside)))
                << bound.inside;
            EXPECT_TRUE(names_range(told_in_toml(policy, bound.name, bound.outside)))
                << bound.outside;
            EXPECT_TRUE(names_range(told_in_json(policy, bound.name, bound.outside)))
                << bound.outside;
            ++checked;
        }
    }
    EXPECT_GT(checked, 140);
}

TEST(SettingBounds, null_is_zero_only_where_zero_may_be) {
    EXPECT_TRUE(names_range(told_in_json("dynamic_dynamodb", "check_interval", "null")));
    EXPECT_TRUE(names_range(told_in_json("target_tracking", "min", "null")));
    EXPECT_TRUE(told_in_json("dynamic_dynamodb", "reads_upper_threshold", "null").empty());
    EXPECT_TRUE(
        told_in_json("dynamic_dynamodb", "num_read_checks_before_scale_down", "5.0").empty());
    EXPECT_TRUE(names_range(told_in_json("target_tracking", "max", "18446744073709551615")));
    EXPECT_TRUE(names_range(told_in_json("target_tracking", "max", "1e300")));
}

TEST(SettingBounds, no_policy_gets_an_interval_of_zero) {
    const Era era = *era_named("2024");
    for (const std::string& policy : Catalog<ScalingPolicyKind>::instance().names()) {
        for (const Bound& bound : bounds_of(policy)) {
            for (const std::string& value : {bound.inside, bound.outside}) {
                const auto kind = PolicyBySide::named(policy);
                (void)read_settings_text(bound.name + " = " + value + "\n", "p.toml", *kind);
                EXPECT_GT(kind->start({.era = era})->check_interval(), 0s)
                    << policy << "." << bound.name << " = " << value;
            }
        }
    }
}

TEST(SettingBounds, the_error_for_a_bare_70_suggests_70_percent) {
    const Errors errors = told_in_toml("target_tracking", "target_utilization", "70");
    ASSERT_EQ(errors.size(), 1);
    EXPECT_EQ(errors[0].what, "target_utilization is 70, which is 7000 %; expected 1 % to 100 %");
    EXPECT_EQ(errors[0].fix, "write \"70 %\" or 0.7");
    EXPECT_EQ(errors[0].place.line, 1);
    EXPECT_TRUE(told_in_toml("target_tracking", "target_utilization", "\"70 %\"").empty());
    EXPECT_TRUE(told_in_toml("target_tracking", "target_utilization", "0.7").empty());
}

}  // namespace
}  // namespace isotherm
