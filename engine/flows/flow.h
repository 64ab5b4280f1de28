// SPDX-License-Identifier: Apache-2.0
#pragma once
// One workload at work whose actions have steps: its callers, open actions and calls.
//
// All that it does happens at caller events, in their order: drawing, asking limits, taking
// connections, sending. Sent rows pass through charge and admission like all others; their outcomes
// become answers in a later window.

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/attributes/key_memory.h"
#include "engine/attributes/text_memory.h"
#include "engine/flows/action_record.h"
#include "engine/flows/flow_making.h"
#include "engine/flows/flow_state.h"
#include "engine/flows/flow_world.h"
#include "engine/flows/light_answers.h"
#include "engine/flows/limiter.h"

namespace isotherm {

class Flow {
public:
    Flow(FlowMaking making, FlowWorld& world);
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;

    void start();
    // From now on, as if the flow had been made so: other rates, counts, limits, keys and chances.
    // Its steps, kind of callers and limits are the same. Between two windows.
    void change(FlowMaking making, SimTime now);
    // The same for a flow whose state is going to be loaded.
    void adopt(FlowMaking making);
    void handle(const CallerEvent& event);
    void close_window(SimTime end);
    SimTime next_begin() const { return next_begin_ ? next_begin_->at : never; }
    // Counts the answers before `now`, before anybody looks from outside.
    void settle(SimTime now);
    // All that is going to happen becomes an event, for a state or a change.
    void use_events(SimTime now);
    // The event will be handled next: loads what it looks at into the cache.
    void expect(const CallerEvent& event) const {
        if (event.kind == CallerEvent::Kind::begin) __builtin_prefetch(&begins_[event.target]);
        if (event.kind == CallerEvent::Kind::light_answer)
            __builtin_prefetch(&lights_[event.stamp]);
        if (event.kind != CallerEvent::Kind::answer) return;
        const OpenCall& call = calls_[event.target];
        __builtin_prefetch(&call);
        __builtin_prefetch(&call.rows);
    }
    // A row of the batch was admitted or refused. Returns how many rows, up to this one, are
    // decided with it: the rows of a transaction are decided together, by the last.
    std::size_t served(const SentRow& sent, RequestBatch& batch, std::size_t row);
    void put(const QueuedMessage& message);

    WorkloadIndex workload() const { return making_.workload; }
    const std::string queue_name() const;
    bool is_idle() const {
        return open_ == 0 && waiting_.empty() && begins_.in_use() == 0 && !next_begin_;
    }
    TableIndex table() const { return making_.table; }  // of the workload
    const Errors* failure() { return draws_.stream().failure(); }
    std::string key_name(Key key);

    using GivenUp = GivenUpRows;
    using Returned = ReturnedItems;
    // Since the last call.
    std::vector<GivenUp> take_given_up();
    std::vector<Returned> take_returned();
    // Throttled rows that are neither sent again nor given up, by table.
    std::vector<std::pair<TableIndex, std::uint64_t>> waiting_rows() const;
    // Completes the record at `now`.
    ActionRecord record(SimTime now);
    // Brings what a window shows of the record up to date.
    void show_in(ActionRecord& shown) const;

    const std::string& name() const { return making_.name; }
    void state(StateVisitor& visit, SimTime now);
    // A loaded state must fit the events that were loaded with it; `events`: those of this flow.
    // `waiters`: its calls that wait at a cache.
    void require_sound(StateVisitor& visit, std::span<const CallerEvent> events,
                       std::span<const CacheWaiter> waiters, SimTime now);

private:
    using Kind = CallerEvent::Kind;

    // Actions (flow.cpp).
    void prepare();
    RecordRules record_rules() const;
    void take_settings(const FlowSettings* settings);
    void change_limits(SimTime now);
    void add_limiter(std::size_t limit, CapacityRate rate);
    static CapacityRate rate_of(const LimitSettings& limit);
    void limits_state(StateVisitor& visit, SimTime now);
    std::size_t first_limiter() const { return std::size_t{2} * client_count_; }  // among the gates
    void schedule();
    void schedule_events();
    void action_due(std::uint32_t slot);
    void begin_due(const Begin& begin);
    void begin_action(WaitingAction& waiting, SimTime now);
    std::uint32_t take_strand(const Begin& begin, const DrawnRow& drawn, SimTime since);
    void end_strand(std::uint32_t slot, bool done, SimTime now);
    void end_action(Strand& strand, bool done, SimTime now);
    void go_on_with_waiting(SimTime now);
    void give_back(std::uint32_t strand);
    void let_go(std::uint32_t strand);
    bool alive(const Strand& strand) const {
        return strands_[strand.root].stamp == strand.root_stamp;
    }
    ActionMinute& minute(SimTime now) {
        if (now >= minute_ends_) begin_minute(now);
        return record_.minutes.back();
    }
    void begin_minute(SimTime now);
    static void close_minute(ActionRecord& record, const LatencyHistogram& latency);
    // The record has the sum of ends minus that of begins; who asks adds the open ones.
    void count_open(SimTime now, std::int64_t change) {
        open_ += static_cast<std::uint64_t>(change);
        record_.open_time_us -= static_cast<std::uint64_t>(change) * since_start(now);
    }
    static std::uint64_t since_start(SimTime now) {
        return static_cast<std::uint64_t>((now - sim_start).count());
    }
    void event(SimTime time, Kind kind, std::uint64_t action, std::uint32_t target,
               std::uint32_t stamp = 0) {
        world_.events.push({time, action, making_.workload.value, target, stamp, kind});
    }

    // Steps (flow_steps.cpp).
    enum class Body : std::uint8_t { done, failed, blocked };
    void run(std::uint32_t slot, SimTime now);
    bool takes(Strand& strand, const FlowStep& step, SimTime now);
    Body start_body(std::uint32_t slot, SimTime now);
    // Return whether the strand goes on at once.
    bool body_ended(std::uint32_t slot, bool ok, SimTime now);
    bool repeat(std::uint32_t slot, SimTime now);
    bool step_failed(std::uint32_t slot, SimTime now);
    bool fail_up(std::uint32_t slot, SimTime now);
    void next_step(Strand& strand, SimTime now);
    void push_frame(Strand& strand, std::int32_t block, FlowFrame::Kind kind);
    void wake(std::uint32_t slot, SimTime now);
    Body start_values(std::uint32_t slot, SimTime now);
    void value_ended(std::uint32_t slot, bool ok, SimTime now);
    void start_child(std::uint32_t parent, std::uint64_t value, SimTime now);
    std::uint64_t value_count(const Strand& strand, const FlowStep& step) const;
    const FlowStep& step_of(const Strand& strand) const {
        return making_.program.steps[strand.frames.back().step];
    }
    struct LoopValue {
        std::int64_t item = 0;
        Key key = 0;
        std::uint64_t draw = 0;  // number of the draw of its attributes
    };
    LoopValue value_of(const Strand& strand, const FlowStep& step, std::uint64_t value);
    Value meaning(const Strand& strand, const NameMeaning& name, std::int64_t item,
                  SimTime now) const;
    std::int64_t loop_value(const Strand& strand, std::int64_t loop) const;
    // The value of a name in the key of a step. `salt`: of its random numbers.
    Value key_meaning(const Strand& strand, const NameMeaning& name, const LoopValue& of,
                      std::uint64_t salt, SimTime now) const;
    Draw draw_of(const Strand& strand, std::uint64_t number) const;
    // What is known of items.
    void choose_written(Strand& strand, SimTime now) const;
    std::optional<Draw> written_item(const Strand& strand, std::int32_t place, std::uint64_t draw,
                                     SimTime now) const;
    Draw described_item(const Strand& strand, const FlowStep& step, std::uint64_t draw,
                        SimTime now) const;
    bool knows_its_items(const Strand& strand, const FlowStep& step) const;
    std::uint32_t note_change(const Strand& strand, const OpenCall& call, SimTime now);
    double items_between(const Strand& strand, const FlowStep& step, const FlowRow& row,
                         SimTime now) const;
    double draw(const Strand& strand, std::uint32_t step, std::uint64_t purpose,
                std::uint64_t repeat) const;

    // Calls (flow_calls.cpp).
    // Sequence numbers of one call; see CallShape.
    static constexpr std::uint64_t rows_of_call = 256;
    void start_call(std::uint32_t strand, std::uint64_t value, SimTime now);
    std::uint32_t take_call(std::uint32_t strand, std::uint32_t step);
    void make_rows(Strand& strand, const FlowStep& step, std::uint64_t value, OpenCall& call,
                   SimTime now);
    void make_drawn_rows(const Strand& strand, const FlowStep& step, OpenCall& call);
    void meet_counted(const FlowStep& step, FlowRow& row) const;
    void walk_on(const FlowStep& step, std::uint64_t action, FlowRow& row);
    // Sets the row of a Scan to a page of a segment; returns how many pages the segment has.
    std::uint64_t read_page(const FlowStep& step, std::uint64_t segment, std::uint64_t page,
                            std::uint64_t item_bytes, FlowRow& row) const;
    void make_page(const Strand& strand, const FlowStep& step, OpenCall& call);
    void add_row(const FlowStep& step, Key key, std::uint32_t bytes, std::uint64_t draw,
                 OpenCall& call);
    void find_text_keys();
    Key key_of_row(const Strand& strand, const FlowStep& step, const LoopValue& of, SimTime now);
    std::string text_of_key(const Strand& strand, const FlowStep& step, const LoopValue& of,
                            SimTime now) const;
    // The items that a Query meets in all its pages.
    std::uint64_t items_met(const Strand& strand, const FlowStep& step, const FlowRow& row,
                            SimTime now) const;
    std::uint32_t bytes_of_row(const Strand& strand, const FlowStep& step,
                               const LoopValue& of) const;
    void draw_finding(const Strand& strand, const FlowStep& step, OpenCall& call,
                      std::uint64_t value);
    void number_call(OpenCall& call, SimTime now);
    void request(std::uint32_t slot, SimTime now);
    // Tries the next gate; false: it waits there.
    bool pass(std::uint32_t slot, std::size_t gate, SimTime now);
    std::size_t gate_of(const OpenCall& call) const;
    CapacityUnits known_cost(const OpenCall& call, const LimitSettings& limit) const;
    void drain(std::size_t gate, SimTime now);
    void wake_gate(std::size_t gate, SimTime at, SimTime now);
    WaitRecord& wait_at(std::size_t gate);
    bool orphaned(const OpenCall& call) const;
    void abandon(std::uint32_t slot, SimTime now);
    void take_first_waiter(std::size_t gate) {
        gates_[gate].waiting.pop_front();
        --queued_calls_;
    }
    void enqueue(std::size_t gate, std::uint32_t slot, SimTime now);
    bool passes_at_once(OpenCall& call);
    void send(std::uint32_t slot, SimTime now);
    bool finds_no_region(OpenCall& call, SimTime now);
    void send_rows(std::uint32_t slot, OpenCall& call, SimTime now);
    // How long the caller waits for an answer; nullopt: for ever.
    std::optional<SimDuration> patience(const OpenCall& call, SimTime now) const;
    void release(OpenCall& call, SimTime now);
    // A share of a table's throughput limits only the calls that use it.
    bool limits(const LimitSettings& limit, const OpenCall& call) const;
    void look_up_limits(SimTime now);

    // Light calls (light_calls.cpp).
    void find_light_actions();
    bool goes_light(std::uint32_t client, const Begin& begin);
    bool begin_light(const Begin& begin, const DrawnRow& drawn, SimTime now);
    std::uint32_t client_of(std::uint32_t worker) const;
    void send_light(std::uint32_t slot, SimTime now);
    std::size_t light_served(const SentRow& sent, RequestBatch& batch, std::size_t at);
    void light_answered(std::uint32_t slot, SimTime now);
    // The call as one of any kind, after it has been sent. Returns its slot.
    std::uint32_t make_heavy(std::uint32_t light);
    std::uint32_t open_strand_of(const LightCall& light);
    void end_light(Begin begin, SimTime now);
    bool begins_at_once(SimTime now) const;
    void open_light(const Begin& begin);
    // Without events (unwatched_calls.cpp).
    bool is_unwatched() const {
        return may_go_unwatched_ && queued_calls_ == 0 && world_.few_flows;
    }
    void begin_next();
    bool catch_up(const CallerEvent& event);
    void settle_before(SimTime time, std::uint64_t action);
    void count_answer(const LightAnswer& answer);
    void send_without_slot(const Begin& begin, const DrawnRow& drawn, std::uint32_t client);
    std::size_t served_without_slot(const SentRow& sent, RequestBatch& batch, std::size_t at);
    std::size_t watch_call(const SentRow& sent, const FlowRow& row, std::uint32_t worker,
                           RequestBatch& batch, std::size_t at);
    void watch_answer(const LightAnswer& answer, std::uint32_t worker);
    void watch_answers();
    void require_sound_lights(StateVisitor& visit, std::set<std::uint64_t>& actions,
                              SimTime now) const;

    // Answers (flow_answers.cpp).
    struct Served {
        double factor = 0;
        bool crosses = false;
    };
    Served drawn_service(const FlowRow& row, std::uint32_t zone, std::int64_t attempt,
                         const RequestBatch& batch, std::size_t at);
    void draw_latency(OpenCall& call, const FlowRow& row, const RequestBatch& batch,
                      std::size_t at);
    void judge(OpenCall& call, FlowRow& row, RequestBatch& batch, std::size_t at);
    void finish_transaction(OpenCall& call, RequestBatch& batch, std::size_t last);
    void attempt_served(std::uint32_t slot, RequestBatch& batch, std::size_t last);
    void answered(std::uint32_t slot, SimTime now);
    void attempt_failed(std::uint32_t slot, Failure failure, SimTime now);
    void attempt_expired(std::uint32_t slot, SimTime now);
    void succeeded(std::uint32_t slot, SimTime now);
    std::uint64_t kept_by_filter(const OpenCall& call, std::uint64_t items) const;
    void take_answer(Strand& strand, const FlowStep& step, const OpenCall& call, SimTime now);
    bool sends_unprocessed(std::uint32_t slot, SimTime now);
    bool reads_next_page(std::uint32_t slot, SimTime now);
    void call_ended(std::uint32_t slot, bool ok, SimTime now);
    void send_again(std::uint32_t slot, SimDuration wait, SimTime now);
    void give_up_rows(OpenCall& call);
    void count_given_up(const FlowRow& row);
    void pay_afterwards(const OpenCall& call);
    ActionUse& use_of(TableIndex table, Operation operation) {
        const std::uint16_t place =
            use_place_[table.value * operation_count + static_cast<std::size_t>(operation)];
        return place > 0 ? record_.uses[place - 1] : new_use(table, operation);
    }
    ActionUse& new_use(TableIndex table, Operation operation);
    AnsweredAttempt attempt_of(const OpenCall& call, SimTime now) const;
    void settle_throttled(FlowRow& row);

    // Caches (flow_cache.cpp). The first is true if the call does not go on to the table now.
    bool held_by_cache(std::uint32_t slot, SimTime now);
    bool pass_cache(std::uint32_t slot, CacheUse use, SimTime now);
    void answer_from_cache(std::uint32_t slot, CacheUse use, SimTime at);
    bool refuse_at_cache(std::uint32_t slot, SimTime now);
    bool ask_for_item(std::uint32_t slot, SimTime now);
    bool ask_for_batch(std::uint32_t slot, SimTime now);
    bool write_through(std::uint32_t slot, SimTime now);
    void take_entry(FlowRow& row, const CacheEntry& entry, Cache& cache);
    void cache_answered(std::uint32_t slot, SimTime now);
    void wait_expired(std::uint32_t slot, SimTime now);
    void fill_cache(OpenCall& call, SimTime now);
    void read_behind(const OpenCall& call, SimTime now);
    void leave_cache(OpenCall& call, bool abandoned, SimTime now);
    void served_by_another(const CacheWaiter& waiter, const CacheEntry* entry, SimTime now);
    bool reads_instead(const CacheWaiter& waiter, SimTime now);
    std::uint64_t cache_name(const OpenCall& call, const FlowRow& row) const;
    Cache& cache_of(const OpenCall& call) {
        return *world_.caches[static_cast<std::size_t>(making_.program.steps[call.step].cache)];
    }

    // Hedged reads (flow_hedge.cpp).
    bool can_hedge(const OpenCall& call) const;
    void hedge(std::uint32_t slot, SimTime now);
    void hedge_won(std::uint32_t slot, SimTime now);
    void drop_hedge(std::uint32_t slot, SimTime now);

    // Loaded states (saved_flow.cpp).
    struct Places;
    void follow_calls();
    void require_sound_begin(StateVisitor& visit, const Begin& begin, SimTime now,
                             std::set<std::uint64_t>& actions) const;
    void require_sound_rows(StateVisitor& visit, const std::vector<DrawnRow>& rows) const;
    void require_sound_actions(StateVisitor& visit, SimTime now) const;
    void require_sound_strand(StateVisitor& visit, const Strand& strand, SimTime now) const;
    void require_sound_family(StateVisitor& visit) const;
    void require_sound_call(StateVisitor& visit, const OpenCall& call, SimTime now) const;
    void require_sound_gates(StateVisitor& visit, Places& places) const;
    void require_sound_waiters(StateVisitor& visit, std::span<const CacheWaiter> waiters,
                               Places& places) const;
    void require_sound_event(StateVisitor& visit, const CallerEvent& event, Places& places) const;

    FlowMaking making_;
    KeyMemory keys_drawn_;              // of the table's own key, if that is an expression
    TextMemory step_texts_;             // of the other keys of steps
    std::vector<bool> keys_are_texts_;  // by step
    FlowWorld& world_;
    const FlowSettings* settings_;
    std::unique_ptr<Callers> callers_;
    RowSource draws_;
    RowSource values_;
    std::uint64_t salt_;

    Upcoming upcoming_;  // what callers ask for, until it is scheduled
    SlotPool<Begin> begins_;
    SlotPool<Strand> strands_;
    SlotPool<OpenCall> calls_;
    SlotPool<LightCall> lights_;
    bool light_actions_ = false;  // whether an action is one light call
    bool many_workers_ = false;
    bool at_arrivals_ = false;         // actions begin at the workload's arrivals
    bool may_go_unwatched_ = false;    // an answer matters only to calls that wait
    bool without_slots_ = false;       // and their rows say all about them
    std::optional<Begin> next_begin_;  // that is no event
    LightAnswers light_answers_;       // that are no events
    bool counts_answers_ = false;
    std::uint64_t queued_calls_ = 0;  // at gates
    std::deque<WaitingAction> waiting_;
    std::uint64_t open_ = 0;  // actions
    std::uint64_t next_call_ = 0;
    std::vector<std::uint64_t> walked_;  // by segment of the workload's own Scan: its next page

    // Gates: of the clients, of their connections, of each limiter. A call passes its client's,
    // its limiters' and then that of the connections.
    std::vector<CallGate> gates_;
    struct LimiterOf {
        std::uint32_t limit = 0;
        Limiter limiter;
    };
    std::vector<LimiterOf> limiters_;                    // in the order in which they were made
    std::vector<std::vector<std::uint32_t>> instances_;  // by limit: its limiters
    std::vector<std::uint64_t> connected_;               // by client
    std::uint64_t connections_ = 0;                      // of each client; 0: unlimited
    std::uint32_t client_count_ = 1;
    SimTime looked_up_ = never;

    bool reads_stream_ = false;
    bool asks_latest_ = false;  // whether a step asks about the latest answer

    ActionRecord record_;
    SimTime minute_ends_ = sim_start;       // of record_.minutes.back()
    LatencyHistogram minute_latency_;       // of its actions; not yet in record_
    std::vector<std::uint16_t> use_place_;  // index in record_.uses + 1, by table and operation
    std::vector<GivenUp> given_up_;
    std::vector<Returned> returned_;
    std::vector<std::uint64_t> throttled_rows_;  // by table
    std::vector<FlowRow> cached_rows_;           // of the batch that is being looked up
};

}  // namespace isotherm
