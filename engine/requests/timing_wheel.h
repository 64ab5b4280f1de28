// SPDX-License-Identifier: Apache-2.0
#pragma once
// A queue of things that are due at a time, earliest first.
//
// A timing wheel of `slot_count` slots of about a millisecond: a push appends to a slot, and a slot
// is sorted once, when its time comes. Things that are due in the present slot, such as the next of
// many arrivals, wait in a heap. Things later than the last slot wait in a map sorted by slot.

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "engine/requests/time_order.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// `Order` has two static functions: time(item), and earlier(a, b), a strict total order that agrees
// with the times.
template <class Item, class Order>
class TimingWheel {
public:
    TimingWheel() : slots_(slot_count) {}

    // The item must not be due earlier than any item taken so far.
    void push(const Item& item) {
        const std::int64_t slot = slot_of(Order::time(item));
        ++size_;
        if (slot <= current_slot_) {
            soon_.push_back(item);
            std::push_heap(soon_.begin(), soon_.end(), later);
        } else if (slot < current_slot_ + static_cast<std::int64_t>(slot_count)) {
            on_wheel(slot).push_back(item);
        } else {
            beyond_[slot].push_back(item);
        }
    }

    bool empty() const { return size_ == 0; }
    std::size_t size() const { return size_; }

    // The time of the earliest item; `never` when empty.
    SimTime next_time() { return empty() ? never : Order::time(front()); }
    // The earliest item. The queue must not be empty.
    const Item& front() {
        assert(!empty());
        if (soon_.empty()) {
            settle();
            return current_[taken_];
        }
        return soon_is_first() ? soon_.front() : current_[taken_];
    }
    // Takes the item that front() has just returned.
    void pop() {
        --size_;
        if (soon_is_first()) {
            std::pop_heap(soon_.begin(), soon_.end(), later);
            soon_.pop_back();
        } else {
            assert(taken_ < current_.size());
            ++taken_;
        }
    }

    // Calls `look` with every item that waits, in no particular order.
    template <class Look>
    void for_each(const Look& look) const {
        std::for_each(current_.begin() + static_cast<std::ptrdiff_t>(taken_), current_.end(), look);
        std::for_each(soon_.begin(), soon_.end(), look);
        for (const auto& slot : slots_) std::for_each(slot.begin(), slot.end(), look);
        for (const auto& later : beyond_)
            std::for_each(later.second.begin(), later.second.end(), look);
    }

    // Saved in order, so that equal queues have equal bytes.
    void state(StateVisitor& visit) {
        constexpr std::int64_t latest = longest_run.count() / slot_microseconds;
        std::vector<Item> waiting;
        if (!visit.loads()) {
            for_each([&waiting](const Item& item) { waiting.push_back(item); });
            std::sort(waiting.begin(), waiting.end(), Order::earlier);
        }
        std::int64_t slot = current_slot_;
        visit(slot, waiting);
        visit.require(slot >= 0 && slot <= latest);
        for (const Item& item : waiting) visit.require(Order::time(item) >= sim_start);
        if (!visit.loads()) return;
        *this = TimingWheel();
        current_slot_ = slot;
        for (const Item& item : waiting) push(item);
    }

private:
    static constexpr std::int64_t slot_microseconds = 1'024;
    static constexpr std::size_t slot_count = 16'384;  // 16.8 s

    static std::int64_t slot_of(SimTime time) {
        return time.time_since_epoch().count() / slot_microseconds;
    }

    // The slot's list. Lists that have been used are used again: the memory is that of what waits.
    std::vector<Item>& on_wheel(std::int64_t slot) {
        const auto at = static_cast<std::size_t>(slot) % slot_count;
        occupied_[at / 64] |= std::uint64_t{1} << (at % 64);
        if (slots_[at].capacity() == 0 && !spare_.empty()) {
            slots_[at].swap(spare_.back());
            spare_.pop_back();
        }
        return slots_[at];
    }
    static bool later(const Item& a, const Item& b) { return Order::earlier(b, a); }
    bool soon_is_first() const {
        return !soon_.empty() &&
               (taken_ == current_.size() || Order::earlier(soon_.front(), current_[taken_]));
    }

    std::int64_t next_occupied_slot() const {
        const std::size_t from = static_cast<std::size_t>(current_slot_ + 1) % slot_count;
        for (std::size_t step = 0; step <= occupied_.size(); ++step) {
            const std::size_t word = (from / 64 + step) % occupied_.size();
            std::uint64_t bits = occupied_[word];
            if (step == 0) bits &= ~std::uint64_t{0} << (from % 64);
            if (bits == 0) continue;
            const std::size_t at = word * 64 + static_cast<std::size_t>(std::countr_zero(bits));
            return current_slot_ + 1 +
                   static_cast<std::int64_t>((at + slot_count - from) % slot_count);
        }
        return beyond_.begin()->first;
    }

    // Moves the wheel to `slot`, and moves items from `beyond_` that now fit onto the wheel.
    void advance_to(std::int64_t slot) {
        current_slot_ = slot;
        taken_ = 0;
        current_.clear();
        if (current_.capacity() > 0) spare_.push_back(std::move(current_));
        const auto at = static_cast<std::size_t>(slot) % slot_count;
        current_ = std::exchange(slots_[at], {});
        occupied_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
        while (!beyond_.empty() &&
               beyond_.begin()->first < slot + static_cast<std::int64_t>(slot_count)) {
            const auto node = beyond_.extract(beyond_.begin());
            std::vector<Item>& into = node.key() == slot ? current_ : on_wheel(node.key());
            into.insert(into.end(), node.mapped().begin(), node.mapped().end());
        }
        order_current();
    }

    // Things that always wait equally long come in order, and a few others after them.
    void order_current() {
        const auto begin = current_.begin(), end = current_.end();
        const auto sorted = std::is_sorted_until(begin, end, Order::earlier);
        if (sorted - begin < end - sorted) return sort_current();
        std::sort(sorted, end, Order::earlier);
        std::inplace_merge(begin, sorted, end, Order::earlier);
    }

    // Sorts by time first, which leaves only the few items of the same microsecond to compare.
    void sort_current() {
        constexpr std::size_t few = 32;
        if (current_.size() <= few) {
            std::sort(current_.begin(), current_.end(), Order::earlier);
            return;
        }
        const SimTime begin{SimDuration(current_slot_ * slot_microseconds)};
        order_.clear();
        for (const Item& item : current_) order_.add(Order::time(item) - begin);
        order_.sort();
        sorted_.clear();
        for (std::size_t i = 0; i < order_.size(); ++i) sorted_.push_back(current_[order_[i]]);
        current_.swap(sorted_);
        for (auto first = current_.begin(); first != current_.end();) {
            auto end = first + 1;
            while (end != current_.end() && Order::time(*end) == Order::time(*first)) ++end;
            if (end - first > 1) std::sort(first, end, Order::earlier);
            first = end;
        }
    }

    // Makes `current_` hold the earliest items, sorted, unless nothing waits but what is due soon.
    void settle() {
        if (taken_ == current_.size() && size_ > 0) advance_to(next_occupied_slot());
    }

    std::vector<std::vector<Item>> slots_;  // ring: slot s is at s % slot_count
    std::array<std::uint64_t, slot_count / 64> occupied_{};
    std::map<std::int64_t, std::vector<Item>> beyond_;
    std::vector<Item> current_;  // slot `current_slot_`, sorted
    TimeOrder order_;            // for sorting it
    std::vector<Item> sorted_;
    std::vector<Item> soon_;  // a heap of what came later and is due by the end of that slot
    std::vector<std::vector<Item>> spare_;  // lists without items
    std::size_t taken_ = 0;                 // number of items already taken from current_
    std::int64_t current_slot_ = 0;
    std::size_t size_ = 0;
};

}  // namespace isotherm
