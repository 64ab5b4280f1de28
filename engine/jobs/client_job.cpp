// SPDX-License-Identifier: Apache-2.0
#include "engine/jobs/client_job.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr std::int64_t assumed_on_demand = 40'000;  // Amazon EMR, AWS Glue
constexpr std::int64_t segments_most = 1'000'000;   // API reference, Scan
constexpr std::int64_t usual_slots = 200;
constexpr std::int64_t units_of_task = 100;  // emr-dynamodb-connector, AbstractDynamoDBInputFormat
constexpr std::uint64_t bytes_of_segment = 1ULL << 30;
constexpr std::int64_t batch = 25;
constexpr std::int64_t threads_most = 200;  // AWS DMS, ParallelLoadThreads
constexpr double percent_least = 0.1;       // dynamodb.throughput.read.percent

std::int64_t units_of(const TableSpec& table, Side side) {
    return table.capacity.on_demand() ? assumed_on_demand : table.capacity.provisioned.of(side);
}

// The whole units that are the job's.
std::int64_t own_units(const TableSpec& table, Side side, Share share) {
    return static_cast<std::int64_t>(
        std::floor(static_cast<double>(units_of(table, side)) * share.value + 1e-9));
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", text); }

// Scans segment after segment, page by page, and corrects its rate by what pages consumed.
std::string scanning(const TableSpec& table, Share share, const ClientJob::Split& split) {
    return fmt::format(
        "consistency = \"eventual\"\n"
        "client = {{ retry = \"emr\" }}\n"
        "callers = {{ kind = \"items\", total = {0}, workers = {1} }}\n"
        "limit = {{ share = \"{2} %\", of = {3}, charge = \"after\", burst = \"5s\", "
        "reread = \"450s\" }}\n"
        "steps = [{{ do = \"page\", until = \"PAGE.last\", most = 1000000000 }}]\n"
        "blocks.page.steps = [{{ call = \"Scan\", segments = {0}, segment = \"{{action}}\", as = "
        "\"PAGE\" }}]\n",
        split.segments, split.tasks, share.value * 100, quoted(table.name + ".read"));
}

// Writes batches of 25; what comes back unprocessed goes out again.
std::string writing(std::int64_t items, std::int64_t tasks, const std::string& limit) {
    return fmt::format(
        "client = {{ retry = \"emr\" }}\n"
        "callers = {{ kind = \"items\", total = {0}, chunk = {1}, workers = {2} }}\n"
        "limit = {{ {3} }}\n"
        "steps = [{{ call = \"BatchWriteItem\", for_each = \"item in chunk\", unprocessed = "
        "\"again\" }}]\n",
        items, batch, tasks, limit);
}

// Each thread puts one row after the other and tries again until it is written.
std::string loading(std::int64_t items, std::int64_t threads) {
    return fmt::format(
        "client = {{ retry = \"java2\" }}\n"
        "callers = {{ kind = \"items\", total = {}, workers = {} }}\n"
        "steps = [{{ call = \"PutItem\", for_each = \"item in chunk\", "
        "on_fail = \"again\" }}]\n",
        items, threads);
}

}  // namespace

void ClientJob::settings(SettingsVisitor& visit) {
    choice_field(visit,
                 {.name = "kind",
                  .help = "a bulk job whose settings this workload has unless it gives others; "
                          "empty: none"},
                 kind);
    visit.field({.name = "percent",
                 .help = "share of the provisioned throughput that it takes, 40,000 units of a "
                         "table on demand; 0: 50 %, data_pipeline 20 %",
                 .lowest = 0,
                 .highest = 1.5,
                 .source = "dynamodb.throughput.read.percent: 0.5, from 0.1 to 1.5 (Developer "
                           "Guide, Amazon EMR); the 0.2 of data_pipeline is of a sample"},
                percent);
    visit.field({.name = "segments",
                 .help = "segments of the scan; 0: one a GB, or one for each 100 units of its "
                         "share; AWS Glue: 1",
                 .lowest = 0,
                 .highest = static_cast<double>(segments_most),
                 .source = "emr-dynamodb-connector; dynamodb.splits of AWS Glue"},
                segments);
    visit.field({.name = "slots",
                 .help = "tasks that the cluster can run at a time; 0: 200, AWS Glue as many as "
                         "segments. Of AWS DMS: the threads that load the table, 200 at most; 0: 1",
                 .lowest = 0,
                 .highest = 100'000,
                 .source = "[inferred] size of a cluster; AWS DMS, ParallelLoadThreads: 0"},
                slots);
    visit.field({.name = "items",
                 .help = "items that an import, AWS DMS or a bulk put writes",
                 .lowest = 1,
                 .highest = 1e12},
                items);
    visit.field({.name = "most_write_units",
                 .help = "bulk_put: the write units that it takes in a second",
                 .lowest = 1,
                 .highest = 1e9,
                 .source = "[inferred] StartBulkPutItems, MaxWriteRequestUnits"},
                most_write_units);
    const bool dms = kind == ClientJobKind::dms;
    if (visit.reads() && dms && percent.value > 0)
        visit.reject("percent", "AWS DMS takes no share of the throughput, but what it can get",
                     "remove it; slots is the number of its threads");
    if (visit.reads() && dms && slots > threads_most)
        visit.reject("slots",
                     fmt::format("AWS DMS loads a table with {} threads at most", threads_most),
                     "make it smaller");
    if (visit.reads() && !dms && percent.value > 0 && percent.value < percent_least)
        visit.reject("percent", "the programs take 10 % at least", "make it 10 % or more");
    if (visit.reads() && kind && percent.value > highest_share().value)
        visit.reject("percent",
                     fmt::format("{} takes {} at most", word_of(*kind), text_of(highest_share())),
                     "make it smaller");
}

bool ClientJob::reads_table() const {
    return kind == ClientJobKind::emr_export || kind == ClientJobKind::glue_export ||
           kind == ClientJobKind::data_pipeline;
}

Share ClientJob::share() const {
    if (percent.value > 0) return percent;
    return Share{kind == ClientJobKind::data_pipeline ? 0.2 : 0.5};
}

Share ClientJob::highest_share() const {
    return Share{kind == ClientJobKind::data_pipeline ? 1.0 : 1.5};
}

ClientJob::Split ClientJob::split(const TableSpec& table) const {
    Split split;
    const bool glue = kind == ClientJobKind::glue_export;
    const std::int64_t tasks = own_units(table, Side::read, share()) / units_of_task;
    const auto by_size = static_cast<std::int64_t>(table.size.count / bytes_of_segment);
    split.segments = segments > 0 ? segments : glue ? 1 : std::max(by_size, tasks);
    split.segments = std::clamp<std::int64_t>(split.segments, 1, segments_most);
    const std::int64_t room = slots > 0 ? slots : glue ? split.segments : usual_slots;
    split.tasks = std::clamp<std::int64_t>(glue ? room : std::min(room, tasks), 1, split.segments);
    return split;
}

std::string ClientJob::as_workload(const TableSpec& table) const {
    if (reads_table()) return scanning(table, share(), split(table));
    if (kind == ClientJobKind::dms) return loading(items, std::max<std::int64_t>(1, slots));
    if (kind == ClientJobKind::bulk_put)
        return writing(items, 1, fmt::format("rate = \"{} units/s\"", most_write_units));
    const std::int64_t room = slots > 0 ? slots : usual_slots;
    const std::int64_t tasks =
        std::clamp<std::int64_t>(own_units(table, Side::write, share()) / batch, 1, room);
    return writing(items, tasks,
                   fmt::format("share = \"{} %\", of = {}", share().value * 100,
                               quoted(table.name + ".write")));
}

}  // namespace isotherm
