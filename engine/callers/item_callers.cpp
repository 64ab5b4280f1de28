// SPDX-License-Identifier: Apache-2.0
// Workers that share a fixed number of items, such as a loader: a free worker takes the next chunk.

#include <algorithm>

#include "engine/callers/callers.h"
#include "engine/model/key_space.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

enum class ItemOrder : std::uint8_t { shuffled, by_key };
constexpr auto words_of(ItemOrder) {
    return std::to_array<std::string_view>({"shuffled", "by_key"});
}
enum class Tail : std::uint8_t { send, keep };
constexpr auto words_of(Tail) { return std::to_array<std::string_view>({"send", "keep"}); }

struct ItemSettings {
    std::int64_t total = 1;
    std::int64_t chunk = 1;
    std::int64_t workers = 1;
    ItemOrder order = ItemOrder::shuffled;
    Tail tail = Tail::send;
};

class ItemCallers final : public Callers {
public:
    ItemCallers(const ItemSettings& settings, SimTime from, SimTime to)
        : settings_(settings), from_(from), to_(to) {
        if (settings_.tail == Tail::send) return;
        // With their own part each, as from a file each.
        for (std::int64_t worker = 0; worker < settings_.workers; ++worker) {
            next_of_.push_back(border(worker));
            end_of_.push_back(border(worker + 1));
        }
    }

    void start(Upcoming& next) override {
        for (std::int64_t worker = 0; worker < settings_.workers; ++worker)
            take(static_cast<std::uint32_t>(worker), from_, next);
    }
    bool due(const Begin&, Upcoming&) override { return true; }
    void ended(const Begin& begin, bool, SimTime now, Upcoming& next) override {
        --open_;
        take(begin.worker, now, next);
    }
    void state(StateVisitor& visit) override {
        visit(next_, chunks_, open_);
        visit.same_length(next_of_);
        visit.require(next_ <= static_cast<std::uint64_t>(settings_.total));
        for (std::size_t worker = 0; worker < next_of_.size(); ++worker)
            visit.require(next_of_[worker] <= end_of_[worker]);
    }

private:
    std::uint64_t border(std::int64_t worker) const {
        return static_cast<std::uint64_t>(settings_.total * worker / settings_.workers);
    }
    void take(std::uint32_t worker, SimTime now, Upcoming& next) {
        const bool keeps = settings_.tail == Tail::keep;
        std::uint64_t& first = keeps ? next_of_[worker] : next_;
        const std::uint64_t end =
            keeps ? end_of_[worker] : static_cast<std::uint64_t>(settings_.total);
        const auto chunk = static_cast<std::uint64_t>(settings_.chunk);
        const std::uint64_t count = std::min(chunk, end - first);
        if (now >= to_ || count == 0 || (keeps && end - first <= chunk)) return;
        next.push_back({now, chunks_++, worker, first, count});
        first += count;
        ++open_;
    }

    ItemSettings settings_;
    SimTime from_;
    SimTime to_;
    std::uint64_t next_ = 0;
    std::vector<std::uint64_t> next_of_;  // by worker
    std::vector<std::uint64_t> end_of_;
    std::uint64_t chunks_ = 0;
    std::uint64_t open_ = 0;
};

class Items final : public CallerKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "total",
                     .help = "number of items in all",
                     .lowest = 1,
                     .highest = 1e12,
                     .required = true},
                    settings_.total);
        visit.field({.name = "chunk",
                     .help = "items of one action: item in chunk",
                     .lowest = 1,
                     .highest = 1e6},
                    settings_.chunk);
        visit.field({.name = "workers", .help = "number of workers", .lowest = 1, .highest = 1e6},
                    settings_.workers);
        choice_field(visit,
                     {.name = "order",
                      .help = "shuffled: neighbors lie in different places of the hash space; "
                              "by_key: in the order of the hash space, as a sorted export"},
                     settings_.order);
        choice_field(visit,
                     {.name = "tail",
                      .help = "keep: each worker has its own part and never sends the last chunk, "
                              "as a loop that runs while more than a chunk is held"},
                     settings_.tail);
        stretch_settings(visit);
    }
    std::unique_ptr<Callers> start(const CallersContext&) const override {
        return std::make_unique<ItemCallers>(settings_, from_, to_);
    }
    std::uint32_t worker_count() const override {
        return static_cast<std::uint32_t>(settings_.workers);
    }
    bool is_finite() const override { return true; }
    std::uint64_t chunk_items() const override {
        return static_cast<std::uint64_t>(settings_.chunk);
    }
    std::uint64_t key_of_item(std::uint64_t number) const override {
        if (settings_.order == ItemOrder::shuffled) return number;
        const auto twice = static_cast<unsigned __int128>(2 * number + 1) << 63;
        return key_at(
            static_cast<KeyPosition>(twice / static_cast<std::uint64_t>(settings_.total)));
    }

private:
    ItemSettings settings_;
};

const Registered<CallerKind, Items> items_entry(
    "items", "workers share a number of items and take chunk after chunk",
    {R"(total = 4000, workers = 8)"});

}  // namespace
}  // namespace isotherm
