// SPDX-License-Identifier: Apache-2.0
#include "engine/plans/payment.h"

#include <algorithm>
#include <set>

#include "engine/billing/savings_plan.h"
#include "engine/billing/table_class.h"

namespace isotherm {
namespace {

class Paying {
public:
    Paying(const BilledUse& use, const PriceBook& book, const BillingSettings& settings)
        : use_(use), book_(book), settings_(settings) {}

    Statement month(const std::vector<ResourceHour>& hours, const BillingSettings& settings) const {
        const Meter meter = metered(hours, settings);
        Usage usage = meter.usage();
        for (const ServiceUse& service : use_.services)
            usage.add(service.resource, service.item, service.quantity);
        return bill_under_plan(usage, meter, book_, settings).month;
    }

    // A table in the class in which it and its indexes cost less; those that stay are left out.
    std::map<std::string, TableClass> classes() const {
        std::map<std::string, TableClass> changed;
        std::set<std::string> tables;
        for (const ResourceHour& hour : use_.hours) tables.insert(hour.resource.table);
        const BillingSettings plain = without_commitment();
        for (const std::string& table : tables) {
            std::vector<ResourceHour> own;
            for (const ResourceHour& hour : use_.hours)
                if (hour.resource.table == table) own.push_back(hour);
            const TableClass now = own.front().table_class;
            const TableClass other =
                now == TableClass::standard ? TableClass::standard_ia : TableClass::standard;
            const Statement as_is = month(own, plain),
                            as_other = month(in_class(own, other), plain);
            if (as_is.complete() && as_other.complete() && as_other.total < as_is.total)
                changed[table] = other;
        }
        return changed;
    }

    std::vector<ResourceHour> in_classes(const std::map<std::string, TableClass>& classes) const {
        std::vector<ResourceHour> hours = use_.hours;
        for (ResourceHour& hour : hours)
            if (const auto found = classes.find(hour.resource.table); found != classes.end())
                hour.table_class = found->second;
        return hours;
    }

    std::optional<ReservedBlocks> blocks(const std::vector<ResourceHour>& hours,
                                         ReservedTerm term) const {
        ReservedBlocks found{term, {}};
        for (const Side side : both_sides) {
            const auto count = cheapest_blocks(book_, term, side, hourly(hours, side));
            if (!count) return std::nullopt;
            found.blocks[side] = *count;
        }
        if (found.blocks[Side::read] == 0 && found.blocks[Side::write] == 0) return std::nullopt;
        return found;
    }

    Money commitment(const std::vector<ResourceHour>& hours,
                     const BillingSettings& settings) const {
        BillingSettings without = settings;
        without.savings_plan = 0;
        return cheapest_commitment(metered(hours, without), book_, without).value_or(Money{});
    }

    bool committed_already() const {
        return settings_.reserved_read > 0 || settings_.reserved_write > 0;
    }

private:
    static Meter metered(const std::vector<ResourceHour>& hours, const BillingSettings& settings) {
        Meter meter(settings.hours_per_month, settings.reserved());
        for (const ResourceHour& hour : hours) meter.add(hour);
        return meter;
    }
    BillingSettings without_commitment() const {
        BillingSettings settings = settings_;
        settings.reserved_read = settings.reserved_write = 0;
        settings.savings_plan = 0;
        settings.free_tier = false;
        return settings;
    }
    // The capacity that reserved blocks can cover: one sum for each hour.
    static std::vector<Wide> hourly(const std::vector<ResourceHour>& hours, Side side) {
        std::map<std::int64_t, Wide> sums;
        for (const ResourceHour& hour : hours) {
            Wide& sum = sums[hour.hour];
            if (hour.mode == CapacityMode::provisioned && hour.table_class == TableClass::standard)
                sum += hour.provisioned.of(side == Side::write ? Units::write : Units::read)
                           .in_milli_units_per_second();
        }
        std::vector<Wide> values;
        for (const auto& [hour, sum] : sums) values.push_back(sum);
        return values;
    }

    const BilledUse& use_;
    const PriceBook& book_;
    const BillingSettings& settings_;
};

BillingSettings with_blocks(BillingSettings settings, const std::optional<ReservedBlocks>& blocks) {
    if (!blocks) return settings;
    settings.reserved_term = blocks->term;
    settings.reserved_read = blocks->units(Side::read);
    settings.reserved_write = blocks->units(Side::write);
    return settings;
}

}  // namespace

Payment present_payment(const BilledUse& use, const PriceBook& book,
                        const BillingSettings& settings) {
    return {{}, std::nullopt, {}, Paying(use, book, settings).month(use.hours, settings)};
}

Payment cheapest_payment(const BilledUse& use, const PriceBook& book,
                         const BillingSettings& settings, const PaymentChoices& choices) {
    const Paying paying(use, book, settings);
    Payment best = present_payment(use, book, settings);
    if (use.hours.empty()) return best;
    std::vector<std::map<std::string, TableClass>> classes{{}};
    if (choices.table_class)
        if (auto changed = paying.classes(); !changed.empty()) classes.push_back(changed);
    for (const auto& in : classes) {
        const std::vector<ResourceHour> hours = paying.in_classes(in);
        std::vector<std::optional<ReservedBlocks>> reserved{std::nullopt};
        if (choices.reserved && !paying.committed_already()) {
            for (const ReservedTerm term : {ReservedTerm::one_year, ReservedTerm::three_years})
                if (auto blocks = paying.blocks(hours, term)) reserved.push_back(blocks);
        }
        for (const auto& blocks : reserved) {
            const BillingSettings with = with_blocks(settings, blocks);
            std::vector<Money> plans{Money{}};
            if (choices.savings_plan && settings.savings_plan <= 0)
                plans.push_back(paying.commitment(hours, with));
            for (const Money plan : plans) {
                BillingSettings all = with;
                if (plan > Money{}) all.savings_plan = plan.in_dollars();
                Payment payment{in, blocks, plan, paying.month(hours, all)};
                if (payment.month.complete() &&
                    (!best.month.complete() || payment.month.total < best.month.total))
                    best = std::move(payment);
            }
        }
    }
    return best;
}

}  // namespace isotherm
