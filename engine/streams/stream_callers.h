// SPDX-License-Identifier: Apache-2.0
#pragma once
// The readers of one stream at work, as callers of a flow: its actions process batches of records.
//
// Each shard has a processor, which reads it and fills its lanes; a lane has one batch at a time. A
// shard is begun when its parent has been read and processed, so the records of a key stay in
// order.

#include <deque>
#include <map>
#include <vector>

#include "engine/callers/callers.h"
#include "engine/streams/consumer_record.h"
#include "engine/streams/record_source.h"
#include "engine/streams/stream_reader.h"

namespace isotherm {

class StreamCallers final : public Callers {
public:
    // `keeps_kinesis`: whether it saves the state of the Kinesis data stream that it reads, which
    // may have other readers.
    StreamCallers(const CallersContext& context, std::unique_ptr<RecordSource> source,
                  bool keeps_kinesis, ReaderRules rules, std::string reader);

    void start(Upcoming& next) override;
    bool due(const Begin&, Upcoming&) override { return true; }
    void ended(const Begin& begin, bool done, SimTime now, Upcoming& next) override;
    void wake(SimTime now, Upcoming& next) override;
    const Draw* record(std::uint64_t number) const override;
    std::uint32_t worker_numbers() const override { return rules_.workers; }
    void state(StateVisitor& visit) override;
    bool knows(const Begin& begin) const override;

    // The record, completed at `now`.
    ConsumerRecord record_at(SimTime now) const;
    std::uint32_t workload() const { return record_.workload; }
    TableIndex table() const { return source_->table(); }
    std::shared_ptr<KinesisStream> kinesis() const { return source_->kinesis(); }
    // Notes the age of the oldest record that has not been done, and the records that were lost.
    struct Look {
        SimDuration age{};
        std::uint64_t lost = 0;
    };
    Look look(SimTime now);

    // Records of an action have numbers from its number times this on, with a bit that no number of
    // an action has.
    static constexpr int action_shift = 14;
    static constexpr std::uint64_t record_bit = std::uint64_t{1} << 62;
    static constexpr std::uint64_t most_in_action = 10'000;

    // Blocks of calls that the readers make for themselves; see CallerKind::own_blocks.
    enum Own : std::uint32_t { renewal = 1, lease_scan = 2, checkpoint = 3 };

private:
    struct Lane {
        std::deque<Draw> waiting;          // read and not done; the present batch is at the front
        std::deque<std::uint64_t> pieces;  // sizes of the parts of a batch that are still to do
        bool busy = false;
        std::int64_t failures = 0;  // of the present piece
        SimTime ready{};            // not before
        SimTime first_read{};       // of the front record, for the window
        SimTime taken{};            // when the present batch was begun
        SimTime fails_since{};
        bool orphaned = false;         // the worker of the present batch is lost
        bool fresh = true;             // the present piece has not been given out before
        std::map<Key, Draw> gathered;  // the latest record of a key
        std::vector<Draw> flushing;    // being written
        // Records that were gathered, and that are being written, and the time of the oldest.
        std::uint64_t gathered_records = 0;
        std::uint64_t flushing_records = 0;
        SimTime gathered_since = never;
        SimTime flushing_since = never;
        SimTime flush_at = never;
        SimTime window_ends = never;  // of the tumbling window that is open

        void state(StateVisitor& visit) {
            visit(waiting, pieces, busy, failures, ready, first_read, taken, fails_since, orphaned,
                  fresh, gathered, flushing, gathered_records, flushing_records, gathered_since,
                  flushing_since, flush_at, window_ends);
        }
    };
    struct Processor {
        std::uint32_t shard = 0;
        SimTime next_read{};
        SimTime due = never;  // of its entry in due_
        SimTime checkpointed{};
        bool ended = false;
        std::uint32_t worker = 0;
        SimTime resumes{};  // its worker is lost; others take over then
        std::vector<Lane> lanes;

        void state(StateVisitor& visit) {
            visit(shard, next_read, due, checkpointed, ended, worker, resumes, lanes);
        }
    };
    struct Place {
        std::uint32_t processor = 0;
        std::uint32_t lane = 0;

        void state(StateVisitor& visit) { visit(processor, lane); }
    };
    struct Due {
        SimTime at;
        std::uint32_t processor = 0;

        void state(StateVisitor& visit) { visit(at, processor); }
    };
    static bool later(const Due& a, const Due& b) {
        return std::pair(b.at, b.processor) < std::pair(a.at, a.processor);
    }
    // Numbers of clocks among those of processors.
    static constexpr std::uint32_t renewal_clock = ~std::uint32_t{0};
    static constexpr std::uint32_t scan_clock = renewal_clock - 1;
    static constexpr std::uint32_t stop_clock = renewal_clock - 2;

    void begin_shard(std::uint32_t shard, SimTime at, Upcoming& next);
    void wake_at(std::uint32_t processor, SimTime at, Upcoming& next);
    void keep_leases(std::uint32_t clock, SimTime now, Upcoming& next);
    void service(std::uint32_t processor, SimTime now, Upcoming& next);
    void read(Processor& processor, SimTime now);
    void sort_in(Processor& processor, const Draw& record, SimTime now);
    void give_batch(std::uint32_t processor, std::uint32_t lane, SimTime now, Upcoming& next);
    void gather(Lane& lane, const Draw& record, SimTime now);
    void fold(Lane& lane, SimTime now);
    bool closes(const Processor& processor, const Lane& lane, SimTime now) const;
    SimTime window_end(SimTime time) const;
    void flush(std::uint32_t processor, std::uint32_t lane, SimTime now, Upcoming& next);
    void drop_old(Lane& lane, SimTime now);
    void drop_front(Lane& lane);
    std::uint64_t batch_size(const Lane& lane) const;
    void judge(Lane& lane, bool done, SimTime now);
    void end_piece(Lane& lane, SimTime now);
    void piece_done(Lane& lane, std::uint64_t records, SimTime now);
    void count_done(std::uint64_t records, SimTime now);
    void piece_failed(Lane& lane, SimTime now);
    void give_up(Lane& lane, SimTime now);
    std::uint64_t first_poisoned(const Lane& lane) const;
    void save_progress(Processor& processor, SimTime now, Upcoming& next);
    bool is_through(const Processor& processor) const;
    void end_shard(std::uint32_t processor, SimTime now, Upcoming& next);
    void lose_worker(SimTime now, Upcoming& next);
    SimTime next_due(const Processor& processor, SimTime now) const;
    SimTime lane_due(const Lane& lane, SimTime now) const;
    std::uint64_t room(const Processor& processor) const;
    std::uint64_t lost() const { return record_.expired + source_->lost(); }
    SimTime oldest(SimTime now) const;
    Begin begin(SimTime at, std::uint32_t worker);

    std::unique_ptr<RecordSource> source_;
    bool keeps_kinesis_;
    ReaderRules rules_;
    RecordRules records_;
    std::function<void(const std::string&, const QueuedMessage&)> put_;
    SimTime end_;
    std::deque<Processor> processors_;        // in order of their shards' beginning
    std::vector<std::uint32_t> begun_;        // by shard: its processor; no_shard: none
    std::map<std::uint64_t, Place> batches_;  // by action
    std::vector<Due> due_;                    // heap
    std::uint64_t actions_ = 0;
    std::uint64_t lost_seen_ = 0;
    std::uint32_t workers_;  // that have not been lost
    ConsumerRecord record_;
    std::vector<Draw> got_;  // of the present read
};

}  // namespace isotherm
