// SPDX-License-Identifier: Apache-2.0
#include "engine/streams/kinesis_stream.h"

#include <algorithm>
#include <tuple>

namespace isotherm {
namespace {

constexpr SimDuration limits_hold_for = 1s;
constexpr std::uint64_t kilobyte = 1'024;
constexpr std::uint64_t put_unit_bytes = 25 * kilobyte;  // Kinesis Data Streams pricing

// The time in which a shard may take or give so much, rounded up.
SimDuration time_of(std::uint64_t amount, std::uint64_t a_second) {
    constexpr std::uint64_t microseconds = 1'000'000;
    return SimDuration(
        static_cast<std::int64_t>((amount * microseconds + a_second - 1) / a_second));
}

std::uint64_t started(std::uint64_t bytes, std::uint64_t unit) { return (bytes + unit - 1) / unit; }

// Draws of a record depend on nothing but the write.
std::uint64_t bits_of(const Draw& record, std::uint64_t purpose) {
    const auto time = static_cast<std::uint64_t>(record.time.time_since_epoch().count());
    std::uint64_t bits = position_of(time ^ purpose);
    bits = position_of(bits ^ record.key);
    bits = position_of(bits ^ record.number);
    return position_of(bits ^ record.workload);
}

SimDuration part_of(SimDuration whole, std::uint64_t bits) {
    const auto product = static_cast<unsigned __int128>(whole.count()) * bits;
    return SimDuration(static_cast<std::int64_t>(product >> 64));
}

bool within(Share share, std::uint64_t bits) {
    return static_cast<double>(bits >> 11) * 0x1p-53 < share.value;
}

enum Purpose : std::uint64_t { delay = 0x6b696e6573697301, twice, second_delay };

}  // namespace

KinesisStream::KinesisStream(TableStream& changes, const KinesisSpec& spec)
    : changes_(changes), spec_(spec), feed_(changes.add_reader()) {
    shards_.resize(static_cast<std::size_t>(spec.open_shards()));
    use_.shards = shards_.size();
    use_.on_demand = spec.on_demand;
}

std::uint32_t KinesisStream::add_reader() {
    for (Shard& shard : shards_) {
        shard.next.push_back(0);
        shard.lost.push_back(0);
    }
    return static_cast<std::uint32_t>(shards_.front().next.size() - 1);
}

bool KinesisStream::later(const Arrival& a, const Arrival& b) {
    const auto order = [](const Arrival& one) {
        return std::tuple(one.at, one.record.time, one.record.key, one.record.number, one.copy);
    };
    return order(b) < order(a);
}

void KinesisStream::advance(SimTime now) {
    changes_.drain(feed_, now - spec_.visible_after,
                   [this](const Draw& record) { announce(record); });
    while (!on_their_way_.empty() && on_their_way_.front().at <= now) {
        std::ranges::pop_heap(on_their_way_, later);
        take(on_their_way_.back());
        on_their_way_.pop_back();
    }
    for (Shard& shard : shards_) expire(shard, now);
}

// A change was written; its record reaches the stream a little later, and sometimes again.
void KinesisStream::announce(const Draw& record) {
    use_.change_units += std::max<std::uint64_t>(1, started(record.bytes, kilobyte));
    const SimTime at =
        record.time + spec_.visible_after + part_of(spec_.disorder, bits_of(record, delay));
    const auto add = [&](SimTime arrives, std::uint32_t copy) {
        on_their_way_.push_back({arrives, copy, record});
        std::ranges::push_heap(on_their_way_, later);
    };
    add(at, 0);
    if (!within(spec_.duplicates, bits_of(record, twice))) return;
    ++use_.duplicates;
    add(at + part_of(spec_.disorder, bits_of(record, second_delay)), 1);
}

// The shard of its key takes the record as soon as that is within its limits.
void KinesisStream::take(const Arrival& arrival) {
    const auto place =
        static_cast<unsigned __int128>(position_of(arrival.record.key)) * shards_.size();
    Shard& shard = shards_[static_cast<std::size_t>(place >> 64)];
    const std::uint64_t bytes = bytes_of(arrival.record);
    const SimDuration one = time_of(1, KinesisSpec::records_in);
    const SimDuration its = time_of(bytes, KinesisSpec::bytes_in);
    const SimTime at = std::max({arrival.at, shard.last, shard.full_records - limits_hold_for + one,
                                 shard.full_bytes - limits_hold_for + its});
    shard.last = at;
    shard.full_records = std::max(shard.full_records, at) + one;
    shard.full_bytes = std::max(shard.full_bytes, at) + its;
    shard.records.push_back({at, arrival.record});
    use_.put_units += started(bytes, put_unit_bytes);
    use_.bytes_in += started(bytes, kilobyte) * kilobyte;
}

void KinesisStream::expire(Shard& shard, SimTime now) {
    while (!shard.records.empty() && shard.records.front().record.time + spec_.keeps <= now) {
        for (std::size_t reader = 0; reader < shard.next.size(); ++reader) {
            if (shard.next[reader] > shard.first) continue;
            ++shard.next[reader];
            ++shard.lost[reader];
        }
        shard.records.pop_front();
        ++shard.first;
    }
}

void KinesisStream::drop_taken(Shard& shard) {
    const std::uint64_t all = *std::ranges::min_element(shard.next);
    for (; shard.first < all && !shard.records.empty(); ++shard.first) shard.records.pop_front();
}

bool KinesisStream::read(std::uint32_t number, std::uint32_t reader, SimTime now,
                         std::uint64_t most, std::vector<Draw>& into) {
    Shard& shard = shards_[number];
    const std::int64_t second = whole_seconds(now);
    if (second != shard.second) shard.calls = 0;
    shard.second = second;
    if (shard.calls >= KinesisSpec::reads_most || now < shard.read_out - limits_hold_for)
        return false;
    ++shard.calls;
    std::uint64_t bytes = 0;
    most = std::min(most, KinesisSpec::records_of_read);
    for (std::uint64_t count = 0; count < most && bytes < KinesisSpec::bytes_of_read; ++count) {
        const Draw* record = next(number, reader, now);
        if (record == nullptr) break;
        bytes += bytes_of(*record);
        into.push_back(*record);
        ++shard.next[reader];
    }
    shard.read_out = std::max(shard.read_out, now) + time_of(bytes, KinesisSpec::bytes_out);
    use_.bytes_out += bytes;
    drop_taken(shard);
    return true;
}

const Draw* KinesisStream::next(std::uint32_t number, std::uint32_t reader, SimTime now) const {
    const Shard& shard = shards_[number];
    const std::uint64_t at = shard.next[reader] - shard.first;
    if (at >= shard.records.size() || shard.records[at].at > now) return nullptr;
    return &shard.records[at].record;
}

std::uint64_t KinesisStream::unread(std::uint32_t reader) const {
    std::uint64_t sum = changes_.unread(feed_) + on_their_way_.size();
    for (const Shard& shard : shards_)
        sum += shard.first + shard.records.size() - shard.next[reader];
    return sum;
}

std::uint64_t KinesisStream::lost(std::uint32_t reader) const {
    std::uint64_t sum = changes_.lost(feed_);
    for (const Shard& shard : shards_) sum += shard.lost[reader];
    return sum;
}

std::uint64_t KinesisStream::held() const {
    std::uint64_t sum = on_their_way_.size();
    for (const Shard& shard : shards_) sum += shard.records.size();
    return sum;
}

std::uint64_t KinesisStream::bytes_of(const Draw& record) const {
    const std::uint64_t images = record.operation == Operation::update_item ? 2 : 1;
    return changes_.spec().record_bytes(0) + images * record.bytes;
}

void KinesisStream::state(StateVisitor& visit) {
    visit(on_their_way_);
    const std::size_t readers = shards_.front().next.size();
    visit.same_length(shards_);
    for (const Shard& shard : shards_) {
        visit.require(shard.next.size() == readers && shard.lost.size() == readers);
        for (const std::uint64_t next : shard.next)
            visit.require(next >= shard.first && next - shard.first <= shard.records.size());
    }
    visit(use_);
}

}  // namespace isotherm
