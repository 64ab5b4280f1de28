// SPDX-License-Identifier: Apache-2.0
#pragma once
// What a flow remembers about open actions and calls.

#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "engine/clients/client_policy.h"
#include "engine/callers/callers.h"
#include "engine/callers/flow_program.h"
#include "engine/flows/row_source.h"
#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

// Slots that are used again. References stay valid while others are taken.
template <class Item>
class SlotPool {
public:
    std::uint32_t take() {
        if (free_.empty()) {
            if (size_ % block_size == 0) blocks_.push_back(std::make_unique<Item[]>(block_size));
            return size_++;
        }
        const std::uint32_t slot = free_.back();
        free_.pop_back();
        return slot;
    }
    void give(std::uint32_t slot) { free_.push_back(slot); }
    Item& operator[](std::size_t slot) { return blocks_[slot / block_size][slot % block_size]; }
    const Item& operator[](std::size_t slot) const {
        return blocks_[slot / block_size][slot % block_size];
    }
    std::size_t size() const { return size_; }
    std::size_t in_use() const { return size_ - free_.size(); }
    std::vector<bool> which_in_use() const {
        std::vector<bool> which(size_, true);
        for (const std::uint32_t slot : free_) which[slot] = false;
        return which;
    }

    // Of a free slot, only what its next user takes over.
    void state(StateVisitor& visit) {
        std::vector<std::uint8_t> used;  // by slot: 1 if in use
        if (!visit.loads())
            for (const bool one : which_in_use()) used.push_back(one);
        visit(used, free_);
        if (visit.loads()) load_slots(visit, used);
        for (std::size_t slot = 0; slot < used.size(); ++slot) {
            if (used[slot] == 1)
                visit((*this)[slot]);
            else if constexpr (requires { (*this)[slot].state_when_free(visit); })
                (*this)[slot].state_when_free(visit);
        }
    }

private:
    void load_slots(StateVisitor& visit, std::vector<std::uint8_t> used) {
        blocks_.clear();
        size_ = static_cast<std::uint32_t>(used.size());
        for (std::size_t slot = 0; slot < used.size(); slot += block_size)
            blocks_.push_back(std::make_unique<Item[]>(block_size));
        for (const std::uint32_t slot : free_) {
            visit.require(slot < used.size() && used[slot] == 0);
            used[slot] = 1;
        }
        for (const std::uint8_t one : used) visit.require(one == 1);
    }

    static constexpr std::size_t block_size = 64;

    std::vector<std::unique_ptr<Item[]>> blocks_;
    std::uint32_t size_ = 0;  // slots that have been used
    std::vector<std::uint32_t> free_;
};

inline constexpr std::uint32_t no_slot = ~std::uint32_t{0};

// What a step got.
struct Answer {
    std::uint64_t items = 0;
    std::uint64_t returned = 0;
    std::uint64_t bytes = 0;
    std::uint64_t pages = 0;
    std::uint64_t unprocessed = 0;
    std::int64_t half_units = 0;
    Key key = 0;
    std::uint64_t first_item = 0;  // position of the first item in its collection
    std::uint64_t next_page = 0;   // where a Query or Scan goes on; 0: at the beginning
    SimTime served{};              // when the service looked
    SimTime at{};                  // when the answer came
    bool eventual = false;
    bool last = false;
    bool found = false;
    bool failed = false;
    bool written = false;

    std::int64_t field(AnswerField field, SimTime now) const;
    void state(StateVisitor& visit) {
        visit(items, returned, bytes, pages, unprocessed, half_units, key, first_item, next_page,
              served, at, eventual, last, found, failed, written);
    }
};

// A place in the steps: a block that is being run.
struct FlowFrame {
    enum class Kind : std::uint8_t { action, body, aside };
    enum class State : std::uint8_t { fresh, entered, waits, between };
    std::uint32_t step = 0;
    std::uint32_t end = 0;
    std::uint64_t repeats = 0;
    SimTime entered_at{};
    Kind kind = Kind::action;
    State state = State::fresh;

    // Saves and loads the frame.
    void visit_place(StateVisitor& visit) {
        visit(step, end, repeats, entered_at);
        visit.one_of(kind, 3);
        visit.one_of(state, 4);
    }
};

// An item that a writer has put there, as a strand knows it.
struct KnownItem {
    bool there = false;
    Draw item;

    void state(StateVisitor& visit) { visit(there, item); }
};

// An action, or one of the values of a for_each over a block. What every event looks at comes
// first, in as few cache lines as possible: thousands of actions are open at a time.
struct alignas(64) Strand {
    std::uint32_t stamp = 0;  // changes whenever the slot is given back
    std::uint32_t parent = no_slot;
    std::uint32_t root = no_slot;  // the action's own strand
    std::uint32_t root_stamp = 0;
    // The values of the present step.
    std::uint32_t open_values = 0;
    std::uint32_t zone = 0;
    bool starting = false;
    bool any_failed = false;
    std::uint64_t next_value = 0;
    std::uint64_t end_value = 0;
    SimTime begun{};
    std::vector<FlowFrame> frames;
    DrawnRow drawn;
    std::int64_t item = 0;    // value of the innermost for_each
    std::uint64_t draw = 0;   // number of the draw of its attributes
    SimTime expires = never;  // when the action has taken too long
    Begin begin;
    std::vector<DrawnRow> rows;      // of a drawn call of several rows
    std::vector<KnownItem> written;  // by place in FlowProgram::written
    std::vector<Answer> answers;
    Answer latest;

    // Nothing is starting between two windows.
    void state(StateVisitor& visit) {
        visit(stamp, parent, root, root_stamp, begin, begun, expires, drawn, rows, item, draw, zone,
              written);
        std::uint64_t depth = frames.size();
        visit(depth);
        if (visit.loads()) frames.clear();
        for (std::uint64_t place = 0; place < depth; ++place) {
            if (visit.loads()) frames.emplace_back();
            frames[place].visit_place(visit);
        }
        visit(answers, latest, next_value, end_value, open_values, any_failed);
    }
    void state_when_free(StateVisitor& visit) { visit(stamp); }
};

struct FlowRow {
    Key key = 0;
    std::uint64_t draw = 0;  // number of the draw of its attributes
    std::uint32_t bytes = 0;
    std::uint32_t items = 0;  // that the row reads
    TableIndex table;
    Operation operation = Operation::get_item;
    Finding finding = Finding::item;
    std::uint8_t number = 0;  // in its call
    std::uint8_t tries = 0;   // throttled attempts in a row, saturated
    bool checks = false;      // writes nothing
    bool throttled = false;   // in the last attempt, and neither sent again nor given up
    bool done = false;        // served in the last attempt, so it need not be sent again

    void state(StateVisitor& visit) {
        visit(key, draw, bytes, items, table, number, tries, checks, throttled, done);
        visit.one_of(operation, operation_count);
        visit.one_of(finding, finding_count);
    }
};

// What a call has to do with the cache of its step.
enum class CacheUse : std::uint8_t {
    none,
    asks,     // will ask it
    passed,   // has passed it on the way to the table
    got,      // the same, and what was answered is in the cache
    behind,   // reads on behalf of the cache; nobody waits for it
    waits,    // for another call that reads the same
    served,   // its answer comes from the cache
    refused,  // the cache cannot do more
    failed    // the call it waited for has failed
};

// A call, with its retries. The rows that are done leave it. What every event looks at comes first.
struct alignas(64) OpenCall {
    std::uint32_t stamp = 0;
    std::uint32_t strand = 0;
    std::uint32_t strand_stamp = 0;
    std::uint32_t step = 0;
    std::uint64_t number = 0;
    std::int64_t attempt = 1;
    std::uint32_t client = 0;
    std::uint32_t stage = 0;  // gates passed
    // The attempt that has been sent.
    std::uint32_t sends = 0;  // its number, over all pages and retries in this slot
    std::uint32_t unserved = 0;
    std::uint32_t refused = 0;
    bool in_flight = false;
    bool rejected = false;  // failed at once by a circuit breaker
    bool service_error = false;
    bool conflict = false;
    bool condition_failed = false;
    bool crosses = false;
    bool hedges = false;  // of a hedged read: it is the second one
    std::uint8_t last_failure = 0;
    std::uint32_t twin = no_slot;  // of a hedged read: the other one of the two calls
    CacheUse cache_use = CacheUse::none;
    std::vector<FlowRow> rows;
    SimTime begun{};  // first attempt
    SimTime sent{};
    double factor = 0;
    std::uint64_t bytes = 0;
    std::int64_t half_units = 0;
    SimTime queued{};  // at the present gate
    SimTime expires{};
    std::uint32_t cache_node = 0;
    std::uint32_t pages_left = 0;
    std::uint64_t page = 0;
    std::uint64_t items = 1;       // of all pages
    std::uint64_t page_count = 1;  // pages of what it reads
    std::uint64_t in_page = 0;     // items of a full page
    std::uint64_t segment = 0;
    Draw item;  // of a step that knows its item

    // Between two windows, no row is on its way: unserved, factor, crosses and bytes are not used.
    void state(StateVisitor& visit) {
        state_when_free(visit);
        visit(strand, strand_stamp, step, number, page, pages_left, items, page_count, in_page,
              segment, attempt, client, stage, queued, begun, sent, rows, rejected, service_error,
              conflict, condition_failed, sends, in_flight, expires, refused, half_units,
              cache_node, twin, hedges, item);
        visit.one_of(cache_use, 9);
    }
    void state_when_free(StateVisitor& visit) {
        visit(stamp, last_failure);
        visit.require(last_failure < failure_count);
    }
};

// An action that is one call of one row, about which nobody asks more than whether it was answered:
// most actions are so. It needs no limit, time-out or cache, and it has a connection. If it is
// throttled, it becomes a strand with an OpenCall.
struct alignas(64) LightCall {
    Begin begin;  // `at`: when the call was sent, too
    std::uint32_t client = 0;
    bool condition_failed = false;
    // Until it is served.
    std::uint32_t zone = 0;
    std::uint64_t number = 0;
    FlowRow row;
    DrawnRow drawn;  // by the action

    void state(StateVisitor& visit) { visit(begin, client, condition_failed); }
};

// Rows that failed for good, and units that they asked for.
struct GivenUpRows {
    TableIndex table;
    Side side = Side::read;
    std::uint64_t rows = 0;
    std::int64_t half_units = 0;

    void state(StateVisitor& visit) {
        visit(table, rows, half_units);
        visit.one_of(side, side_count);
    }
};

// Items that Query and Scan calls returned.
struct ReturnedItems {
    TableIndex table;
    std::uint64_t items = 0;

    void state(StateVisitor& visit) { visit(table, items); }
};

// An action that is due and has no place yet.
struct WaitingAction {
    Begin begin;
    DrawnRow drawn;
    std::vector<DrawnRow> rows;
    SimTime since{};

    void state(StateVisitor& visit) { visit(begin, drawn, rows, since); }
};

// A place that calls pass in order, or wait at.
struct CallGate {
    struct Waiter {
        std::uint32_t call = 0;
        std::uint32_t stamp = 0;
    };
    std::deque<Waiter> waiting;
    SimTime wakes = never;

    void state(StateVisitor& visit) { visit(waiting, wakes); }
};

// Of a light call without a slot: `call` is its client, `stamp` its worker and its finding.
inline constexpr std::uint32_t row_without_slot = ~std::uint32_t{0};
inline constexpr unsigned finding_bits = 3;
static_assert(finding_count <= 1U << finding_bits);

// A row on its way, beside its request in the send queue.
struct SentRow {
    std::uint32_t call = 0;  // of a light call: its place among these
    std::uint32_t stamp = 0;
    std::uint32_t row = 0;      // index in the call's rows, or `row_without_slot`
    std::uint32_t attempt = 1;  // OpenCall::sends; 0: it is a light call
    std::uint64_t draw = 0;
    std::uint32_t change = no_slot;  // in ItemChanges
};

}  // namespace isotherm
