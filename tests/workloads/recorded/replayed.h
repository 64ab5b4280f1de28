// SPDX-License-Identifier: Apache-2.0
#pragma once
// Replays in tests: a recorded stream in a file, and all requests that a replay makes from it.

#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "engine/requests/workload.h"
#include "tests/temporary_folder.h"
#include "tests/workloads/recorded/trace_reading.h"

namespace isotherm::testing {

struct Replayed {
    std::vector<std::int64_t> time_us;
    std::vector<Key> key;
    std::vector<std::uint32_t> bytes;
    std::vector<Operation> operation;
    Errors errors;
    std::unique_ptr<RequestStream> stream;
};

class TraceFile {
public:
    explicit TraceFile(const std::string& text) : path(folder_.path("trace")) {
        std::ofstream(path, std::ios::binary) << text;
    }

private:
    TemporaryFolder folder_;

public:
    const std::string path;
};

inline Replayed replay_file(const std::string& path, Settings settings,
                            std::size_t batch_rows = 1'000, bool asks_index = false) {
    settings.emplace("file", path);
    const auto kind = Catalog<WorkloadKind>::instance().create("replay");
    GivenSettings given(std::move(settings));
    kind->settings(given);
    WorkloadContext context;
    context.name = "recorded";
    context.seed = 7;
    context.duration = 24h;
    context.asks_index = asks_index;
    context.item_bytes = 300;
    context.item_bytes_max = 400 * 1024;
    Replayed replayed;
    auto opened = kind->open(context);
    if (!opened.ok()) {
        replayed.errors = opened.errors();
        return replayed;
    }
    replayed.stream = std::move(opened.value());
    std::vector<SimTime> arrival(batch_rows);
    std::vector<Key> key(batch_rows);
    std::vector<std::uint32_t> bytes(batch_rows);
    std::vector<Operation> operation(batch_rows);
    for (std::size_t count = batch_rows; count == batch_rows;) {
        count = replayed.stream->fill({arrival, key, bytes, operation});
        for (std::size_t i = 0; i < count; ++i) {
            replayed.time_us.push_back(arrival[i].time_since_epoch().count());
            replayed.key.push_back(key[i]);
            replayed.bytes.push_back(bytes[i]);
            replayed.operation.push_back(operation[i]);
        }
    }
    if (replayed.stream->failure() != nullptr) replayed.errors = *replayed.stream->failure();
    return replayed;
}

inline Replayed replay(const std::string& text, const Settings& settings,
                       std::size_t batch_rows = 1'000) {
    const TraceFile file(text);
    return replay_file(file.path, settings, batch_rows);
}

}  // namespace isotherm::testing
