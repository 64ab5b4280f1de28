// SPDX-License-Identifier: Apache-2.0
#pragma once
// A recorded trace as a stream of requests. Hot path: once per request.

#include <array>
#include <deque>
#include <memory>
#include <optional>
#include <string>

#include "engine/requests/laned_stream.h"
#include "engine/requests/request_stream.h"
#include "workloads/recorded/key_names.h"
#include "workloads/recorded/second_spread.h"
#include "workloads/recorded/write_shards.h"
#include "workloads/synthetic/arrival_shape.h"
#include "workloads/synthetic/item_sizes.h"

namespace isotherm {

// Rules for the conversion of rows to requests.
struct ReplayRules {
    Operation read = Operation::get_item_eventual;
    Operation write = Operation::put_item;
    std::uint64_t limit = 0;                  // highest number of requests; 0: all
    std::optional<std::uint32_t> item_bytes;  // size of every item; nullopt: as recorded
    std::shared_ptr<const KeySizes> sizes;    // in place of both; nullptr: none
    std::uint32_t item_bytes_max = 0;         // 0: no limit
    bool cut_oversize = false;
    bool allow_empty = false;
    bool only_reads = false;                  // set for an index, which takes no writes
    std::optional<WriteShards> write_shards;  // suffixes that spread each key
    SimDuration run{};                        // length of the run; 0s: not known
    bool loops = false;                       // ends with the run only
};

class ReplayStream final : public RequestStream, public LanedStream {
public:
    // `times` supplies the arrival times for a trace without times; nullptr for other traces.
    ReplayStream(std::unique_ptr<SecondSpread> rows, std::shared_ptr<KeyNames> names,
                 std::unique_ptr<ArrivalTimes> times, ReplayRules rules, std::string name);

    // Reads the first rows. Returns the errors if there are no rows; if there are some, a later
    // error is reported after the rows before it have been used.
    const Errors* start();

    std::size_t fill(const RequestColumns& rows) override;
    bool comes_in_bursts() const override { return traits_.stamps == Stamps::whole_seconds; }
    const Errors* failure() const override;
    std::string key_name(Key key) const override;
    std::vector<Message> notes(SimTime now) const override;
    // Loading goes to the saved position if the format can. Otherwise it reads the file again up to
    // there: what the readers remember, such as the text of keys, is then the same, and compressed
    // files have no other way.
    void state(StateVisitor& visit) override;
    std::optional<Progress> progress() const override { return rows_->reader().progress(); }
    void add_lanes(LaneThreads& threads) override { rows_->add_lanes(threads); }

    std::uint64_t requests() const { return requests_; }
    // Number of requests whose item was cut to the table's largest size.
    std::uint64_t cut() const { return cut_; }
    // The same without those that arrive at `now` or later, because they were only read ahead.
    std::uint64_t cut_before(SimTime now) const;
    const SecondSpread& rows() const { return *rows_; }

private:
    // How far the stream was when the present rows began, and where they begin.
    struct Mark {
        SecondSpread::Mark rows;
        std::uint64_t requests = 0;
        std::uint64_t cut = 0;
        SimTime last_arrival = sim_start;

        void state(StateVisitor& visit) { visit(rows, requests, cut, last_arrival); }
    };
    // Returns whether it went there.
    bool seek(const Mark& mark);
    void skip_to(std::uint64_t requests);
    // Makes rows available; returns false at the end.
    bool next_rows();
    // Copies rows from present_; copies fewer than `count` if one is too large.
    std::size_t copy(const RequestColumns& rows, std::size_t from, std::size_t count);
    std::size_t copy_sizes(const RequestColumns& rows, std::size_t from, std::size_t count);
    void fail_too_large(std::size_t row);
    // Returns the number of rows before the first write among the next `count` rows.
    std::size_t rows_before_write(std::size_t count) const;
    void fail_write(std::size_t row);
    Error error_at(std::size_t row) const;
    void learn_verbs();
    void end();
    // Returns a message if the stream is longer or shorter than the run, because averages then
    // describe only a part of one of them; empty if both lengths agree or if the stream's length is
    // not known yet.
    Message length_note(const std::string& name) const;

    std::unique_ptr<SecondSpread> rows_;
    std::shared_ptr<KeyNames> names_;
    std::unique_ptr<ArrivalTimes> times_;
    ReplayRules rules_;
    std::string name_;
    TraceTraits traits_;
    std::array<Operation, verbs_most> operation_of_{};
    std::size_t verbs_known_ = 0;
    TraceRows present_;
    std::size_t used_ = 0;
    std::uint64_t requests_ = 0;
    std::uint64_t cut_ = 0;
    std::deque<SimTime> cut_last_;  // when the last of them arrive
    SimTime last_arrival_ = sim_start;
    Mark mark_;
    bool ended_ = false;
    Errors failure_;
};

}  // namespace isotherm
