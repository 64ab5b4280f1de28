// SPDX-License-Identifier: Apache-2.0
// Rows that have been read ahead, saved and loaded, and what is left of a stream.

#include <algorithm>

#include "engine/requests/arrivals.h"
#include "engine/requests/packed_numbers.h"

namespace isotherm {

namespace {

std::uint64_t number_of(SimTime time) {
    return static_cast<std::uint64_t>(time.time_since_epoch().count());
}
std::uint64_t number_of(std::uint64_t number) { return number; }
void set_number(SimTime& time, std::uint64_t number) {
    time = SimTime{SimDuration(static_cast<std::int64_t>(number))};
}
template <class Number>
void set_number(Number& number, std::uint64_t value) {
    number = static_cast<Number>(value);
}

}  // namespace

// Thousands of rows of each stream, so their numbers are packed: times as their distances, because
// they follow each other closely.
void Arrivals::Rows::state(StateVisitor& visit, std::size_t first) {
    const std::size_t capacity = arrival.size();
    std::uint64_t rows = count - first;
    visit(rows, last);
    const auto column = [&](auto& whole, bool by_distance) {
        std::vector<std::uint8_t> packed;
        std::uint64_t before = 0;
        for (std::size_t i = first; !visit.loads() && i < count; ++i) {
            const std::uint64_t number = number_of(whole[i]);
            pack_number(number - before, packed);
            if (by_distance) before = number;
        }
        visit(packed);
        visit.require(rows <= packed.size());
        if (!visit.loads()) return;
        whole.resize(rows);
        PackedNumbers numbers(packed);
        for (auto& value : whole) {
            const std::uint64_t number = before + numbers.next();
            set_number(value, number);
            visit.require(number_of(value) == number);
            if (by_distance) before = number;
        }
        visit.require(numbers.all_taken());
    };
    column(arrival, true);
    column(key, false);
    column(bytes, false);
    const auto choices = [&](auto& whole, std::size_t number) {
        using Choice = typename std::remove_reference_t<decltype(whole)>::value_type;
        std::string part;
        for (std::size_t i = first; !visit.loads() && i < count; ++i)
            part.push_back(static_cast<char>(whole[i]));
        visit(part);
        visit.require(part.size() == rows);
        if (!visit.loads()) return;
        whole.resize(rows);
        for (std::size_t i = 0; i < rows; ++i) {
            const auto choice = static_cast<std::uint8_t>(part[i]);
            visit.require(choice < number);
            whole[i] = static_cast<Choice>(choice);
        }
    };
    choices(operation, operation_count);
    choices(finding, finding_count);
    if (!visit.loads()) return;
    count = rows;
    resize(std::max(capacity, count));
}

// The buffers that have been read but not used, the one in use from its next row on.
void Arrivals::Source::state(StateVisitor& visit) {
    const auto lock = hold();
    visit.part("stream", *stream);
    std::uint64_t first = used.load(std::memory_order_relaxed);
    std::uint64_t buffers = read.load(std::memory_order_relaxed) - first;
    bool at_end = ended.load(std::memory_order_relaxed);
    visit(sequence, first, buffers, at_end);
    visit.require(buffers > 0 && buffers <= most_buffers());
    if (visit.loads()) {
        if (ring.size() < buffers) ring.resize(most_buffers(), Rows(ring[0].arrival.size()));
        used.store(first, std::memory_order_relaxed);
        read.store(first + buffers, std::memory_order_relaxed);
        ended.store(at_end, std::memory_order_relaxed);
        rows = &ring[first % ring.size()];
        next = 0;
    }
    for (std::uint64_t i = first; i < first + buffers; ++i) {
        Rows& one = ring[i % ring.size()];
        one.state(visit, i == first ? next : 0);
        visit.require(one.count > 0 || one.last);
    }
}

void Arrivals::state(StateVisitor& visit) {
    if (!visit.loads()) read_ahead();  // as far for any number of threads: equal runs, equal states
    visit(window_);
    visit.part("requests that are sent again", resends_);
    for (Source& source : sources_) visit.part("requests read ahead", source);
    if (!visit.loads()) return;
    find_next_times();
}

bool Arrivals::holds_rows_of(WorkloadIndex workload) const {
    Source& source = sources_[workload.value];
    const auto lock = source.hold();
    bool holds = source.next_time() != never || source.used.load() + 1 != source.read.load();
    resends_.for_each(
        [&](const Request& request) { holds = holds || request.workload == workload; });
    return holds;
}

void Arrivals::reopen(WorkloadIndex workload, std::unique_ptr<RequestStream> stream) {
    Source& source = sources_[workload.value];
    const auto lock = source.hold();
    source.stream = std::move(stream);
    source.shape = source.stream->call_shape();
    for (Rows& rows : source.ring) std::ranges::fill(rows.finding, Finding::item);
}

bool Arrivals::has_ended(WorkloadIndex workload) const {
    return sources_[workload.value].used_up() && !holds_rows_of(workload);
}

}  // namespace isotherm
