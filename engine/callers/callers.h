// SPDX-License-Identifier: Apache-2.0
#pragma once
// Who begins the actions of a flow, and when. Each kind has one file: open, workers, every, items,
// queue, stream.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/attributes/attributes.h"
#include "engine/callers/step_settings.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/state_visitor.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// An action that is going to begin.
struct Begin {
    SimTime at;
    std::uint64_t action = 0;  // its number, unique in the workload
    std::uint32_t worker = 0;  // the caller that begins it
    std::uint64_t first = 0;   // its items or messages: `count` of them, from `first` on
    std::uint64_t count = 0;
    std::uint32_t block = 0;  // 0: the action's own steps; n: CallerKind::own_blocks()[n - 1]

    bool operator==(const Begin&) const = default;
    void state(StateVisitor& visit) { visit(at, action, worker, first, count, block); }
};

// What callers do next.
struct Upcoming {
    std::vector<Begin> begins;
    std::vector<SimTime> wakes;  // when wake() must be called

    void push_back(const Begin& begin) { begins.push_back(begin); }
};

// A message that waits in a queue, with the key of the action that put it there.
struct QueuedMessage {
    std::uint64_t key = 0;
    SimTime put{};
};

// The callers of one workload at work. All functions append actions that begin later, or now, to
// `next`.
class CallerKind;
class Callers {
public:
    virtual ~Callers() = default;

    // The actions that begin whatever else happens.
    virtual void start(Upcoming& next) = 0;
    // The time of `begin` has come. Returns whether it begins.
    virtual bool due(const Begin& begin, Upcoming& next) = 0;
    // The action has ended, or it was refused before it began.
    virtual void ended(const Begin& begin, bool done, SimTime now, Upcoming& next) = 0;
    // For callers that read a queue: a message arrives; a time in `wakes` has come.
    virtual void put(const QueuedMessage& /*message*/, Upcoming& /*next*/) {}
    virtual void wake(SimTime /*now*/, Upcoming& /*next*/) {}
    virtual std::uint64_t key_of_message(std::uint64_t /*number*/) const { return 0; }
    // For callers that read a stream: the write that a record of an open action describes. nullptr:
    // the number is not that of a record.
    virtual const Draw* record(std::uint64_t /*number*/) const { return nullptr; }
    virtual std::uint64_t dead_letters() const { return 0; }
    virtual std::uint64_t waiting_messages() const { return 0; }

    // The workload has changed, and with it these settings, which are of the same kind: a change
    // alters only some of them. The first function is called before the second, and alone when the
    // state of a run is loaded in which the change has happened.
    virtual void adopt(const CallerKind& /*kind*/) {}
    virtual void change(SimTime /*now*/, Upcoming& /*next*/) {}
    // Whether an action that was going to begin does not begin after the change.
    virtual bool drops(const Begin& /*begin*/) { return false; }
    // Arrivals that were announced are void: returns the number of the next.
    virtual std::uint64_t forget_arrivals() { return 0; }

    // Numbers of workers are below this.
    virtual std::uint32_t worker_numbers() const { return 1; }

    // What changes while callers are at work, such as counters and who is free.
    virtual void state(StateVisitor& visit) = 0;
    // Whether this can be an action that has not ended; a damaged state may say so of any.
    virtual bool knows(const Begin& /*begin*/) const { return true; }
};

// What callers read of the stream of a table.
struct StreamUse {
    std::string table;
    std::string filter;       // an expression over a record; empty: all records
    std::string poison;       // records for which it holds make their batch fail; empty: none
    std::string lease_table;  // empty: none
    std::string on_failure;   // queue for batches that are given up; empty: none
    SimDuration reads_every{};
    SimDuration oldest{};  // records that are older are not read; 0: no limit
    bool takes_steps = true;
};

// The expressions of a workload about records.
struct RecordRules {
    std::function<bool(const Draw&)> keeps;     // empty: all are kept
    std::function<bool(const Draw&)> poisoned;  // empty: none is
    std::function<Key(const Draw&)> gathers;    // empty: records are not gathered
    SimDuration flush{};                        // of what is gathered
    std::uint64_t gathered_most = 0;            // keys that are gathered before a flush
};

class Streams;

struct CallersContext {
    std::uint64_t seed = 0;  // of this workload's callers
    SimTime end{};           // of the run
    // Returns the next arrival of the workload's shape; `never` if there is none.
    std::function<SimTime()> next_arrival;
    // For callers that read a stream.
    Streams* streams = nullptr;
    std::string name;  // of the workload
    std::uint32_t workload = 0;
    RecordRules records = {};
    // Puts a message into a queue.
    std::function<void(const std::string& queue, const QueuedMessage& message)> put = {};
};

class CallerKind : public Configurable {
public:
    virtual std::unique_ptr<Callers> start(const CallersContext& context) const = 0;
    virtual std::uint32_t worker_count() const { return 1; }
    // The mean time that passes between the end of an action and the next of the same worker;
    // nullopt: actions do not begin when others end.
    virtual std::optional<SimDuration> thinks() const { return std::nullopt; }
    // Whether the number of actions is limited, so that all can be done before the run ends.
    virtual bool is_finite() const { return false; }
    // Whether actions begin at the workload's `arrivals`.
    virtual bool uses_arrivals() const { return false; }
    // Number of items or messages of an action (`item in chunk`); 0: an action has none.
    virtual std::uint64_t chunk_items() const { return 0; }
    // The queue that it reads; empty: none.
    virtual std::string queue_name() const { return {}; }
    // The key of an item of a chunk.
    virtual std::uint64_t key_of_item(std::uint64_t number) const { return number; }
    // The stream that it reads; nullopt: none.
    virtual std::optional<StreamUse> stream() const { return std::nullopt; }
    // Calls that callers make for themselves, such as renewing leases: steps by name.
    virtual std::vector<std::pair<std::string, std::vector<StepSettings>>> own_blocks() const {
        return {};
    }

protected:
    // Actions begin only in this stretch of the run.
    SimTime from_ = sim_start;
    SimTime to_ = never;
    void stretch_settings(SettingsVisitor& visit);
};

}  // namespace isotherm
