// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/run_comparison.h"

#include <cmath>

namespace isotherm {
namespace {

constexpr double smallest_bill_difference = 5e-7;  // US dollars; smaller differences are rounding

Message throttling(const RunFigures& a, const RunFigures& b) {
    if (a.throttled == b.throttled)
        return a.throttled == 0 ? say<Says::neither_throttles>() : say<Says::as_many>(a.throttled);
    const Message shares = say<Says::shares_of_tries>(b.throttled_share(), a.throttled_share());
    return b.throttled < a.throttled ? say<Says::fewer_tries>(a.throttled - b.throttled, shares)
                                     : say<Says::more_tries>(b.throttled - a.throttled, shares);
}

}  // namespace

std::vector<Message> compared(const RunFigures& a, const RunFigures& b) {
    if (b.seconds == 0) return {say<Says::b_only_begun>()};
    if (a.seconds == 0) return {say<Says::a_has_nothing>()};
    std::vector<Message> list{throttling(a, b)};
    if (!a.bill || !b.bill) return list;
    const double dearer = *b.bill - *a.bill;
    const Message bills = say<Says::bills>(*b.bill, *a.bill);
    if (std::abs(dearer) < smallest_bill_difference)
        list.push_back(say<Says::same_bill>());
    else if (dearer > 0)
        list.push_back(say<Says::bill_higher>(dearer, bills));
    else
        list.push_back(say<Says::bill_lower>(-dearer, bills));
    return list;
}

Message verdict(const PairedDifference& share) {
    const Message by = say<Says::difference_of_shares>(share.mean(), share.half_width());
    return share.clear() ? say<Says::clear_difference>(share.pairs(), by)
                         : say<Says::no_clear_difference>(share.pairs(), by);
}

}  // namespace isotherm
