// SPDX-License-Identifier: Apache-2.0
#include "workloads/ycsb/ycsb_stream.h"

#include <algorithm>
#include <limits>

#include "engine/units/read_calls.h"
#include "workloads/synthetic/zipf_draws.h"

namespace isotherm {

YcsbStream::YcsbStream(YcsbParts parts)
    : parts_(std::move(parts)),
      actions_({parts_.properties.proportions.begin(), parts_.properties.proportions.end()}),
      keys_(parts_.properties, parts_.keys),
      left_(parts_.properties.operations == 0
                ? std::numeric_limits<std::uint64_t>::max()
                : static_cast<std::uint64_t>(parts_.properties.operations)) {
    const YcsbProperties& properties = parts_.properties;
    if (!properties.scans_are_zipfian) return;
    constexpr double zipfian_constant = 0.99;
    const auto lengths =
        static_cast<std::uint64_t>(properties.longest_scan - properties.shortest_scan + 1);
    RandomStream seeds = parts_.scans;
    scan_lengths_ =
        zipf_draws(lengths, zipfian_constant, RandomStream(seeds.next(), "scan lengths"));
}

bool YcsbStream::next_time(SimTime& time) {
    constexpr std::size_t read_at_once = 256;
    if (left_ == 0) return false;
    if (next_time_ == times_.size()) {
        times_.resize(read_at_once);
        times_.resize(parts_.arrivals->fill(times_));
        next_time_ = 0;
        if (times_.empty()) return false;
    }
    time = times_[next_time_++];
    --left_;
    return true;
}

// YCSB's binding reads until it has as many records as asked for; a page of a Scan ends at 1 MB.
std::uint32_t YcsbStream::scanned_bytes() {
    const YcsbProperties& properties = parts_.properties;
    const auto shortest = static_cast<std::uint64_t>(properties.shortest_scan);
    std::uint64_t records = shortest;
    if (scan_lengths_) {
        Key rank = 0;
        scan_lengths_->fill({&rank, 1});
        records += rank;
    } else {
        records +=
            parts_.scans.below(static_cast<std::uint64_t>(properties.longest_scan) - shortest + 1);
    }
    return static_cast<std::uint32_t>(
        parts_.item_bytes * std::min<std::uint64_t>(records, items_in_page(parts_.item_bytes)));
}

YcsbStream::Next YcsbStream::request_at(SimTime time) {
    const auto action = static_cast<YcsbAction>(actions_.pick(parts_.actions.next()));
    if (action == YcsbAction::insert)
        return {time, keys_.insert(), parts_.item_bytes, Operation::put_item, false};
    const Key key = keys_.next();
    switch (action) {
        case YcsbAction::update:
            return {time, key, parts_.item_bytes, Operation::update_item, false};
        case YcsbAction::scan:
            return {time, key, scanned_bytes(), parts_.scan, false};
        case YcsbAction::read_modify_write:
            return {time, key, parts_.item_bytes, parts_.read, true};
        default:
            return {time, key, parts_.item_bytes, parts_.read, false};
    }
}

std::size_t YcsbStream::fill(const RequestColumns& rows) {
    std::size_t filled = 0;
    for (; filled < rows.size(); ++filled) {
        Next next{update_at_, updated_, parts_.item_bytes, Operation::update_item, false};
        if (!update_waits_) {
            SimTime time{};
            if (!next_time(time)) break;
            next = request_at(time);
        }
        update_waits_ = next.update_follows;
        update_at_ = next.arrival;
        updated_ = next.key;
        rows.arrival[filled] = next.arrival;
        rows.key[filled] = next.key;
        rows.bytes[filled] = next.bytes;
        rows.operation[filled] = next.operation;
    }
    return filled;
}

void YcsbStream::state(StateVisitor& visit) {
    visit.part("arrivals", *parts_.arrivals);
    visit.part("keys", keys_);
    if (scan_lengths_) visit.part("scan lengths", *scan_lengths_);
    visit(parts_.actions, parts_.scans, times_, next_time_, left_, update_waits_, update_at_,
          updated_);
    visit.require(next_time_ <= times_.size());
}

}  // namespace isotherm
