// SPDX-License-Identifier: Apache-2.0
#pragma once
// How many items each partition key of a table has, and how large they are together: what admitted
// puts, updates and deletes of the run left there. Only tables with collection = "counted" are
// counted, and they begin empty.
//
// With a sort key every put adds an item, and a delete takes one away; without one a key has at
// most one item. Items are not remembered one by one: a key knows their number and bytes, and when
// the oldest and the newest of them were written. Between those they are spread evenly [inferred].

#include <deque>
#include <map>
#include <unordered_map>
#include <vector>

#include "engine/model/key_space.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

// A table whose items are counted.
struct CountedTable {
    TableIndex table;
    bool many_items = false;     // a key can have several
    SimDuration expires{};       // after so long; 0: never
    SimDuration expiry_delay{};  // then the service needs up to so long to delete it
};

class CountedKeys {
public:
    // A run stops when it has to remember more: 56 bytes each, and the map's own.
    static constexpr std::size_t most_keys = 50'000'000;

    // The items of a key.
    struct Items {
        std::uint64_t count = 0;
        std::uint64_t bytes = 0;
        SimTime oldest{};  // when it was written
        SimTime newest{};
        std::uint64_t deleted = 0;  // items that are gone before they expire
        SimTime since{};            // what was written earlier is not counted any more

        std::uint64_t mean_bytes() const { return count == 0 ? 0 : bytes / count; }
        // How many were written from `from` up to `to`, both included.
        double written_between(SimTime from, SimTime to) const;
        void state(StateVisitor& visit) { visit(count, bytes, oldest, newest, deleted, since); }
    };

    void count(const CountedTable& table) {
        if (tables_.size() <= table.table.value) tables_.resize(table.table.value + 1);
        Rules& rules = tables_[table.table.value];
        rules.counts = table.many_items ? Counts::many : Counts::one;
        rules.expires = table.expires;
        rules.expiry_delay = table.expiry_delay;
        any_ = true;
    }
    bool any() const { return any_; }
    bool counts(TableIndex table) const {
        return table.value < tables_.size() && tables_[table.value].counts != Counts::nothing;
    }
    Items items(TableIndex table, Key key) const {
        const auto found = items_.find(name_of(table, key));
        return found == items_.end() ? Items() : found->second;
    }
    // The items of all keys of a table.
    struct Whole {
        std::uint64_t count = 0;
        std::uint64_t bytes = 0;
    };
    Whole whole(TableIndex table) const { return tables_[table.value].whole; }
    // An admitted write of so many bytes changed an item of the key.
    void changed(TableIndex table, Key key, Operation operation, Finding finding,
                 std::uint32_t bytes, SimTime now);
    // Items whose time has come by `now` are gone.
    void expire(SimTime now) {
        while (next_expiry_ <= now) expire_first();
    }
    std::size_t size() const { return items_.size(); }

    void state(StateVisitor& visit);

private:
    enum class Counts : std::uint8_t { nothing, one, many };
    struct Rules {
        Counts counts = Counts::nothing;
        SimDuration expires{};
        SimDuration expiry_delay{};
        Whole whole;
    };
    struct Expiring {
        std::uint64_t name = 0;
        SimTime written{};
        TableIndex table;

        void state(StateVisitor& visit) { visit(name, written, table); }
    };
    // Expired items are deleted at whole minutes, as in TimeToLive.
    static constexpr SimDuration expiry_period = 60s;

    static std::uint64_t name_of(TableIndex table, Key key) {
        return position_of(key ^ position_of(table.value));
    }
    void remove(Rules& rules, std::unordered_map<std::uint64_t, Items>::iterator of);
    static void count_change(Rules& rules, const Items& before, const Items& after);
    void expire_later(TableIndex table, std::uint64_t name, SimTime now);
    void expire_first();
    void find_next_expiry();

    std::vector<Rules> tables_;                               // by table
    std::unordered_map<std::uint64_t, Items> items_;          // never iterated
    std::map<std::int64_t, std::vector<Expiring>> expiring_;  // by minute of their deletion
    SimTime next_expiry_ = never;
    bool any_ = false;
};

// Admitted writes that do not count yet. A write counts from when its writer can know of it, which
// is in a later window: so what a reader finds does not depend on where windows end.
class LateWrites {
public:
    struct Write {
        SimTime known;
        SimTime written;
        TableIndex table;
        Key key = 0;
        Operation operation = Operation::put_item;
        Finding finding = Finding::item;
        std::uint32_t bytes = 0;

        void state(StateVisitor& visit) {
            visit(known, written, table, key, bytes);
            visit.one_of(operation, operation_count);
            visit.one_of(finding, finding_count);
        }
    };

    // In the order of `known`.
    void add(const Write& write) { writes_.push_back(write); }
    // Counts what can be known of at `now`. Nobody asks about an earlier time any more.
    void count(CountedKeys& keys, SimTime now) {
        for (; !writes_.empty() && writes_.front().known <= now; writes_.pop_front()) {
            const Write& write = writes_.front();
            keys.expire(write.known);
            keys.changed(write.table, write.key, write.operation, write.finding, write.bytes,
                         write.written);
        }
        keys.expire(now);
    }
    void state(StateVisitor& visit, const CountedKeys& keys) {
        visit(writes_);
        for (std::size_t i = 0; i < writes_.size(); ++i)
            visit.require(keys.counts(writes_[i].table) &&
                          (i == 0 || writes_[i - 1].known <= writes_[i].known));
    }

private:
    std::deque<Write> writes_;
};

}  // namespace isotherm
