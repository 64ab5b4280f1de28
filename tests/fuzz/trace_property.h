// SPDX-License-Identifier: Apache-2.0
#pragma once
// Properties that must hold for every trace input, from a fuzzer or from the corpus. A violation
// aborts the program, even without assertions: a fuzzer needs a crash, a test a failure.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "tests/fuzz/fuzz_target.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

struct TraceOutcome {
    std::vector<Key> keys;
    std::vector<std::int64_t> times;
    bool failed = false;
};

inline TraceOutcome read_everything(const std::string& format, std::string_view bytes,
                                    std::size_t rows_per_read) {
    constexpr std::size_t rows_most = 100'000;  // one row can stand for very many requests
    TraceOutcome outcome;
    outcome.failed = true;
    auto source = source_over(bytes, "fuzz");
    if (!source.ok()) return outcome;
    const auto made = Catalog<TraceFormat>::instance().create(format);
    SourceHead head = read_head(std::move(source.value()), trace_head_bytes);
    made->suit({head.bytes, "fuzz", head.complete});
    KeyNames names(KeyNames::Keep::all);
    auto reader = made->open(std::move(head.whole), {&names, true, true});
    if (!reader.ok()) return outcome;
    TraceColumns columns;
    columns.resize(rows_per_read);
    for (std::size_t count = rows_per_read;
         count == rows_per_read && outcome.keys.size() < rows_most;) {
        count = reader.value()->read(columns.rows(0, rows_per_read));
        must_hold(count <= rows_per_read, "no more rows than asked for");
        for (std::size_t i = 0; i < count; ++i) {
            must_hold(columns.time_us[i] >= 0 && columns.time_us[i] / 1'000'000 <= 9'223'372'036,
                      "times are in range");
            must_hold(columns.verb[i] < reader.value()->verbs().size(), "every verb is known");
            must_hold(columns.place[i].line > 0, "every row has a place");
            outcome.keys.push_back(columns.key[i]);
            outcome.times.push_back(columns.time_us[i]);
        }
    }
    const Errors* failure = reader.value()->failure();
    outcome.failed = failure != nullptr;
    if (failure != nullptr) {
        must_hold(
            failure->size() == 1 && !failure->front().what.empty() && !failure->front().fix.empty(),
            "an error says what and how to mend it");
        must_hold(!failure->front().text().empty(), "an error can be printed");
    }
    if (outcome.keys.size() > rows_most) outcome.keys.resize(rows_most);
    if (outcome.times.size() > rows_most) outcome.times.resize(rows_most);
    return outcome;
}

inline void check_trace_input(std::string_view input) {
    if (input.empty()) return;
    const auto formats = Catalog<TraceFormat>::instance().names();
    const std::string& format = formats[static_cast<unsigned char>(input.front()) % formats.size()];
    const std::string_view bytes = input.substr(1);
    const TraceOutcome large = read_everything(format, bytes, 1'000);
    const TraceOutcome small = read_everything(format, bytes, 3);
    must_hold(large.keys == small.keys && large.times == small.times,
              "rows do not depend on batches");
    // Beyond the compared rows, either reading may stop before the error.
    must_hold(large.failed == small.failed || large.keys.size() >= 99'000, "nor do errors");
    (void)guess_format({bytes, "fuzz", true});
}

}  // namespace isotherm
