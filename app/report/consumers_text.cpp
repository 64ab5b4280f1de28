// SPDX-License-Identifier: Apache-2.0
#include "app/report/consumers_text.h"

#include <fmt/format.h>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

std::string in_groups(std::uint64_t count) { return grouped(static_cast<std::int64_t>(count)); }

void add_if_any(std::string& text, std::uint64_t count, std::string_view what) {
    if (count > 0) text += fmt::format(", {} {}", in_groups(count), what);
}

// Three digits are enough.
std::string age_text(std::uint64_t microseconds) {
    const double seconds = static_cast<double>(microseconds) * 1e-6;
    if (seconds < 1) return fmt::format("{:.0f} ms", seconds * 1e3);
    return fmt::format("{:.{}f} s", seconds, seconds < 60 ? 1 : 0);
}

std::string consumer_text(const Recording& recording, const ConsumerRecord& record) {
    std::string text =
        fmt::format("  {} reads {} ({}{}): {} of {} records done",
                    printable(recording.workload_names.at(record.workload)),
                    printable(recording.tables.at(record.table).name.table), record.reader,
                    record.kinesis.shards > 0 ? ", through Kinesis" : "", in_groups(record.done),
                    in_groups(record.written));
    add_if_any(text, record.filtered, "filtered");
    add_if_any(text, record.given_up, "given up");
    add_if_any(text, record.expired, "lost");
    add_if_any(text, record.left, "left");
    add_if_any(text, record.kinesis.duplicates, "of them duplicates");
    std::uint64_t highest = 0;
    for (const ConsumerMinute& minute : record.minutes) highest = std::max(highest, minute.age_us);
    text +=
        fmt::format("\n    iterator age: {} in the median, {} at p99, {} at most, {} at the end\n",
                    age_text(record.age.percentile(0.5)), age_text(record.age.percentile(0.99)),
                    age_text(highest), age_text(record.age_at_end_us));
    text += fmt::format("    {} batches", in_groups(record.batches));
    add_if_any(text, record.batches_failed, "failed");
    add_if_any(text, record.repeated, "records given out again");
    text += fmt::format(", {} reads", in_groups(record.reads));
    add_if_any(text, record.reads_throttled, "throttled");
    text += fmt::format("\n    {} shard{}, {} open", in_groups(record.shards),
                        record.shards == 1 ? "" : "s", in_groups(record.shards_open));
    add_if_any(text, record.shards_held, "that wait for their parent");
    if (record.blocked_us > 0) text += fmt::format(", blocked for {}", age_text(record.blocked_us));
    return text + '\n';
}

}  // namespace

std::string consumers_text(const Recording& recording) {
    std::string text;
    for (const ConsumerRecord& record : recording.consumers)
        if (!record.replicates) text += consumer_text(recording, record);
    return text;
}

}  // namespace isotherm
