// SPDX-License-Identifier: Apache-2.0
// Rows that have been read ahead, saved and loaded, and what is left of a stream.

#include <algorithm>

#include "engine/requests/arrivals.h"

namespace isotherm {

void Arrivals::Rows::state(StateVisitor& visit, std::size_t first) {
    const std::size_t capacity = arrival.size();
    std::vector<Request> saved;
    std::uint64_t rows = count - first;
    visit(rows, last);
    // Columns of plain values; a row is too short for a list of requests of its own.
    const auto column = [&](auto& whole) {
        auto part = whole;
        if (!visit.loads())
            part.assign(whole.begin() + static_cast<std::ptrdiff_t>(first),
                        whole.begin() + static_cast<std::ptrdiff_t>(count));
        visit(part);
        visit.require(part.size() == rows);
        if (visit.loads()) whole = std::move(part);
    };
    column(arrival);
    column(key);
    column(bytes);
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
