// SPDX-License-Identifier: Apache-2.0
#include "engine/billing/savings_plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/billing/free_tier.h"

namespace isotherm {
namespace {

constexpr Wide pico_of_dollar = 1'000'000'000'000;

// One clock hour: what a plan can cover of the part that the run has, and of a whole hour like it.
struct MeteredHour {
    CoverableHour part;
    CoverableHour whole;
    SimDuration covered{};
};

Quantity discount_of(Money share) { return Quantity(share.in_pico_dollars(), pico_of_dollar); }

// The list price at which `paid` buys, and back. The discount is below 1.
Money list_of(Money paid, const Quantity& discount) {
    const Wide rest = discount.per() - discount.parts();
    return Quantity(discount.per(), rest) * paid;
}
Money paid_of(Money list, const Quantity& discount) {
    return Quantity(discount.per() - discount.parts(), discount.per()) * list;
}

std::optional<Money> free_units(const PriceBook& book, PriceItem band) { return book.usd(band); }

// Units of Standard capacity that cost nothing in each hour of a month.
Quantity free_each_hour(const PriceBook& book, Side side, std::int64_t hours_per_month) {
    const bool write = side == Side::write;
    Quantity units;
    if (const auto amount =
            free_units(book, write ? PriceItem::free_wcu_hours : PriceItem::free_rcu_hours))
        units = units + Quantity(amount->in_pico_dollars(), pico_of_dollar * hours_per_month);
    if (const auto amount = free_units(book, write ? PriceItem::free_wcu : PriceItem::free_rcu))
        units = units + Quantity(amount->in_pico_dollars(), pico_of_dollar);
    return units;
}

class Coverable {
public:
    Coverable(const PriceBook& book, const BillingSettings& settings)
        : book_(book), settings_(settings), reserved_(settings.reserved()) {}

    MeteredHour of(const std::vector<ResourceHour>& resources) const {
        MeteredHour hour;
        BySide<Quantity> standard;
        for (const ResourceHour& one : resources) {
            hour.covered = std::max(hour.covered, one.covered);
            for (const Units units : all_units) add(one, units, hour, standard);
        }
        // Reserved capacity and free units are not bought from the plan.
        for (const Side side : both_sides) {
            Quantity spared(reserved_.units(side));
            if (settings_.free_tier)
                spared = spared + free_each_hour(book_, side, settings_.hours_per_month);
            const Money price =
                price_of(side == Side::write ? PriceItem::wcu_hour : PriceItem::rcu_hour);
            const Money less = std::min(spared, standard[side]) * price;
            hour.part.capacity = hour.part.capacity - less;
            hour.whole.capacity = hour.whole.capacity - less;
        }
        return hour;
    }

private:
    Money price_of(PriceItem item) const { return book_.usd(item).value_or(Money{}); }

    void add(const ResourceHour& one, Units units, MeteredHour& hour,
             BySide<Quantity>& standard) const {
        const PriceItem item = throughput_item(one.mode, one.table_class, units);
        const Money price = price_of(item);
        if (one.mode == CapacityMode::on_demand) {
            const Quantity consumed(one.consumed.of(units).count(), 2 * traits_of(item).per_price);
            hour.part.requests += consumed * price;
            const SimDuration whole = 1h;
            hour.whole.requests += consumed * Quantity(whole.count(), one.covered.count()) * price;
            return;
        }
        const Quantity capacity(one.provisioned.of(units).in_milli_units_per_second(), 1'000);
        hour.part.capacity += capacity * price;
        hour.whole.capacity += capacity * price;
        if (one.table_class == TableClass::standard_ia || units == Units::replicated_write) return;
        Quantity& sum = standard[units == Units::write ? Side::write : Side::read];
        sum = sum + capacity;
    }

    const PriceBook& book_;
    const BillingSettings& settings_;
    ReservedBlocks reserved_;
};

std::vector<MeteredHour> metered_hours(const Meter& meter, const PriceBook& book,
                                       const BillingSettings& settings) {
    const Coverable coverable(book, settings);
    std::vector<MeteredHour> hours;
    for (const auto& [number, resources] : meter.hours()) hours.push_back(coverable.of(resources));
    return hours;
}

Quantity in_dollars(Money amount) { return Quantity(amount.in_pico_dollars(), pico_of_dollar); }

// Adds the plan's lines for the metered hours.
void add_period(const std::vector<MeteredHour>& hours, Money commitment,
                const SavingsPlanRates& rates, Usage& usage) {
    Money covered;
    for (const MeteredHour& hour : hours) {
        const CoverableHour part = covered_by(commitment, hour.part, rates);
        covered += part.requests + part.capacity;
    }
    usage.add(savings_plan_resource, PriceItem::savings_plan_usd,
              in_dollars(commitment) * Quantity(static_cast<Wide>(hours.size())));
    usage.add(savings_plan_resource, PriceItem::savings_plan_covered_usd, -in_dollars(covered));
}

// Adds the plan's lines for a month that goes on like the metered hours: requests grow with the
// time, capacity with the hours, as in per_month().
void add_month(const std::vector<MeteredHour>& hours, Money commitment,
               const SavingsPlanRates& rates, std::int64_t hours_per_month, Usage& usage) {
    Wide requests = 0, capacity = 0, time = 0;
    for (const MeteredHour& hour : hours) {
        const CoverableHour whole = covered_by(commitment, hour.whole, rates);
        const Wide microseconds = hour.covered.count();
        requests += whole.requests.in_pico_dollars() * microseconds;
        capacity += whole.capacity.in_pico_dollars();
        time += microseconds;
    }
    const auto count = static_cast<Wide>(hours.size());
    const Wide covered = requests / time * hours_per_month + capacity * hours_per_month / count;
    usage.add(savings_plan_resource, PriceItem::savings_plan_usd,
              in_dollars(commitment) * Quantity(hours_per_month));
    usage.add(savings_plan_resource, PriceItem::savings_plan_covered_usd,
              -in_dollars(Money::pico_dollars(covered)));
}

}  // namespace

std::optional<SavingsPlanRates> savings_plan_rates(const PriceBook& book) {
    const auto requests = book.usd(PriceItem::savings_plan_requests);
    const auto capacity = book.usd(PriceItem::savings_plan_capacity);
    const Money whole = Money::pico_dollars(pico_of_dollar);
    if (!requests || !capacity || *requests >= whole || *capacity >= whole) return std::nullopt;
    return SavingsPlanRates{discount_of(*requests), discount_of(*capacity)};
}

CoverableHour covered_by(Money commitment, const CoverableHour& hour,
                         const SavingsPlanRates& rates) {
    CoverableHour covered;
    const auto cover = [&](Money list, const Quantity& discount, Money& into) {
        const Money paid = paid_of(list, discount);
        into = paid <= commitment ? list : list_of(commitment, discount);
        commitment = paid <= commitment ? commitment - paid : Money{};
    };
    if (rates.requests < rates.capacity) {
        cover(hour.capacity, rates.capacity, covered.capacity);
        cover(hour.requests, rates.requests, covered.requests);
    } else {
        cover(hour.requests, rates.requests, covered.requests);
        cover(hour.capacity, rates.capacity, covered.capacity);
    }
    return covered;
}

Bill bill_under_plan(const Usage& usage, const Meter& meter, const PriceBook& book,
                     const BillingSettings& settings) {
    const Money commitment = settings.savings_commitment();
    const auto rates = savings_plan_rates(book);
    if (commitment == Money{} || meter.hours().empty()) return make_bill(usage, book, settings);
    if (!rates) {
        Bill bill = make_bill(usage, book, settings);
        for (Statement* statement : {&bill.period, &bill.month})
            statement->missing.push_back(
                fmt::format("savings plan: not in the price book (book {})", book.name()));
        return bill;
    }
    Usage period = usage;
    Usage month = per_month(usage, settings.hours_per_month);
    const std::vector<MeteredHour> hours = metered_hours(meter, book, settings);
    BillingSettings of_period = settings;
    of_period.free_tier = false;  // it is the month's
    add_period(metered_hours(meter, book, of_period), commitment, *rates, period);
    add_month(hours, commitment, *rates, settings.hours_per_month, month);
    if (settings.free_tier) month = with_free_tier(month, book, settings.hours_per_month);
    Bill bill{make_statement(period, book), make_statement(month, book), settings.free_tier};
    if (settings.free_tier && !has_free_tier(book))
        bill.month.missing.push_back(
            fmt::format("free tier: not in the price book (book {})", book.name()));
    return bill;
}

// The cost of the hours is convex in the commitment and has corners only where an hour is just
// covered, so the lowest corner is found by halving.
std::optional<Money> cheapest_commitment(const Meter& meter, const PriceBook& book,
                                         const BillingSettings& settings) {
    const auto rates = savings_plan_rates(book);
    if (!rates) return std::nullopt;
    const std::vector<MeteredHour> hours = metered_hours(meter, book, settings);
    std::vector<Money> corners{Money{}};
    for (const MeteredHour& hour : hours) {
        const Money requests = paid_of(hour.whole.requests, rates->requests);
        corners.push_back(requests);
        corners.push_back(requests + paid_of(hour.whole.capacity, rates->capacity));
    }
    std::sort(corners.begin(), corners.end());
    corners.erase(std::unique(corners.begin(), corners.end()), corners.end());
    const auto saved = [&](Money commitment) {  // list price less what the plan costs
        Money sum;
        for (const MeteredHour& hour : hours) {
            const CoverableHour covered = covered_by(commitment, hour.whole, *rates);
            sum += covered.requests + covered.capacity - commitment;
        }
        return sum;
    };
    std::size_t first = 0, last = corners.size() - 1;
    while (first < last) {
        const std::size_t middle = (first + last) / 2;
        if (saved(corners[middle + 1]) > saved(corners[middle]))
            first = middle + 1;
        else
            last = middle;
    }
    constexpr Wide thousandth = pico_of_dollar / 1'000;
    return Money::pico_dollars(corners[first].in_pico_dollars() / thousandth * thousandth);
}

}  // namespace isotherm
