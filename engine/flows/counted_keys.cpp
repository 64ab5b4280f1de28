// SPDX-License-Identifier: Apache-2.0
#include "engine/flows/counted_keys.h"

#include <algorithm>
#include <cmath>

namespace isotherm {

double CountedKeys::Items::written_between(SimTime from, SimTime to) const {
    if (count == 0 || from > to || from > newest || to < oldest) return 0;
    if (oldest == newest) return static_cast<double>(count);
    // n items at equal distances have n - 1 gaps between them.
    const auto gaps_before = [&](SimTime time) {
        return static_cast<double>((time - oldest).count()) /
               static_cast<double>((newest - oldest).count()) * static_cast<double>(count - 1);
    };
    constexpr double rounding = 1e-6;  // of gaps
    const double first = std::ceil(gaps_before(std::max(from, oldest)) - rounding);
    const double last = std::floor(gaps_before(std::min(to, newest)) + rounding);
    return std::max(0.0, last - first + 1);
}

void CountedKeys::changed(TableIndex table, Key key, Operation operation, Finding finding,
                          std::uint32_t bytes, SimTime now) {
    const std::uint64_t name = name_of(table, key);
    Rules& rules = tables_[table.value];
    if (is_delete(operation)) {
        const auto found = items_.find(name);
        if (found == items_.end()) return;
        ++found->second.deleted;
        return remove(rules, found);
    }
    Items& items = items_[name];
    const Items before = items;
    const bool adds = is_put(operation) || finding == Finding::no_item || items.count == 0;
    if (rules.counts == Counts::one) {
        items = {1, bytes, now, now, 0, now};
    } else if (adds) {
        if (items.count == 0) items.oldest = items.since = now;
        ++items.count;
        items.bytes += bytes;
        items.newest = now;
    } else {
        items.bytes += bytes - items.mean_bytes();  // one of them has another size now
    }
    count_change(rules, before, items);
    if (rules.expires > 0us && (adds || rules.counts == Counts::one))
        expire_later(table, name, now);
}

void CountedKeys::count_change(Rules& rules, const Items& before, const Items& after) {
    rules.whole.count += after.count - before.count;
    rules.whole.bytes += after.bytes - before.bytes;
}

void CountedKeys::remove(Rules& rules, std::unordered_map<std::uint64_t, Items>::iterator of) {
    Items& items = of->second;
    rules.whole.bytes -= items.mean_bytes();
    --rules.whole.count;
    items.bytes -= items.mean_bytes();
    if (--items.count == 0) items_.erase(of);
}

void CountedKeys::expire_later(TableIndex table, std::uint64_t name, SimTime now) {
    const Rules& rules = tables_[table.value];
    const std::uint64_t bits =
        position_of(name ^ static_cast<std::uint64_t>(now.time_since_epoch().count()));
    const auto delay =
        static_cast<std::int64_t>(static_cast<unsigned __int128>(bits) *
                                      static_cast<std::uint64_t>(rules.expiry_delay.count()) >>
                                  64);
    const SimTime gone = now + rules.expires + SimDuration(delay);
    const std::int64_t minute = gone.time_since_epoch() / expiry_period + 1;
    expiring_[minute].push_back({name, now, table});
    find_next_expiry();
}

// The items of the next minute go. A delete is assumed to have taken the oldest item of its key, so
// the next one that would expire is gone already. Items expire in any order: only those that even
// the longest delay has not kept are surely gone.
void CountedKeys::expire_first() {
    const SimTime now = next_expiry_;
    for (const Expiring& one : expiring_.begin()->second) {
        const auto found = items_.find(one.name);
        if (found == items_.end() || one.written < found->second.since) continue;
        Rules& rules = tables_[one.table.value];
        Items& items = found->second;
        items.oldest = std::max(items.oldest, now - rules.expires - rules.expiry_delay);
        items.newest = std::max(items.newest, items.oldest);
        if (items.deleted > 0)
            --items.deleted;
        else
            remove(rules, found);
    }
    expiring_.erase(expiring_.begin());
    find_next_expiry();
}

void CountedKeys::find_next_expiry() {
    next_expiry_ = expiring_.empty() ? never : sim_start + expiry_period * expiring_.begin()->first;
}

void CountedKeys::state(StateVisitor& visit) {
    constexpr std::int64_t most_minutes = longest_run / expiry_period * 4;
    visit(items_, expiring_);
    for (Rules& rules : tables_) visit(rules.whole.count, rules.whole.bytes);
    visit.require(expiring_.empty() ||
                  (expiring_.begin()->first >= 0 && expiring_.rbegin()->first < most_minutes));
    for (const auto& minute : expiring_)
        for (const Expiring& one : minute.second) visit.require(counts(one.table));
    find_next_expiry();
}

}  // namespace isotherm
