// SPDX-License-Identifier: Apache-2.0
// Workers that read a message queue. A message that was received is hidden for a while; if its
// action has not been done by then, it becomes visible again, or goes to the dead letters.

#include <algorithm>
#include <deque>
#include <unordered_map>

#include "engine/callers/callers.h"

namespace isotherm {
namespace {

struct QueueSettings {
    std::string name;
    std::int64_t workers = 1;
    std::int64_t batch = 1;
    SimDuration visibility = 30s;
    std::int64_t receives = 0;
};

class QueueCallers final : public Callers {
public:
    QueueCallers(const QueueSettings& settings, SimTime from, SimTime to)
        : settings_(settings), from_(from), to_(to) {
        for (std::int64_t worker = settings.workers; worker-- > 0;)
            free_.push_back(static_cast<std::uint32_t>(worker));
    }

    void start(Upcoming&) override {}
    bool due(const Begin&, Upcoming&) override { return true; }

    void put(const QueuedMessage& message, Upcoming& next) override {
        const std::uint64_t number = put_++;
        messages_[number] = {message.key, 0};
        hidden_.push_back({std::max(message.put + delivery, from_), number});
        std::push_heap(hidden_.begin(), hidden_.end(), later);
        next.wakes.push_back(std::max(message.put + delivery, from_));
    }

    void wake(SimTime now, Upcoming& next) override {
        show(now);
        receive(now, next);
    }

    void ended(const Begin& begin, bool done, SimTime now, Upcoming& next) override {
        const auto batch = batches_.find(begin.action);
        for (const std::uint64_t number : batch->second)
            if (done) messages_.erase(number);
        batches_.erase(batch);
        free_.push_back(begin.worker);
        show(now);
        receive(now, next);
    }

    std::uint64_t key_of_message(std::uint64_t number) const override {
        const auto& batch = batches_.at(number / most_batch);
        const auto found = messages_.find(batch[number % most_batch]);
        return found == messages_.end() ? 0 : found->second.key;
    }
    std::uint64_t dead_letters() const override { return dead_letters_; }
    std::uint64_t waiting_messages() const override { return messages_.size(); }

    void state(StateVisitor& visit) override {
        visit(messages_, batches_, hidden_, visible_, free_, put_, actions_, dead_letters_);
        for (const std::uint32_t worker : free_)
            visit.require(worker < static_cast<std::uint64_t>(settings_.workers));
    }
    bool knows(const Begin& begin) const override {
        const auto batch = batches_.find(begin.action);
        return batch != batches_.end() && begin.first == begin.action * most_batch &&
               begin.count == batch->second.size() && begin.count <= most_batch;
    }

    // Amazon SQS delivers "in milliseconds"; free of charge here.
    static constexpr SimDuration delivery = 1ms;
    static constexpr std::uint64_t most_batch =
        10;  // Amazon SQS: messages a ReceiveMessage returns

private:
    struct Message {
        std::uint64_t key = 0;
        std::int64_t receives = 0;
    };
    struct Hidden {
        SimTime until;
        std::uint64_t number = 0;
    };
    static bool later(const Hidden& a, const Hidden& b) {
        return std::pair(b.until, b.number) < std::pair(a.until, a.number);
    }

    // Makes messages visible whose time has come, unless they were deleted.
    void show(SimTime now) {
        while (!hidden_.empty() && hidden_.front().until <= now) {
            std::pop_heap(hidden_.begin(), hidden_.end(), later);
            const std::uint64_t number = hidden_.back().number;
            hidden_.pop_back();
            const auto found = messages_.find(number);
            if (found == messages_.end()) continue;
            if (settings_.receives > 0 && found->second.receives >= settings_.receives) {
                messages_.erase(found);
                ++dead_letters_;
                continue;
            }
            visible_.push_back(number);
        }
    }

    void receive(SimTime now, Upcoming& next) {
        while (!visible_.empty() && !free_.empty() && now < to_) {
            const std::uint64_t action = actions_++;
            std::vector<std::uint64_t>& batch = batches_[action];
            while (!visible_.empty() && batch.size() < static_cast<std::size_t>(settings_.batch)) {
                const std::uint64_t number = visible_.front();
                visible_.pop_front();
                batch.push_back(number);
                ++messages_[number].receives;
                hidden_.push_back({now + settings_.visibility, number});
                std::push_heap(hidden_.begin(), hidden_.end(), later);
            }
            next.wakes.push_back(now + settings_.visibility);
            next.push_back({now, action, free_.back(), action * most_batch, batch.size()});
            free_.pop_back();
        }
    }

    QueueSettings settings_;
    SimTime from_;
    SimTime to_;
    std::unordered_map<std::uint64_t, Message> messages_;                    // never iterated
    std::unordered_map<std::uint64_t, std::vector<std::uint64_t>> batches_;  // by action
    std::vector<Hidden> hidden_;                                             // heap
    std::deque<std::uint64_t> visible_;
    std::vector<std::uint32_t> free_;  // workers
    std::uint64_t put_ = 0;
    std::uint64_t actions_ = 0;
    std::uint64_t dead_letters_ = 0;
};

class Queue final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "name",
                     .help = "the queue that is read: messages of steps with put = \"queues.NAME\"",
                     .required = true},
                    settings_.name);
        visit.field({.name = "workers", .help = "number of workers", .lowest = 1, .highest = 1e6},
                    settings_.workers);
        visit.field({.name = "batch",
                     .help = "most messages of one action: message in batch",
                     .lowest = 1,
                     .highest = static_cast<double>(QueueCallers::most_batch),
                     .source = "Amazon SQS, ReceiveMessage: at most 10"},
                    settings_.batch);
        visit.field({.name = "visibility",
                     .help = "time for which a received message is hidden",
                     .lowest = 1e-3,
                     .highest = 43'200,
                     .source = "Amazon SQS, visibility timeout: 30 s"},
                    settings_.visibility);
        visit.field({.name = "receives",
                     .help = "receives after which a message goes to the dead letters; 0: never",
                     .highest = 1'000,
                     .source = "Amazon SQS, maxReceiveCount"},
                    settings_.receives);
        stretch_settings(visit);
    }
    std::unique_ptr<Callers> start(const CallersContext&) const override {
        return std::make_unique<QueueCallers>(settings_, from_, to_);
    }
    std::uint32_t worker_count() const override {
        return static_cast<std::uint32_t>(settings_.workers);
    }
    std::uint64_t chunk_items() const override {
        return static_cast<std::uint64_t>(settings_.batch);
    }
    std::string queue_name() const override { return settings_.name; }

private:
    QueueSettings settings_;
};

const Registered<CallerKind, Queue> queue_entry("queue",
                                                "workers read messages that other steps put",
                                                {R"(name = "mail")"});

}  // namespace
}  // namespace isotherm
