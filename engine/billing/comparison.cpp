// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/comparison.h"

#include <fmt/format.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "engine/billing/capacity_mode.h"
#include "engine/billing/savings_plan.h"
#include "engine/billing/table_class.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

// Excluded from "cheapest", because no scaling policy reaches 100 % utilization.
constexpr auto floor_name = "provisioned_100";

using Hours = std::vector<ResourceHour>;

Hours all_hours(const Meter& meter) {
    Hours all;
    for (const auto& [number, resources] : meter.hours())
        all.insert(all.end(), resources.begin(), resources.end());
    return all;
}

// Adds the units that were refused to the consumed units, as if they had been served.
void serve_all(ResourceHour& hour) {
    for (const Units units : all_units) {
        hour.consumed.of(units) += hour.unserved.of(units);
        hour.unserved.of(units) = HalfUnits{};
    }
}

Hours on_demand(Hours hours) {
    for (ResourceHour& hour : hours) {
        hour.mode = CapacityMode::on_demand;
        serve_all(hour);
    }
    return hours;
}

Hours provisioned_at(Hours hours, Share utilization) {
    for (ResourceHour& hour : hours) {
        hour.mode = CapacityMode::provisioned;
        serve_all(hour);
        for (const Units units : all_units) {
            hour.provisioned.of(units) =
                capacity_for(hour.consumed.of(units), hour.covered, utilization);
        }
    }
    return hours;
}

// Keeps provisioned hours unchanged and converts on-demand hours to provisioned capacity for their
// consumption.
Hours provisioned_somehow(Hours hours, Share utilization) {
    for (ResourceHour& hour : hours) {
        if (hour.mode == CapacityMode::on_demand) hour = provisioned_at({hour}, utilization)[0];
    }
    return hours;
}

bool any_asked(const Hours& hours) {
    for (const ResourceHour& hour : hours) {
        for (const Units units : all_units) {
            if (hour.consumed.of(units) + hour.unserved.of(units) > HalfUnits{}) return true;
        }
    }
    return false;
}

bool all_provisioned(const Hours& hours) {
    return std::all_of(hours.begin(), hours.end(), [](const ResourceHour& hour) {
        return hour.mode == CapacityMode::provisioned;
    });
}

class Comparing {
public:
    Comparing(const Meter& meter, const PriceBook& book, const BillingSettings& settings)
        : meter_(meter), book_(book), settings_(settings) {}

    PricedChoice choice(std::string name, std::string text, const Hours& hours,
                        ReservedBlocks reserved) const {
        return choice(std::move(name), std::move(text), metered(hours, reserved), 0);
    }

    // The present configuration, with its own reserved capacity and savings plan.
    PricedChoice as_is(const Hours& hours) const {
        return choice("as_is", "as it is", metered(hours, settings_.reserved()),
                      settings_.savings_plan);
    }

    // Returns nullopt if no commitment would pay for itself, or the book knows no plan.
    std::optional<PricedChoice> under_plan(const std::string& name, const std::string& text,
                                           const Hours& hours) const {
        const Meter meter = metered(hours, {});
        const auto commitment = cheapest_commitment(meter, book_, without_plan());
        if (!commitment || *commitment == Money{}) return std::nullopt;
        return choice(name,
                      fmt::format("{}, savings plan of ${}/h", text, commitment->exact_text(3)),
                      meter, commitment->in_dollars());
    }

    // Returns nullopt if no reserved block would pay for itself.
    std::optional<PricedChoice> reserved(ReservedTerm term, const Hours& hours) const {
        ReservedBlocks blocks{term, {}};
        std::vector<std::string> missing;
        for (const Side side : both_sides) {
            const auto count = cheapest_blocks(book_, term, side, hourly(hours, side));
            if (count)
                blocks.blocks[side] = *count;
            else
                missing.push_back(fmt::format("{}: not in the price book (book {})",
                                              traits_of(reserved_upfront_item(term, side)).name,
                                              book_.name()));
        }
        const bool none = blocks.units(Side::write) == 0 && blocks.units(Side::read) == 0;
        if (none && missing.empty()) return std::nullopt;
        const std::string_view years = word_of(term);
        PricedChoice made = choice(fmt::format("reserved_{}", years),
                                   fmt::format("reserved {}, {} WCU and {} RCU", years,
                                               blocks.units(Side::write), blocks.units(Side::read)),
                                   hours, blocks);
        made.month.missing.insert(made.month.missing.end(), missing.begin(), missing.end());
        return made;
    }

private:
    Meter metered(const Hours& hours, ReservedBlocks reserved) const {
        Meter meter(meter_.hours_per_month(), reserved);
        for (const ResourceHour& hour : hours) meter.add(hour);
        return meter;
    }

    // The settings of a choice that has neither reserved capacity nor a plan of its own.
    BillingSettings without_plan() const {
        BillingSettings settings = settings_;
        settings.reserved_read = settings.reserved_write = 0;
        settings.savings_plan = 0;
        return settings;
    }

    PricedChoice choice(std::string name, std::string text, const Meter& meter, double plan) const {
        BillingSettings settings = name == "as_is" ? settings_ : without_plan();
        settings.savings_plan = plan;
        return {std::move(name), std::move(text), make_bill(meter, book_, settings).month};
    }

    // The total capacity, over all tables and indexes, that reserved blocks can cover; one value
    // per hour.
    static std::vector<Wide> hourly(const Hours& hours, Side side) {
        std::map<std::int64_t, Wide> sums;
        for (const ResourceHour& hour : hours) {
            Wide& sum = sums[hour.hour];
            if (hour.mode == CapacityMode::provisioned &&
                hour.table_class == TableClass::standard) {
                sum += hour.provisioned.of(side == Side::write ? Units::write : Units::read)
                           .in_milli_units_per_second();
            }
        }
        std::vector<Wide> values;
        for (const auto& [hour, sum] : sums) values.push_back(sum);
        return values;
    }

    const Meter& meter_;
    const PriceBook& book_;
    const BillingSettings& settings_;
};

void mark_cheapest(std::vector<PricedChoice>& choices) {
    PricedChoice* cheapest = nullptr;
    for (PricedChoice& choice : choices) {
        if (!choice.month.complete() || choice.name == floor_name) continue;
        if (cheapest == nullptr || choice.month.total < cheapest->month.total) cheapest = &choice;
    }
    if (cheapest != nullptr) cheapest->cheapest = true;
}

}  // namespace

std::vector<PricedChoice> compare_choices(const Meter& meter, const PriceBook& book,
                                          const BillingSettings& settings) {
    const Comparing comparing(meter, book, settings);
    const Hours as_is = all_hours(meter);
    const Share target = settings.target_utilization;
    std::vector<PricedChoice> choices;
    const auto add = [&](std::string name, std::string text, const Hours& hours) {
        choices.push_back(comparing.choice(std::move(name), std::move(text), hours, {}));
    };
    choices.push_back(comparing.as_is(as_is));
    choices.back().same_capacity = true;
    if (any_asked(as_is)) {
        add("on_demand", "on demand", on_demand(as_is));
        add(floor_name, "provisioned, 100 % used (lower bound)", provisioned_at(as_is, Share{1}));
        add("provisioned_target", fmt::format("provisioned, {} used", text_of(target)),
            provisioned_at(as_is, target));
    }
    const Hours standard = in_class(provisioned_somehow(as_is, target), TableClass::standard);
    for (const ReservedTerm term : {ReservedTerm::one_year, ReservedTerm::three_years}) {
        if (auto choice = comparing.reserved(term, standard)) {
            choice->same_capacity = all_provisioned(as_is);
            choices.push_back(*std::move(choice));
        }
    }
    add("standard_ia", "as it is, but in table class Standard-IA",
        in_class(as_is, TableClass::standard_ia));
    choices.back().same_capacity = true;
    if (any_asked(as_is)) {
        for (const auto& [name, text, hours] :
             {std::tuple("savings_plan_on_demand", std::string("on demand"), on_demand(as_is)),
              std::tuple("savings_plan_provisioned",
                         fmt::format("provisioned, {} used", text_of(target)),
                         provisioned_at(as_is, target))}) {
            if (auto choice = comparing.under_plan(name, text, hours))
                choices.push_back(*std::move(choice));
        }
    }
    mark_cheapest(choices);
    return choices;
}

nlohmann::ordered_json json_of(const std::vector<PricedChoice>& choices) {
    auto all = nlohmann::ordered_json::array();
    for (const PricedChoice& choice : choices) {
        auto month = json_of(choice.month);
        all.push_back({{"name", choice.name},
                       {"text", choice.text},
                       {"per_month", month["total"]},
                       {"complete", choice.month.complete()},
                       {"cheapest", choice.cheapest},
                       {"simulated", choice.throttled_share.has_value()},
                       {"throttled_share", nullptr},
                       {"month", std::move(month)}});
        if (choice.throttled_share) all.back()["throttled_share"] = *choice.throttled_share;
    }
    return all;
}

}  // namespace isotherm
