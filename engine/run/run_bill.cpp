// SPDX-License-Identifier: Apache-2.0
#include "engine/run/run_bill.h"

#include "engine/billing/savings_plan.h"
#include "engine/run/run_meter.h"
#include "engine/run/service_uses.h"
#include "engine/scenario/replica_settings.h"

namespace isotherm {

RunBill run_bill(const Recording& recording, const Scenario& scenario) {
    const BillingSettings& settings = scenario.billing;
    Meter meter(settings.hours_per_month, settings.reserved());
    for (const ResourceHour& hour : run_hours(recording, scenario)) meter.add(hour);
    Usage usage = meter.usage();
    for (const ServiceUse& use : service_uses(recording, scenario, usage.hours))
        usage.add(use.resource, use.item, use.quantity);
    const PriceBook book = price_book(scenario);
    RunBill bill{bill_under_plan(usage, meter, book, settings),
                 compare_choices(meter, book, settings)};
    const Totals totals = recording.totals();
    for (PricedChoice& choice : bill.choices) {
        if (choice.same_capacity && totals.attempts > 0)
            choice.throttled_share =
                static_cast<double>(totals.throttled) / static_cast<double>(totals.attempts);
    }
    return bill;
}

}  // namespace isotherm
