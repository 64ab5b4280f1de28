// SPDX-License-Identifier: Apache-2.0
// Hedged reads: a read that is not answered in time is sent a second time, as a call of its own,
// and the first answer of the two counts. The service serves both.

#include "engine/flows/flow.h"

namespace isotherm {

bool Flow::can_hedge(const OpenCall& call) const {
    const OperationTraits& traits = traits_of(call.rows.front().operation);
    return traits.side == Side::read && !traits.transactional && !call.hedges &&
           call.cache_use != CacheUse::behind;
}

void Flow::hedge(std::uint32_t slot, SimTime now) {
    // The event may be that of an earlier attempt.
    if (!calls_[slot].in_flight || calls_[slot].twin != no_slot ||
        calls_[slot].sent + settings_->hedge_after != now || orphaned(calls_[slot]))
        return;
    const std::uint32_t second = calls_.take();
    OpenCall& call = calls_[slot];
    OpenCall& copy = calls_[second];
    const std::uint32_t stamp = copy.stamp;
    copy = call;
    copy.stamp = stamp;
    copy.twin = slot;
    copy.hedges = true;
    call.twin = second;
    copy.number = next_call_++;
    copy.stage = 0;
    copy.queued = now;
    copy.in_flight = false;
    copy.service_error = false;
    copy.cache_use = CacheUse::none;
    for (FlowRow& row : copy.rows) {
        row.throttled = row.done = false;
        row.tries = 0;
    }
    ++record_.hedged;
    request(second, now);
}

// The second read was answered first: its answer is that of the call.
void Flow::hedge_won(std::uint32_t slot, SimTime now) {
    OpenCall& copy = calls_[slot];
    const std::uint32_t first = copy.twin;
    OpenCall& call = calls_[first];
    ++record_.hedges_won;
    give_up_rows(call);
    if (call.in_flight) {
        call.in_flight = false;
        release(call, now);
    }
    // The stamp makes its own answer void, and its next attempt.
    ++call.stamp;
    call.rows = copy.rows;
    call.sent = copy.sent;
    call.refused = copy.refused;
    call.half_units = copy.half_units;
    call.stage = 0;
    call.twin = no_slot;
    ++copy.stamp;
    calls_.give(slot);
    succeeded(first, now);
}

// Nobody waits for the second read any more, or it has failed.
void Flow::drop_hedge(std::uint32_t slot, SimTime now) {
    OpenCall& copy = calls_[slot];
    calls_[copy.twin].twin = no_slot;
    give_up_rows(copy);
    if (copy.in_flight) {
        copy.in_flight = false;
        release(copy, now);
    }
    ++copy.stamp;
    calls_.give(slot);
}

}  // namespace isotherm
