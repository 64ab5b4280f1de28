// SPDX-License-Identifier: Apache-2.0
// A flow's actions: when they begin, wait and end.

#include "engine/flows/flow.h"

#include <algorithm>
#include <utility>

#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

// As assignment does, but without loads of larger pieces than were just stored.
void copy_fields(const Begin& from, Begin& into) {
    into.at = from.at;
    into.action = from.action;
    into.worker = from.worker;
    into.first = from.first;
    into.count = from.count;
    into.block = from.block;
}

std::unique_ptr<CallerKind> open_kind() { return Catalog<CallerKind>::instance().create("open"); }

}  // namespace

Flow::Flow(FlowMaking making, FlowWorld& world)
    : making_(std::move(making)),
      world_(world),
      settings_(nullptr),
      salt_(RandomStream(world.seed, "workloads." + making_.name + ".flow").next()),
      throttled_rows_(world.tables.size()) {
    draws_ = RowSource(std::move(making_.parts.draws));
    values_ = RowSource(std::move(making_.parts.values));
    client_count_ = static_cast<std::uint32_t>(making_.clients);
    use_place_.resize(world.tables.size() * operation_count);
    take_settings(making_.parts.settings);
    prepare();
    asks_latest_ = std::ranges::any_of(making_.program.steps,
                                       [](const FlowStep& step) { return !step.until.empty(); });
    find_light_actions();
    record_.is_flow = true;
    for (const FlowStep& step : making_.program.steps) record_.steps.push_back({step.name, {}, 0});
}

void Flow::take_settings(const FlowSettings* settings) {
    static const FlowSettings nothing_said;
    settings_ = settings == nullptr ? &nothing_said : settings;
    const std::int64_t latency_connections = world_.latency.settings().connections_of_client();
    connections_ = static_cast<std::uint64_t>(settings_->connections > 0 ? settings_->connections
                                                                         : latency_connections);
    looked_up_ = never;
}

void Flow::prepare() {
    CallersContext context;
    context.seed = position_of(salt_);
    context.end = world_.end;
    context.next_arrival = [this] { return draws_.next_arrival(); };
    reads_stream_ = settings_->reads_stream();
    if (reads_stream_) {
        context.streams = world_.streams;
        context.name = making_.name;
        context.workload = making_.workload.value;
        context.records = record_rules();
        context.put = world_.put;
    }
    callers_ =
        settings_->callers ? settings_->callers->start(context) : open_kind()->start(context);

    std::uint32_t segments = 1;
    for (const FlowStep& step : making_.program.steps) segments = std::max(segments, step.segments);
    instances_.resize(settings_->limits.size());
    for (std::size_t l = 0; l < settings_->limits.size(); ++l) {
        const LimitSettings& limit = settings_->limits[l];
        const std::uint32_t workers = settings_->callers ? settings_->callers->worker_count() : 1;
        const std::uint32_t count = limit.per == LimitPer::workload ? 1
                                    : limit.per == LimitPer::worker ? workers
                                                                    : segments;
        for (std::uint32_t i = 0; i < count; ++i) add_limiter(l, rate_of(limit));
    }
    connected_.resize(client_count_);
    gates_.resize(first_limiter() + limiters_.size());
}

// Expressions over the write that a record describes.
RecordRules Flow::record_rules() const {
    const auto value_of = [this](const NameMeaning& name, const Draw& record) -> Value {
        if (name.kind == NameMeaning::Kind::item)
            return static_cast<std::int64_t>(record.key) < 0
                       ? Value::key(record.key)
                       : Value(static_cast<std::int64_t>(record.key));
        if (name.kind < NameMeaning::Kind::attribute) return name.from;
        return making_.keys->attributes.meaning(name, record, salt_);
    };
    const auto holds = [this, value_of](Expression FlowProgram::*rule) {
        std::function<bool(const Draw&)> made;
        if ((making_.program.*rule).empty()) return made;
        made = [this, rule, value_of](const Draw& record) {
            return (making_.program.*rule).value([&](const NameMeaning& name) {
                return value_of(name, record);
            }) != 0;
        };
        return made;
    };
    RecordRules rules;
    rules.keeps = holds(&FlowProgram::filter);
    rules.poisoned = holds(&FlowProgram::poison);
    rules.flush = making_.program.flush;
    rules.gathered_most = making_.program.gathered_most;
    if (!making_.program.gather.empty())
        rules.gathers = [this, value_of](const Draw& record) {
            return making_.program.gather.key(
                [&](const NameMeaning& name) { return value_of(name, record); });
        };
    return rules;
}

void Flow::start() {
    look_up_limits(sim_start);
    // A share of the throughput begins with a full bucket of the rate at the start.
    for (std::size_t l = 0; l < settings_->limits.size(); ++l) {
        const LimitSettings& limit = settings_->limits[l];
        if (limit.share.value == 0) continue;
        for (const std::uint32_t instance : instances_[l]) {
            Limiter& limiter = limiters_[instance].limiter;
            limiter = Limiter(limiter.rate(), limit.burst, limit.charge);
        }
    }
    callers_->start(upcoming_);
    schedule();
}

// A key by expression has the text that it was made of, as long as it is frequent.
std::string Flow::key_name(Key key) {
    const Draw* const draw = making_.rule == nullptr ? nullptr : keys_drawn_.draw_of(key);
    if (draw == nullptr)
        if (const std::string* text = step_texts_.text_of(key)) return *text;
    return draw == nullptr ? draws_.stream().key_name(key)
                           : making_.rule->text(making_.keys->attributes, *draw, "");
}

const std::string Flow::queue_name() const {
    return settings_->callers ? settings_->callers->queue_name() : std::string();
}

void Flow::put(const QueuedMessage& message) {
    callers_->put(message, upcoming_);
    schedule();
}

void Flow::schedule_events() {
    for (const Begin& begin : upcoming_.begins) {
        if (begin.at >= world_.end) continue;
        const std::uint32_t slot = begins_.take();
        copy_fields(begin, begins_[slot]);
        event(begin.at, Kind::begin, begin.action, slot);
    }
    for (const SimTime time : upcoming_.wakes)
        if (time < world_.end) event(time, Kind::callers, 0, 0);
    upcoming_.begins.clear();
    upcoming_.wakes.clear();
}

void Flow::handle(const CallerEvent& event) {
    if (may_go_unwatched_ && !catch_up(event)) return;
    switch (event.kind) {
        case Kind::begin:
            return action_due(event.target);
        case Kind::callers: {
            callers_->wake(event.time, upcoming_);
            schedule();
            return go_on_with_waiting(event.time);
        }
        case Kind::wake:
            if (strands_[event.target].stamp == event.stamp) wake(event.target, event.time);
            return;
        case Kind::action_expires:
            if (strands_[event.target].stamp == event.stamp)
                end_strand(event.target, false, event.time);
            return;
        case Kind::gate:
            return drain(event.target, event.time);
        case Kind::answer:
            if (calls_[event.target].stamp == event.stamp) answered(event.target, event.time);
            return;
        case Kind::light_answer:
            return light_answered(event.stamp, event.time);
        case Kind::attempt_expires:
            if (calls_[event.target].stamp == event.stamp)
                attempt_expired(event.target, event.time);
            return;
        case Kind::send:
            if (calls_[event.target].stamp == event.stamp) request(event.target, event.time);
            return;
        case Kind::hedge:
            if (calls_[event.target].stamp == event.stamp) hedge(event.target, event.time);
            return;
    }
}

// The time of an action has come: it begins, waits, or is shed.
void Flow::action_due(std::uint32_t slot) {
    const Begin begin = begins_[slot];
    begins_.give(slot);
    if (begin.at != never) begin_due(begin);  // else a change has dropped it
}

void Flow::begin_due(const Begin& begin) {
    const SimTime now = begin.at;
    if (at_arrivals_) draws_.skip_to(begin.action);
    const bool begins = callers_->due(begin, upcoming_);
    schedule();
    if (!begins) {
        ++record_.skipped;
        return;
    }
    // Draws belong to actions in the order of their numbers, also to those that are shed.
    static constexpr DrawnRow nothing_drawn;
    const DrawnRow* drawn = &nothing_drawn;
    const bool draws = making_.program.uses_keys || at_arrivals_;
    if (draws && draws_.items() == 1) drawn = &draws_.take();
    ++record_.begun;
    ++minute(now).begun;
    if (!record_.first_begun) record_.first_begun = now;
    const auto most = static_cast<std::uint64_t>(settings_->in_flight);
    const bool has_place = most == 0 || open_ < most;
    if (has_place && light_actions_ && begin_light(begin, *drawn, now)) return;
    WaitingAction due{begin, *drawn, {}, now};
    if (draws && draws_.items() > 1) {
        draws_.take_call(due.rows);
        due.drawn = due.rows.front();
    }
    if (has_place) return begin_action(due, now);
    const auto places = static_cast<std::uint64_t>(settings_->queue);
    const bool unlimited = places == 0 && settings_->overflow == Overflow::wait;
    if (!unlimited && waiting_.size() >= places) {
        ++record_.shed;
        ++minute(now).shed;
        callers_->ended(due.begin, false, now, upcoming_);
        return schedule();
    }
    waiting_.push_back(std::move(due));
    record_.wait_action.longest_queue =
        std::max<std::uint64_t>(record_.wait_action.longest_queue, waiting_.size());
    if (open_ + waiting_.size() > static_cast<std::uint64_t>(settings_->actions_most))
        world_.stop_at(now, {making_.workload, FlowStop::Reason::actions});
}

// A strand for an action, without a place in its steps.
std::uint32_t Flow::take_strand(const Begin& begin, const DrawnRow& drawn, SimTime since) {
    const std::uint32_t slot = strands_.take();
    Strand& strand = strands_[slot];
    strand.parent = no_slot;
    strand.root = slot;
    strand.root_stamp = strand.stamp;
    strand.begin = begin;
    strand.begun = since;
    strand.drawn = drawn;
    strand.draw = begin.action;
    strand.rows.clear();
    strand.item = begin.block > 0 ? static_cast<std::int64_t>(begin.first) : 0;
    strand.zone = world_.latency.zone_of_caller(begin.action ^ salt_);
    strand.frames.clear();
    if (making_.program.answers > 0) strand.answers.assign(making_.program.answers, Answer());
    if (asks_latest_) strand.latest = {};
    strand.open_values = 0;
    strand.starting = false;
    strand.expires = never;
    return slot;
}

void Flow::begin_action(WaitingAction& waiting, SimTime now) {
    const std::uint32_t slot = take_strand(waiting.begin, waiting.drawn, waiting.since);
    Strand& strand = strands_[slot];
    strand.rows.swap(waiting.rows);
    const std::uint32_t own = waiting.begin.block;
    // The time of the key is that at which the action begins.
    if (making_.rule != nullptr) {
        const Draw draw = draw_of(strand, strand.draw);
        strand.drawn.key = making_.rule->key(making_.keys->attributes, draw).value_or(0);
        keys_drawn_.remember(strand.drawn.key, draw);
    }
    choose_written(strand, now);
    push_frame(strand, own > 0 ? making_.program.own_blocks[own - 1] : 0, FlowFrame::Kind::action);
    count_open(now, 1);
    if (settings_->action_timeout > 0us) {
        strand.expires = waiting.since + settings_->action_timeout;
        event(strand.expires, Kind::action_expires, waiting.begin.action, slot, strand.stamp);
    }
    if (open_ + waiting_.size() > static_cast<std::uint64_t>(settings_->actions_most))
        world_.stop_at(now, {making_.workload, FlowStop::Reason::actions});
    run(slot, now);
}

void Flow::give_back(std::uint32_t slot) {
    ++strands_[slot].stamp;
    strands_.give(slot);
}

// Gives back the strand of a block whose action has ended, and those above it that waited for it
// alone. The action's own strand was given back when the action ended.
void Flow::let_go(std::uint32_t slot) {
    for (;;) {
        const std::uint32_t parent = strands_[slot].parent;
        const bool of_action = parent == strands_[slot].root;
        give_back(slot);
        if (of_action || --strands_[parent].open_values > 0) return;
        slot = parent;
    }
}

void Flow::end_strand(std::uint32_t slot, bool done, SimTime now) {
    Strand& strand = strands_[slot];
    if (strand.parent == no_slot) return end_action(strand, done, now);
    if (!alive(strand)) return let_go(slot);
    const std::uint32_t parent = strand.parent;
    give_back(slot);
    value_ended(parent, done, now);
}

void Flow::end_action(Strand& strand, bool done, SimTime now) {
    const Begin begin = strand.begin;
    const SimDuration took = now - strand.begun;
    give_back(strand.root);
    count_open(now, -1);
    ++(done ? record_.done : record_.failed);
    if (done) record_.last_done = now;
    ActionMinute& present = minute(now);
    ++(done ? present.done : present.failed);
    minute_latency_.add(took);
    callers_->ended(begin, done, now, upcoming_);
    schedule();
    go_on_with_waiting(now);
}

void Flow::go_on_with_waiting(SimTime now) {
    const auto most = static_cast<std::uint64_t>(settings_->in_flight);
    while (!waiting_.empty() && (most == 0 || open_ < most)) {
        WaitingAction next = std::move(waiting_.front());
        waiting_.pop_front();
        record_.wait_action.waited.add(now - next.since);
        begin_action(next, now);
    }
}

void Flow::show_in(ActionRecord& shown) const {
    record_.show_in(shown);
    close_minute(shown, minute_latency_);
}

// Files the latencies of the last minute.
void Flow::close_minute(ActionRecord& record, const LatencyHistogram& latency) {
    if (latency.count() == 0) return;
    ActionMinute& minute = record.minutes.back();
    minute.latency_us = latency.sum();
    minute.p50_us = latency.percentile(0.5);
    minute.p99_us = latency.percentile(0.99);
    minute.most_us = latency.most();
    record.latency.add(latency);
}

void Flow::begin_minute(SimTime now) {
    settle(std::chrono::floor<std::chrono::minutes>(now));  // of the minutes before
    close_minute(record_, minute_latency_);
    minute_latency_.clear();
    const std::int64_t minute = whole_seconds(now) / 60;
    record_.minutes.resize(static_cast<std::size_t>(minute) + 1);
    minute_ends_ = sim_start + std::chrono::minutes(minute + 1);
}

ActionRecord Flow::record(SimTime now) {
    settle(now);
    ActionRecord record = record_;
    record.open_time_us += open_ * since_start(now);
    close_minute(record, minute_latency_);
    record.open = open_;
    record.waiting = waiting_.size();
    record.dead_letters = callers_->dead_letters();
    record.messages_left = callers_->waiting_messages();
    return record;
}

std::vector<Flow::GivenUp> Flow::take_given_up() { return std::exchange(given_up_, {}); }
std::vector<Flow::Returned> Flow::take_returned() { return std::exchange(returned_, {}); }

std::vector<std::pair<TableIndex, std::uint64_t>> Flow::waiting_rows() const {
    std::vector<std::pair<TableIndex, std::uint64_t>> rows;
    for (std::uint32_t table = 0; table < throttled_rows_.size(); ++table)
        if (throttled_rows_[table] > 0)
            rows.emplace_back(TableIndex{table}, throttled_rows_[table]);
    return rows;
}

}  // namespace isotherm
