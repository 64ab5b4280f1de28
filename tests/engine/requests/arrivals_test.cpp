// SPDX-License-Identifier: Apache-2.0
// The merged sequence of requests against a sorted list, for any batch size: fresh streams with
// ties, and clients that resend after every batch.

#include "engine/requests/arrivals.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "engine/model/key_space.h"
#include "engine/vocabulary/random_stream.h"
#include "tests/engine/requests/naive_order.h"

namespace isotherm {
namespace {

constexpr SimDuration window_length = 5ms;
constexpr SimTime run_end = sim_start + 90s;

// The requests of a stream in order of time.
struct Rows {
    std::vector<Request> requests;
    bool ends_with_error = false;
};

class ListedStream final : public RequestStream {
public:
    explicit ListedStream(const Rows& rows) : rows_(rows) {
        if (rows.ends_with_error) {
            Error error;
            error.what = "the input ends";
            errors_.push_back(error);
        }
    }

    std::size_t fill(const RequestColumns& columns) override {
        std::size_t i = 0;
        for (; i < columns.size() && next_ < rows_.requests.size(); ++i, ++next_) {
            columns.arrival[i] = rows_.requests[next_].arrival;
            columns.key[i] = rows_.requests[next_].key;
            columns.bytes[i] = rows_.requests[next_].bytes;
            columns.operation[i] = rows_.requests[next_].operation;
        }
        return i;
    }
    const Errors* failure() const override {
        return next_ == rows_.requests.size() && !errors_.empty() ? &errors_ : nullptr;
    }
    void state(StateVisitor& visit) override { visit(next_); }

private:
    const Rows& rows_;
    Errors errors_;
    std::size_t next_ = 0;
};

// Three streams: a dense one on a coarse grid, which has ties with itself and the others; a sparse
// one; and one with bursts and long silences.
std::vector<Rows> three_streams(std::uint64_t seed) {
    RandomStream random(seed, "arrivals test");
    std::vector<Rows> streams(3);
    const std::array<std::uint64_t, 3> gap_limit{8, 400'000, 60'000};
    for (std::uint32_t w = 0; w < 3; ++w) {
        SimTime time = sim_start;
        for (std::uint64_t i = 0; i < 3'000; ++i) {
            const bool silence = w == 2 && i % 500 == 499;
            const auto gap = static_cast<std::int64_t>(random.below(gap_limit[w]));
            time += silence ? SimDuration(25s)
                            : SimDuration(w == 0 ? gap / 2 * 1'000 : gap / 100 * 100);
            if (time >= run_end) break;
            Request request;
            request.arrival = time;
            request.key = random.next();
            request.bytes = static_cast<std::uint32_t>(random.below(1'000));
            request.operation = static_cast<Operation>(random.below(operation_count));
            request.sequence = i;
            request.table = {w % 2};
            request.workload = {w};
            streams[w].requests.push_back(request);
        }
    }
    return streams;
}

// The request that a client sends again after this try, or nullopt; depends only on the try. It
// arrives between one window length and half a minute after the try.
std::optional<Request> sent_again(const Request& request) {
    const std::uint64_t mixed = position_of(request.key + request.attempt);
    if (request.attempt >= 5 || mixed % 10 >= 6) return std::nullopt;
    Request again = request;
    ++again.attempt;
    const auto grid = static_cast<std::int64_t>(mixed >> 32);
    again.arrival += window_length + (mixed % 10 == 0 ? SimDuration(grid % 25'000'000)
                                                      : SimDuration(grid % 200 * 1'000));
    return again;
}

std::vector<Request> served_plainly(const std::vector<Rows>& streams) {
    const auto later = [](const Request& a, const Request& b) { return served_before(b, a); };
    std::vector<Request> waiting;
    for (const Rows& rows : streams) {
        waiting.insert(waiting.end(), rows.requests.begin(), rows.requests.end());
    }
    std::make_heap(waiting.begin(), waiting.end(), later);
    std::vector<Request> served;
    while (!waiting.empty() && waiting.front().arrival < run_end) {
        std::pop_heap(waiting.begin(), waiting.end(), later);
        served.push_back(waiting.back());
        waiting.pop_back();
        if (const auto again = sent_again(served.back())) {
            waiting.push_back(*again);
            std::push_heap(waiting.begin(), waiting.end(), later);
        }
    }
    return served;
}

// With `events_every`, windows also end at control events.
std::vector<Request> served_by_arrivals(const std::vector<Rows>& streams, std::size_t batch_rows,
                                        SimDuration window, SimDuration events_every) {
    LaneThreads none(0);
    Arrivals arrivals(window, batch_rows, streams.size(), none);
    for (std::uint32_t w = 0; w < streams.size(); ++w) {
        arrivals.add(std::make_unique<ListedStream>(streams[w]), {w % 2}, {w});
    }
    std::vector<Request> served;
    RequestBatch batch;
    SimTime now = sim_start;
    SimTime event = sim_start + events_every;
    while (now < run_end) {
        const Window opened = arrivals.open_window(std::min(event, run_end));
        EXPECT_GE(opened.start, now);
        EXPECT_LE(opened.end - opened.start, window);
        while (arrivals.fill(batch)) {
            EXPECT_LE(batch.size(), batch_rows);
            for (std::size_t i = 0; i < batch.size(); ++i) {
                served.push_back(batch.row(i));
                if (const auto again = sent_again(batch.row(i))) arrivals.resends().push(*again);
            }
        }
        now = opened.end;
        if (now == event) event += events_every;
    }
    return served;
}

void expect_same(const std::vector<Request>& a, const std::vector<Request>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) ASSERT_TRUE(same_request(a[i], b[i])) << "row " << i;
}

TEST(Arrivals, come_in_the_order_of_a_sorted_list_with_any_batch_size) {
    for (const std::uint64_t seed : {1, 2, 3}) {
        const auto streams = three_streams(seed);
        const auto expected = served_plainly(streams);
        ASSERT_GT(expected.size(), 8'000u);
        for (const std::size_t batch_rows : {1, 2, 7, 100, 4'096}) {
            SCOPED_TRACE(batch_rows);
            expect_same(served_by_arrivals(streams, batch_rows, window_length, 60s), expected);
        }
    }
}

TEST(Arrivals, do_not_depend_on_windows_or_control_events) {
    const auto streams = three_streams(4);
    const auto expected = served_plainly(streams);
    expect_same(served_by_arrivals(streams, 64, window_length, 7'001us), expected);
    expect_same(served_by_arrivals(streams, 64, 1ms, 60s), expected);
    expect_same(served_by_arrivals(streams, 64, 17us, 1s), expected);
}

TEST(Arrivals, skip_empty_time) {
    Rows rows;
    rows.requests.resize(1);
    rows.requests[0].arrival = sim_start + 1h;
    LaneThreads none(0);
    Arrivals arrivals(window_length, 16, 1, none);
    arrivals.add(std::make_unique<ListedStream>(rows), {0}, {0});
    const Window window = arrivals.open_window(sim_start + 2h);
    EXPECT_EQ(window.start, sim_start + 1h);
    EXPECT_EQ(window.end, sim_start + 1h + window_length);
    RequestBatch batch;
    EXPECT_TRUE(arrivals.fill(batch));
    const Window last = arrivals.open_window(sim_start + 2h);
    EXPECT_EQ(last.start, sim_start + 2h);
    EXPECT_EQ(last.end, sim_start + 2h);
}

TEST(Arrivals, number_the_requests_of_each_stream_and_mark_first_tries) {
    const auto streams = three_streams(5);
    std::array<std::uint64_t, 3> next{};
    for (const Request& request : served_by_arrivals(streams, 100, window_length, 60s)) {
        if (request.attempt > 1) continue;
        ASSERT_EQ(request.sequence, next[request.workload.value]++);
    }
    for (std::size_t w = 0; w < 3; ++w) EXPECT_EQ(next[w], streams[w].requests.size());
}

TEST(Arrivals, report_a_streams_error_only_after_its_good_rows) {
    Rows rows;
    rows.requests.resize(3);
    for (std::size_t i = 0; i < 3; ++i)
        rows.requests[i].arrival = sim_start + SimDuration(i * 1'000);
    rows.ends_with_error = true;
    LaneThreads none(0);
    Arrivals arrivals(window_length, 2, 1, none);
    arrivals.add(std::make_unique<ListedStream>(rows), {0}, {0});
    arrivals.open_window(sim_start + 1s);
    RequestBatch batch;
    EXPECT_TRUE(arrivals.fill(batch));
    EXPECT_EQ(batch.size(), 2u);
    EXPECT_EQ(arrivals.failure(), nullptr);
    EXPECT_TRUE(arrivals.fill(batch));
    EXPECT_EQ(batch.size(), 1u);
    ASSERT_NE(arrivals.failure(), nullptr);
    EXPECT_EQ(arrivals.failure()->front().what, "the input ends");
}

}  // namespace
}  // namespace isotherm
