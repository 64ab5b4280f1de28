// SPDX-License-Identifier: Apache-2.0
#include "engine/flows/flows.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "engine/flows/flow.h"

namespace isotherm {
namespace {

// Puts the elements into the order of `places`.
template <class Element>
void reorder(std::vector<Element>& list, const std::vector<std::uint32_t>& places) {
    std::vector<Element> in_order;
    in_order.reserve(list.size());
    for (const std::uint32_t place : places) in_order.push_back(list[place]);
    list = std::move(in_order);
}

// Sorts a list that consists of sorted pieces: each flow's rows are one or more.
template <class Earlier>
void sort_runs(std::vector<std::uint32_t>& list, const Earlier& earlier) {
    const auto at = [&list](std::size_t i) {
        return list.begin() + static_cast<std::ptrdiff_t>(i);
    };
    std::vector<std::size_t> ends;  // of the pieces
    for (std::size_t i = 1; i < list.size(); ++i)
        if (earlier(list[i], list[i - 1])) ends.push_back(i);
    ends.push_back(list.size());
    if (ends.size() > list.size() / 8) return std::sort(list.begin(), list.end(), earlier);
    while (ends.size() > 1) {
        std::vector<std::size_t> merged;
        for (std::size_t i = 0; i < ends.size(); i += 2) {
            const bool single = i + 1 == ends.size();
            if (!single)
                std::inplace_merge(at(merged.empty() ? 0 : merged.back()), at(ends[i]),
                                   at(ends[i + 1]), earlier);
            merged.push_back(single ? ends[i] : ends[i + 1]);
        }
        ends = std::move(merged);
    }
}

// The run stops in this window. What flows have sent later does not happen.
void drop_beyond_window(FlowWorld& world) {
    std::vector<Request>& requests = world.sends.present();
    while (!requests.empty() && requests.back().arrival >= world.window_end) {
        requests.pop_back();
        world.sent.pop_back();
    }
}

}  // namespace

Flows::Flows(const Tables& tables, const Charge& charge, const LatencySettings& latency,
             std::uint64_t seed, SimTime end, ResendQueue& sends)
    : world_of_flows_(new FlowWorld{tables,
                                    charge,
                                    Latency(latency, seed),
                                    {},
                                    sends,
                                    {},
                                    {},
                                    {},
                                    WrittenItems({}),
                                    {},
                                    end,
                                    seed,
                                    {},
                                    {}}),
      world_(*world_of_flows_) {
    world_.written = WrittenItems(world_.latency.shortest());
    world_.put = [this](const std::string& queue, const QueuedMessage& message) {
        const auto reader = readers_.find(queue);
        if (reader != readers_.end()) reader->second->put(message);
    };
    world_.flow = [this](std::uint32_t workload) -> Flow& { return *by_workload_[workload]; };
}

Flows::~Flows() = default;

void Flows::set_streams(Streams& streams) { world_.streams = &streams; }

void Flows::set_regions(RegionOutages* outages, std::vector<SimDuration> region_rtt) {
    world_.outages = outages;
    world_.region_rtt = std::move(region_rtt);
}

const std::vector<std::unique_ptr<Cache>>& Flows::caches() const { return world_.caches; }
SimTime Flows::next_time() {
    SimTime next = world_.events.next_time();
    if (!world_.few_flows) return next;
    for (const auto& flow : flows_) next = std::min(next, flow->next_begin());
    return next;
}
const ItemChanges& Flows::item_changes() const { return world_.changes; }
SimDuration Flows::longest_window() const { return world_.latency.shortest(); }
const std::optional<FlowStop>& Flows::stop() const { return world_.stop; }

void Flows::set_caches(std::vector<std::unique_ptr<Cache>> caches) {
    world_.caches = std::move(caches);
}

Flow& Flows::add(FlowMaking making) {
    const WorkloadIndex workload = making.workload;
    for (const CountedTable& table : making.counted) world_.counted.count(table);
    for (const std::uint32_t attribute : making.program.written)
        world_.written.remember(making.keys->attributes, attribute);
    for (const FlowStep& step : making.program.steps) {
        if (step.cache >= 0) {
            Cache* const cache = world_.caches[static_cast<std::size_t>(step.cache)].get();
            cache->expect_clients(static_cast<std::size_t>(making.clients));
            caches_of_table_.resize(world_.tables.size());
            const auto holds = [&](TableIndex table) {
                auto& caches = caches_of_table_[table.value];
                if (std::ranges::find(caches, cache) == caches.end()) caches.push_back(cache);
            };
            holds(making.targets[step.target]);
            for (const FlowStep::Part& part : step.parts) holds(making.targets[part.target]);
        }
        if (step.condition != FlowStep::Condition::none)
            world_.watch.watch(making.targets[step.target]);
        for (const FlowStep::Part& part : step.parts)
            world_.watch.watch(making.targets[part.target]);
        if (step.transaction && side_of(step.operation) == Side::write && step.parts.empty())
            world_.watch.watch(making.targets[step.target]);
    }
    flows_.push_back(std::make_unique<Flow>(std::move(making), world_));
    by_workload_.resize(workload.value + 1);
    by_workload_.back() = flows_.back().get();
    if (const std::string queue = flows_.back()->queue_name(); !queue.empty())
        readers_[queue] = flows_.back().get();
    return *flows_.back();
}

void Flows::start() {
    // One flow gains by looking itself, 400 lose a tenth to two fifths of their speed; nothing
    // between them was measured (resources/docs/performance.md).
    constexpr std::size_t few = 16;
    world_.few_flows = flows_.size() <= few;
    for (const auto& flow : flows_) flow->start();
}

SimTime Flows::carry_out(const Window& window) {
    assert(answered_ == world_.sent.size());
    world_.sent.clear();
    world_.changes.begin_window();
    answered_ = 0;
    world_.late_writes.count(world_.counted, window.start);
    world_.window_end = window.end;
    const bool counts = world_.counted.any();
    do {
        while (world_.events.next_time() < world_.window_end) {
            const CallerEvent event = world_.events.front();
            world_.events.pop();
            // What the next event looks at comes from memory meanwhile.
            if (world_.events.next_time() < world_.window_end)
                by_workload_[world_.events.front().workload]->expect(world_.events.front());
            if (counts) world_.late_writes.count(world_.counted, event.time);
            by_workload_[event.workload]->handle(event);
        }
        if (!world_.few_flows) break;
        // A flow that cannot go on without events has made some.
        for (const auto& flow : flows_) flow->close_window(world_.window_end);
    } while (world_.events.next_time() < world_.window_end);
    sort_sent();
    if (world_.stop) drop_beyond_window(world_);
    return world_.window_end;
}

// Rows are sent in order of time; rows of one instant may be out of order.
void Flows::sort_sent() {
    std::vector<Request>& requests = world_.sends.present();
    const auto earlier = [](const Request& a, const Request& b) {
        return a.arrival < b.arrival || (a.arrival == b.arrival && SendOrder::earlier(a, b));
    };
    if (std::is_sorted(requests.begin(), requests.end(), earlier)) return;
    std::vector<std::uint32_t> places(requests.size());
    std::iota(places.begin(), places.end(), 0U);
    sort_runs(places, [&requests](std::uint32_t a, std::uint32_t b) {
        return SendOrder::earlier(requests[a], requests[b]);
    });
    reorder(requests, places);
    reorder(world_.sent, places);
}

void Flows::answer(RequestBatch& batch) {
    const bool watches = world_.watch.any() || world_.counted.any() || world_.written.any();
    world_.changes.begin_batch();
    const bool cached = !caches_of_table_.empty();
    for (std::size_t row = 0; row < batch.size(); ++row) {
        std::size_t decided = 1;
        if (Flow* flow = of(batch.workload[row]); flow != nullptr) {
            const SentRow& sent = world_.sent[answered_++];
            decided = flow->served(sent, batch, row);
            if (sent.change != no_slot)
                world_.changes.add_row(static_cast<std::uint32_t>(row), sent.change);
        }
        for (std::size_t one = row + 1 - decided; watches && one <= row; ++one) follow(batch, one);
        for (std::size_t one = row + 1 - decided; cached && one <= row; ++one)
            follow_in_caches(batch, one);
    }
}

// Entries become stale with every admitted write of their item, whoever wrote it.
void Flows::follow_in_caches(const RequestBatch& batch, std::size_t row) {
    const TableIndex table = batch.table[row];
    if (table.value >= caches_of_table_.size() || caches_of_table_[table.value].empty() ||
        batch.outcome[row] != Outcome::admitted || side_of(batch.operation[row]) == Side::read ||
        !changes_item(batch.operation[row], batch.finding[row]))
        return;
    const std::uint64_t name = cached_item_name(table, batch.key[row]);
    for (Cache* const cache : caches_of_table_[table.value])
        cache->changed(name, batch.arrival[row], batch.arrival[row] + world_.latency.shortest());
}

// What a writer has put into its table, readers can ask for.
void Flows::follow_written(const RequestBatch& batch, std::size_t row) {
    const std::uint32_t workload = batch.workload[row].value;
    if (is_delete(batch.operation[row]) || !world_.written.remembers(workload)) return;
    const Flow* const flow = of({workload});
    if (flow != nullptr && batch.table[row] != flow->table()) return;
    world_.written.add({.number = flow == nullptr ? batch.sequence[row] : batch.draw[row],
                        .time = batch.arrival[row],
                        .key = batch.key[row],
                        .workload = workload,
                        .bytes = batch.bytes[row],
                        .operation = batch.operation[row]});
}

// Watched items change with every admitted write.
void Flows::follow(const RequestBatch& batch, std::size_t row) {
    if (batch.outcome[row] != Outcome::admitted || side_of(batch.operation[row]) == Side::read ||
        !changes_item(batch.operation[row], batch.finding[row]))
        return;
    if (world_.counted.counts(batch.table[row])) {
        world_.late_writes.add({batch.arrival[row] + world_.latency.shortest(), batch.arrival[row],
                                batch.table[row], batch.key[row], batch.operation[row],
                                batch.finding[row], batch.bytes[row]});
        if (world_.counted.size() > CountedKeys::most_keys)
            world_.stop = FlowStop{batch.workload[row], FlowStop::Reason::counted_keys};
    }
    if (world_.written.any()) follow_written(batch, row);
    if (!world_.watch.watches(batch.table[row])) return;
    world_.watch.changed(batch.table[row], batch.key[row], batch.operation[row],
                         batch.arrival[row]);
    if (world_.watch.size() > ItemWatch::most_items)
        world_.stop = FlowStop{batch.workload[row], FlowStop::Reason::watched_items};
}

void Flows::state(StateVisitor& visit, SimTime now) {
    assert(answered_ == world_.sent.size());
    if (!visit.loads())
        for (const auto& flow : flows_) flow->use_events(now);
    world_.state(visit, now);
    for (const auto& cache : world_.caches)
        visit.part(cache->name(), [&] { cache->state(visit, now); });
    for (const auto& flow : flows_) visit.part(flow->name(), [&] { flow->state(visit, now); });
    if (!visit.loads()) return;
    world_.sent.clear();
    answered_ = 0;
    if (world_.stop) visit.require(of(world_.stop->workload) != nullptr);
    std::vector<std::vector<CallerEvent>> events(by_workload_.size());
    world_.events.for_each([&](const CallerEvent& event) {
        visit.require(of({event.workload}) != nullptr && event.time >= now);
        events[event.workload].push_back(event);
    });
    std::vector<std::vector<CacheWaiter>> waiters(by_workload_.size());
    for (const auto& cache : world_.caches) {
        for (const auto& saved : cache->record(now).saved)
            visit.require(saved.first < world_.tables.size());
        cache->for_each_waiter([&](const CacheWaiter& waiter) {
            visit.require(of({waiter.workload}) != nullptr);
            waiters[waiter.workload].push_back(waiter);
        });
    }
    for (const auto& flow : flows_) {
        const std::uint32_t workload = flow->workload().value;
        flow->require_sound(visit, events[workload], waiters[workload], now);
    }
}

namespace {

class RowsOfFlow final : public RequestStream {
public:
    explicit RowsOfFlow(Flow& flow) : flow_(flow) {}

    std::size_t fill(const RequestColumns&) override { return 0; }
    // Calls have up to 100 rows; a call's sequence numbers begin at a multiple of 256.
    CallShape call_shape() const override {
        return {.items = 256, .finds = true, .returns_items = false};
    }
    const Errors* failure() const override { return flow_.failure(); }
    std::string key_name(Key key) const override { return flow_.key_name(key); }
    void state(StateVisitor&) override {}  // it is the flow's

private:
    Flow& flow_;
};

class ClientOfFlow final : public ClientPolicy {
public:
    void react(RequestBatch&, std::span<const std::uint32_t>, ResendQueue&) override {}
    SimDuration soonest_resend() const override { return SimDuration::max(); }
    std::optional<SimDuration> decide(Failure, const AnsweredAttempt&) override {
        return std::nullopt;
    }
    void succeeded(const AnsweredAttempt&) override {}
    void state(StateVisitor&) override {}
};

}  // namespace

std::unique_ptr<ClientPolicy> client_of_flow() { return std::make_unique<ClientOfFlow>(); }

std::unique_ptr<RequestStream> rows_of_flow(Flow& flow) {
    return std::make_unique<RowsOfFlow>(flow);
}

}  // namespace isotherm
