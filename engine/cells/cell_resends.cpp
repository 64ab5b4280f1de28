// SPDX-License-Identifier: Apache-2.0
#include "engine/cells/cell_resends.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

// Names the random numbers that round the counts of single slots.
constexpr std::uint64_t resend_stream = 0x72657472796e6577;

std::int64_t slot_of(SimTime time) { return time.time_since_epoch() / resend_slot; }

// Integral from 0 to x of the chance that a request of a step was sent before x, in seconds.
double sent_area(double x, double length) {
    if (x <= 0) return 0;
    return x < length ? x * x / (2 * length) : x - length / 2;
}

// Chance that a request that was sent within `length` seconds comes again within `time` seconds
// from the start of the step.
double again_by(double time, double length, double least, double most) {
    if (most <= least) return std::clamp((time - least) / length, 0.0, 1.0);
    return (sent_area(time - least, length) - sent_area(time - most, length)) / (most - least);
}

}  // namespace

CellResends::CellResends(std::vector<ResendPlan> plans) {
    for (ResendPlan& plan : plans) {
        clients_.push_back({});
        clients_.back().tokens = plan.quota;
        clients_.back().plan = std::move(plan);
    }
}

void CellResends::add_successes(WorkloadIndex workload, std::uint64_t first, std::uint64_t again) {
    Client& client = clients_[workload.value];
    client.earned += static_cast<std::int64_t>(first) +
                     static_cast<std::int64_t>(again) * client.plan.retry_cost;
}

void CellResends::announce(WorkloadIndex workload, const CellRefusal& refusal) {
    Client& client = clients_[workload.value];
    if (has_tries_left(client, refusal)) client.wanted += refusal.count;
}

// Successes and refusals of a step come mixed, so tokens that are earned in it can be spent in it.
void CellResends::decide(Client& client) {
    client.decided = true;
    client.most = client.wanted;
    const std::int64_t cost = client.plan.retry_cost;
    if (cost == 0) return;
    const std::int64_t tokens = client.tokens + client.earned;
    client.most = std::min(client.wanted, static_cast<std::uint64_t>(tokens / cost));
    client.tokens =
        std::min(client.plan.quota, tokens - static_cast<std::int64_t>(client.most) * cost);
}

std::uint32_t CellResends::resend(CellLoad& load, const CellRefusal& refusal, ItemPosition position,
                                  const CellStep& step) {
    Client& client = clients_[load.workload().value];
    if (!has_tries_left(client, refusal) || client.wanted == 0) return 0;
    if (!client.decided) decide(client);
    client.asked += refusal.count;
    const auto up_to = static_cast<std::uint64_t>(static_cast<unsigned __int128>(client.asked) *
                                                  client.most / client.wanted);
    const auto count = std::min(refusal.count, static_cast<std::uint32_t>(up_to - client.granted));
    client.granted += count;
    if (count == 0) return 0;
    const bool hot = refusal.hot != no_hot_key;
    spread({&load, refusal.flow, hot, hot ? load.hot()[refusal.hot].key : 0, position,
            static_cast<std::uint8_t>(refusal.attempt + 1), count,
            refusal.units / refusal.count * count},
           client.plan.delays[refusal.attempt - 1U], step);
    return count;
}

void CellResends::spread(const Due& due, const ResendPlan::Delay& delay, const CellStep& step) {
    const double length = in_seconds(step.to - step.from);
    const double least = in_seconds(delay.least), most = in_seconds(delay.most);
    const std::int64_t next = slot_of(step.to - 1us) + 1;
    CellRandom random(resend_stream ^ (std::uint64_t{due.flow} << 32) ^ due.attempt,
                      due.of_hot_key ? due.key : due.position.hash ^ due.position.sort,
                      step.from.time_since_epoch().count());
    const double rounds = random.unit();
    std::uint32_t sent = 0;
    for (std::int64_t slot = next; sent < due.count; ++slot) {
        const SimTime end = sim_start + resend_slot * (slot + 1);
        const double chance = again_by(in_seconds(end - step.from), length, least, most);
        const double up_to = chance >= 1 ? due.count : std::floor(chance * due.count + rounds);
        const auto count = std::min(static_cast<std::uint32_t>(up_to), due.count) - sent;
        if (count == 0) continue;
        Due part = due;
        part.count = count;
        part.units = due.units / due.count * count;
        waiting_[slot].push_back(part);
        sent += count;
    }
}

void CellResends::settle() {
    for (Client& client : clients_) {
        if (!client.decided && client.plan.retry_cost > 0)
            client.tokens = std::min(client.plan.quota, client.tokens + client.earned);
        client.wanted = client.asked = client.granted = client.most = 0;
        client.earned = 0;
        client.decided = false;
    }
}

void CellResends::state(StateVisitor& visit, const LoadOf& load_of) {
    for (Client& client : clients_) visit(client.tokens);
    std::uint64_t slots = waiting_.size();
    visit(slots);
    auto next = waiting_.begin();
    for (std::uint64_t i = 0; i < slots; ++i) {
        std::int64_t slot = visit.loads() ? 0 : next->first;
        std::vector<Due> list = visit.loads() ? std::vector<Due>() : (next++)->second;
        std::uint64_t length = list.size();
        visit(slot, length);
        for (std::uint64_t j = 0; j < length; ++j) {
            Due due = visit.loads() ? Due() : list[j];
            std::uint64_t stream = visit.loads() ? 0 : due.load->stream();
            visit(stream, due.flow, due.of_hot_key, due.key, due.position.hash, due.position.sort,
                  due.attempt, due.count, due.units);
            if (!visit.loads()) continue;
            due.load = load_of(stream);
            visit.require(due.load != nullptr && due.flow < due.load->flows().size() &&
                          due.attempt > 1);
            list.push_back(due);
        }
        if (visit.loads()) waiting_[slot] = std::move(list);
    }
}

std::vector<CellResends::Due> CellResends::take(SimTime end) {
    std::vector<Due> due;
    while (!waiting_.empty() && sim_start + resend_slot * waiting_.begin()->first < end) {
        std::vector<Due>& list = waiting_.begin()->second;
        due.insert(due.end(), list.begin(), list.end());
        waiting_.erase(waiting_.begin());
    }
    return due;
}

}  // namespace isotherm
