// SPDX-License-Identifier: Apache-2.0
#pragma once
// A queue of things that are due at a time, earliest first.
//
// A timing wheel of `slot_count` slots of about a millisecond: a push appends to a slot, and a slot
// is sorted once, when its time comes. Things that are due in the present slot, such as the next of
// many arrivals, wait in a heap. Things later than the last slot wait in a map sorted by slot.
// Millions of things can wait on the wheel: there they are packed, without what their slot says.

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "engine/requests/slot_lists.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// The times of a slot of a timing wheel, counted from its first microsecond.
struct SlotTimes {
    static constexpr std::int64_t length = 1'024;

    static std::int64_t slot_of(SimTime time) { return time.time_since_epoch().count() / length; }
    static SimTime begin(std::int64_t slot) { return SimTime{SimDuration(slot * length)}; }
    static std::uint16_t offset_of(SimTime time) {
        return static_cast<std::uint16_t>(time.time_since_epoch().count() % length);
    }
};

// The packing of items that wait as they are. Both functions write `into` in its place: a value
// that is put together byte by byte and then copied as a whole makes the processor wait for the
// bytes.
template <class Item, class Order>
struct WholeItems {
    using Packed = Item;
    static void pack(const Item& item, Item& into) { into = item; }
    static void unpack(const Item& packed, SimTime /*slot_begin*/, Item& into) { into = packed; }
    static std::uint16_t offset(const Item& packed) {
        return SlotTimes::offset_of(Order::time(packed));
    }
};

// `Order` has two static functions: time(item), and earlier(a, b), a strict total order that agrees
// with the times. `Packing` says how items wait on the wheel.
template <class Item, class Order, class Packing = WholeItems<Item, Order>>
class TimingWheel {
public:
    TimingWheel() : slots_(slot_count) {}

    // The item must not be due earlier than any item taken so far.
    void push(const Item& item) {
        const std::int64_t slot = SlotTimes::slot_of(Order::time(item));
        ++size_;
        if (slot <= current_slot_) {
            soon_.push_back(item);
            std::push_heap(soon_.begin(), soon_.end(), later);
        } else if (slot < current_slot_ + static_cast<std::int64_t>(slot_count)) {
            append(slot, item);
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

    // The earliest items that are due before `end` and can be taken together, at most `most`. May
    // be empty although the queue is not.
    std::span<const Item> front_run(SimTime end, std::size_t most) {
        if (!soon_.empty()) return {};
        settle();
        const std::size_t limit = std::min(current_.size(), taken_ + most);
        std::size_t last = taken_;
        while (last < limit && Order::time(current_[last]) < end) ++last;
        return std::span<const Item>(current_).subspan(taken_, last - taken_);
    }
    void pop(std::size_t of_run) {
        size_ -= of_run;
        taken_ += of_run;
    }

    // Calls `look` with every item that waits, in no particular order.
    template <class Look>
    void for_each(const Look& look) const {
        std::for_each(current_.begin() + static_cast<std::ptrdiff_t>(taken_), current_.end(), look);
        std::for_each(soon_.begin(), soon_.end(), look);
        const std::int64_t next = current_slot_ + 1;
        for (std::int64_t slot = next; slot < next + static_cast<std::int64_t>(slot_count); ++slot)
            look_at_slot(slot, look);
        for (const auto& later : beyond_)
            std::for_each(later.second.begin(), later.second.end(), look);
    }

    // Saved in order, so that equal queues have equal bytes.
    void state(StateVisitor& visit) {
        constexpr std::int64_t latest = longest_run.count() / SlotTimes::length;
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
    static constexpr std::size_t slot_count = 16'384;  // 16.8 s

    static std::size_t place_of(std::int64_t slot) {
        return static_cast<std::size_t>(slot) % slot_count;
    }
    void append(std::int64_t slot, const Item& item) {
        const std::size_t at = place_of(slot);
        occupied_[at / 64] |= std::uint64_t{1} << (at % 64);
        Packing::pack(item, slots_.append(at));
    }
    template <class Look>
    void look_at_slot(std::int64_t slot, const Look& look) const {
        const SimTime begin = SlotTimes::begin(slot);
        slots_.for_each(place_of(slot), [&](const typename Packing::Packed& packed) {
            Item item;
            Packing::unpack(packed, begin, item);
            look(item);
        });
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
        while (!beyond_.empty() &&
               beyond_.begin()->first < slot + static_cast<std::int64_t>(slot_count)) {
            const auto node = beyond_.extract(beyond_.begin());
            for (const Item& item : node.mapped()) append(node.key(), item);
        }
        take_slot();
    }

    // Makes the items of the present slot the current ones, in their order.
    void take_slot() {
        constexpr std::size_t few = 48;
        const std::size_t at = place_of(current_slot_);
        if (slots_.length(at) <= few) {
            current_.clear();
            look_at_slot(current_slot_, [this](const Item& item) { current_.push_back(item); });
            std::sort(current_.begin(), current_.end(), Order::earlier);
        } else {
            sort_by_time(at);
        }
        slots_.clear(at);
        occupied_[at / 64] &= ~(std::uint64_t{1} << (at % 64));
    }

    // Puts each item at its time's place, which leaves only the few of the same microsecond to
    // compare.
    void sort_by_time(std::size_t at) {
        ends_.fill(0);
        slots_.for_each(at, [this](const auto& packed) { ++ends_[Packing::offset(packed)]; });
        std::uint32_t sum = 0;
        for (std::uint32_t& end : ends_) {
            const std::uint32_t begin = sum;
            sum += end;
            end = begin;
        }
        current_.resize(sum);
        const SimTime begin = SlotTimes::begin(current_slot_);
        slots_.for_each(at, [&](const auto& packed) {
            Packing::unpack(packed, begin, current_[ends_[Packing::offset(packed)]++]);
        });
        std::uint32_t first = 0;
        for (const std::uint32_t end : ends_) {
            if (end - first > 1)
                std::sort(current_.begin() + first, current_.begin() + end, Order::earlier);
            first = end;
        }
    }

    // Makes `current_` hold the earliest items, sorted, unless nothing waits but what is due soon.
    void settle() {
        if (taken_ == current_.size() && size_ > 0) advance_to(next_occupied_slot());
    }

    SlotLists<typename Packing::Packed> slots_;  // ring: slot s is at s % slot_count
    std::array<std::uint64_t, slot_count / 64> occupied_{};
    std::map<std::int64_t, std::vector<Item>> beyond_;
    std::vector<Item> current_;                            // slot `current_slot_`, sorted
    std::array<std::uint32_t, SlotTimes::length> ends_{};  // for sorting it: by microsecond
    std::vector<Item> soon_;  // a heap of what came later and is due by the end of that slot
    std::size_t taken_ = 0;   // number of items already taken from current_
    std::int64_t current_slot_ = 0;
    std::size_t size_ = 0;
};

}  // namespace isotherm
