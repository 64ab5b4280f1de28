// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/written/trace_writer.h"

#include <algorithm>
#include <array>

#include "workloads/recorded/blocks/log_writer.h"
#include "workloads/recorded/written/record_writers.h"
#include "workloads/recorded/written/text_writers.h"

namespace isotherm {
namespace {

class BlockWriter final : public TraceWriter {
public:
    explicit BlockWriter(const TraceTraits& traits) : traits_(traits), log_(traits) {}

    void begin(std::string& out) override { log_.begin(out); }
    std::optional<Error> add(const TraceRows& rows, const KeyNames& names,
                             std::span<const Verb> verbs, std::string& out) override {
        log_.add(rows, names, verbs, out);
        return std::nullopt;
    }
    void end(std::string& out) override { log_.end(out); }

    std::string settings() const override {
        return traits_.stamps == Stamps::none ? "timed = false" : "";
    }

private:
    TraceTraits traits_;
    LogWriter log_;
};

std::unique_ptr<TraceWriter> make_block_writer(const TraceTraits& traits) {
    return std::make_unique<BlockWriter>(traits);
}

constexpr auto writable = std::to_array<WritableFormat>({
    {"cachelib", true, true, make_cachelib_writer},
    {"csv", false, false, make_csv_writer},
    {"disksim", true, true, make_disksim_writer},
    {"isotherm", false, false, make_block_writer},
    {"oracle_general", true, true, make_oracle_writer},
    {"orm", false, false, make_orm_writer},
    {"twitter", true, true, make_twitter_writer},
    {"vscsi", true, true, make_vscsi_writer},
    {"ycsb", false, false, make_ycsb_writer},
});

struct Extension {
    std::string_view end;
    std::string_view format;
};
constexpr auto extensions = std::to_array<Extension>({{".isotherm", "isotherm"},
                                                      {".csv", "csv"},
                                                      {".vscsi", "vscsi"},
                                                      {".trace", "disksim"},
                                                      {".oracleGeneral", "oracle_general"},
                                                      {".oracleGeneral.bin", "oracle_general"},
                                                      {".int32be", "orm"}});

}  // namespace

std::span<const WritableFormat> writable_formats() { return writable; }

const WritableFormat* writable_format(std::string_view name) {
    const auto* found = std::find_if(writable.begin(), writable.end(),
                                     [&](const auto& format) { return format.name == name; });
    return found == writable.end() ? nullptr : found;
}

std::string_view format_of_name(std::string_view file) {
    for (const std::string_view compression : {".gz", ".zst"})
        if (file.ends_with(compression)) file.remove_suffix(compression.size());
    for (const auto& [end, format] : extensions)
        if (file.ends_with(end)) return format;
    return {};
}

Error unwritable_row(const TraceRows& rows, std::size_t row, std::string what, std::string fix) {
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = ErrorNumber::trace_bad_number;
    error.place.line = static_cast<std::int64_t>(rows.place[row].line);
    error.place.offset = static_cast<std::int64_t>(rows.place[row].offset);
    error.what = std::move(what);
    error.fix = std::move(fix);
    return error;
}

}  // namespace isotherm
