// SPDX-License-Identifier: Apache-2.0
// Workloads with steps or callers, against the same requests without them. All read 200,000 items a
// second from one table of 1,000 partitions that throttles nothing.

#include <fmt/format.h>

#include "tests/bench/timed_run.h"

namespace isotherm::bench {
namespace {

constexpr double full_seconds = 30;

std::string scenario_text(double share, std::string_view latency, std::string_view workload) {
    const auto seconds = std::max<std::int64_t>(1, static_cast<std::int64_t>(share * full_seconds));
    return fmt::format(
        "name = \"bench\"\nseed = 1\nduration = \"{}s\"\n"
        "[latency]\n{}\n"
        "[tables.bench]\npartitions = 1000\n"
        "capacity = {{ mode = \"provisioned\", read = 1000000, write = 1000 }}\n"
        "[workloads.bench]\ntable = \"bench\"\n"
        "keys = {{ distribution = \"zipf\", distinct = 1000000, exponent = 0.99 }}\n"
        "client = {{ retry = \"fire_and_forget\" }}\n{}\n",
        seconds, latency, workload);
}

constexpr std::string_view ten_ms = "model = \"constant\"\ntime = \"10 ms\"";
constexpr std::string_view as_measured = "connections = 1000000";

std::string arrivals(std::string_view rate) {
    return fmt::format("arrivals = {{ shape = \"poisson\", rate = \"{}/s\" }}\n", rate);
}

Done plain(double share) {
    std::string text = scenario_text(share, "", arrivals("200000") + "operation = \"GetItem\"\n");
    text.erase(text.find("[latency]\n"), std::string_view("[latency]\n").size());
    return run_scenario(text);
}
// 2,000 workers whose calls take 10 ms make 200,000 calls a second.
Done workers(double share) {
    return run_scenario(scenario_text(share, ten_ms,
                                      "callers = { kind = \"workers\", count = 2000, "
                                      "ramp = \"1s\" }\nsteps = [ { call = \"GetItem\" } ]"));
}
Done open_call(double share) {
    return run_scenario(
        scenario_text(share, ten_ms, arrivals("200000") + "steps = [ { call = \"GetItem\" } ]"));
}
Done open_call_log_normal(double share) {
    return run_scenario(scenario_text(share, as_measured,
                                      arrivals("200000") + "steps = [ { call = \"GetItem\" } ]"));
}
Done fan_out(double share) {
    return run_scenario(scenario_text(
        share, ten_ms,
        arrivals("4000") + "steps = [ { call = \"GetItem\", for_each = \"shard in 1..50\", "
                           "key = \"{key}.{shard}\" } ]"));
}
// 50 pages each.
Done pages(double share) {
    return run_scenario(scenario_text(
        share, ten_ms,
        arrivals("4000") +
            "steps = [ { call = \"Query\", items = 12800, bytes = \"4 KB\", pages = \"all\" } ]"));
}

// 50,000 writes a second to 100 partitions, and what they cause: nothing, an entry of an index
// each, or a record each for a system outside of DynamoDB.
std::string writes(double share, std::string_view table, std::string_view reader) {
    const auto seconds = std::max<std::int64_t>(1, static_cast<std::int64_t>(share * full_seconds));
    return fmt::format(
        "name = \"bench\"\nseed = 1\nduration = \"{}s\"\n"
        "[tables.bench]\npartitions = 100\n"
        "capacity = {{ mode = \"provisioned\", read = 1000, write = 100000 }}\n{}\n"
        "[workloads.bench]\ntable = \"bench\"\noperation = \"PutItem\"\n"
        "arrivals = {{ shape = \"poisson\", rate = \"50000/s\" }}\n"
        "keys = {{ distribution = \"uniform\", distinct = 1000000 }}\n"
        "client = {{ retry = \"fire_and_forget\" }}\n{}\n",
        seconds, table, reader);
}
Done written(double share) { return run_scenario(writes(share, "", "")); }
Done written_to_index(double share) {
    return run_scenario(writes(
        share, "indexes.other = { partitions = 100, capacity = { read = 1, write = 100000 } }",
        ""));
}
Done read_from_stream(double share) {
    return run_scenario(writes(share, "stream = true",
                               "[workloads.reader]\ntable = \"bench\"\ncallers = { kind = "
                               "\"stream\", of = \"bench\", reader = \"sink\", rate = "
                               "\"1000/s\", batch = 1000 }"));
}

}  // namespace

std::vector<BenchPath> flow_paths() {
    const Anchor without{"the same without steps", plain, 1.5};
    return {
        {"flow: workers", workers, {without}, 333},
        {"flow: open calls", open_call, {without}},
        {"flow: open calls, log-normal latency", open_call_log_normal, {without}},
        {"flow: fan-out", fan_out, {without}, 250},
        {"flow: pages", pages, {without}, 250},
        // A record may cost twice an entry of an index: compare both with the writes alone.
        {"flow: records of a stream",
         read_from_stream,
         {{"the same writes with an index", written_to_index, 2},
          {"the same writes alone", written}}},
    };
}

}  // namespace isotherm::bench
