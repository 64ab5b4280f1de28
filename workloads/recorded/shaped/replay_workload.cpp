// SPDX-License-Identifier: Apache-2.0
// The workload kind "replay": requests from a recorded stream.
//
// The format's settings are in the same table: replay = { file = …, format = "csv", key = "id" }.
// The first request of the trace comes at simulated time 0, minus `offset`.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "engine/attributes/keyed_stream.h"
#include "engine/callers/flow_settings.h"
#include "engine/requests/shared_inputs.h"
#include "engine/requests/workload.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/settings_copy.h"
#include "engine/vocabulary/text_file.h"
#include "workloads/recorded/decoded_trace.h"
#include "workloads/recorded/key_text_reader.h"
#include "workloads/recorded/joined_reader.h"
#include "workloads/recorded/replay_stream.h"
#include "workloads/recorded/shaped/replay_values.h"
#include "workloads/recorded/shaped/replay_shape.h"
#include "workloads/recorded/shaped/sorted_reader.h"
#include "workloads/recorded/trace_opening.h"
#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

constexpr std::array<std::string_view, 9> csv_settings{
    "time", "key", "size", "constant_size", "operation", "reads", "writes", "delimiter", "header"};
constexpr double speed_lowest = 1e-3;
constexpr double speed_highest = 1e6;
constexpr double write_shards_highest = 10'000;

std::string resolved(const std::string& file, const std::string& folder) {
    return file == "-" ? file : path_in(folder, file);
}

Error replay_error(const std::string& path, std::string what, std::string fix) {
    Error error;
    error.exit_code = ExitCode::bad_scenario;
    error.number = ErrorNumber::bad_replay_setting;
    error.place.path = path;
    error.what = std::move(what);
    error.fix = std::move(fix);
    return error;
}

// What happens to items larger than the table allows.
enum class Oversize : std::uint8_t { error, cut };
constexpr auto words_of(Oversize) { return std::to_array<std::string_view>({"error", "cut"}); }

class Replay final : public WorkloadKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.group({.name = "replay", .help = "a recorded stream of requests"},
                    [this](SettingsVisitor& inner) { replay_settings(inner); });
        const bool needs_clock = format_ != nullptr && !format_->has_times();
        visit.field({.name = "arrivals",
                     .help = "when requests arrive; only for recorded streams without times",
                     .required = needs_clock},
                    arrivals_.by("shape"));
        visit.field({.name = "write_shards",
                     .help = "number of suffixes over which each recorded key is spread; 1: none",
                     .lowest = 1,
                     .highest = write_shards_highest},
                    write_shards_);
        flow_.through_setting(visit);
        if (format_ != nullptr && !needs_clock && visit.given("arrivals")) {
            visit.reject("arrivals",
                         fmt::format("the recorded stream ({}) has its own times", format_name_),
                         "remove arrivals; replay.speed makes the stream faster or slower");
        }
    }

    Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const override {
        if (format_ == nullptr) {
            return replay_error(fmt::format("workloads.{}.replay.format", context.name),
                                "no format is given", "name the format of the file");
        }
        if (!format_->has_times() && !arrivals_) {
            return replay_error(
                fmt::format("workloads.{}.arrivals", context.name),
                fmt::format("the format {} has no times, so arrivals must say when requests come",
                            format_name_),
                "add arrivals = { shape = \"poisson\", rate = \"1000/s\" }");
        }
        if (!format_->has_times()) {
            Errors errors = arrivals_->check_files(context.scenario_folder);
            if (!errors.empty()) return errors;
        }
        if (context.item_bytes_max > 0 && item_size_.count > context.item_bytes_max) {
            return replay_error(
                fmt::format("workloads.{}.replay.item_size", context.name),
                fmt::format("{} is larger than the largest item that the table allows, {}",
                            text_of(item_size_), text_of(Bytes{context.item_bytes_max})),
                "make item_size smaller");
        }
        const std::string path = resolved(file_, context.scenario_folder);
        const auto values = recorded_values(context);
        const bool needs_texts = shape_.needs_key_texts() || makes_values(values.get());
        auto names = std::make_shared<KeyNames>(needs_texts ? KeyNames::Keep::all
                                                            : KeyNames::Keep::frequent);
        auto opened = open_rows(path, *names, values.get());
        if (!opened.ok()) return opened.errors();
        const TraceTraits traits = opened.value()->traits();
        // The stream can outlive this workload, and a loop opens it again.
        const auto again = [self = std::make_shared<const Replay>(*this), path, names, values] {
            return self->open_rows(path, *names, values.get());
        };
        auto reader = shape_.shaped(
            std::move(opened.value()), offset_, again, path, text_of_keys(names, values),
            RandomStream(context.seed, fmt::format("workloads.{}.scale", context.name)));
        auto rows = std::make_unique<SecondSpread>(
            std::move(reader), path,
            SecondSpread::Settings{offset_, speed_, max_disorder_, format_->has_times(),
                                   shape_.delay()});
        auto stream = std::make_unique<ReplayStream>(std::move(rows), std::move(names),
                                                     clock(context), rules(context, traits), path);
        if (const Errors* failure = stream->start()) return *failure;
        return with_keys(std::move(stream), context.keys, context.resource, context.number, values);
    }

    void check(const WorkloadContext& context, SettingsVisitor& visit) const override {
        const auto values = recorded_values(context);
        if (values == nullptr || format_ == nullptr) return;
        if (shape_.makes_keys())
            visit.reject("replay.scale_by", "the keys are made of the columns of attributes",
                         "write scale_by = \"requests\"");
        if (write_shards_ > 1)
            visit.reject("write_shards", "the keys are made of the columns of attributes",
                         "write {random(1..10)} in the partition key of the table");
        if (format_->has_columns()) return;
        for (const RecordedValues::Column& column : values->columns())
            if (column.needed && column.name != RecordedValues::key_column)
                visit.reject(
                    "replay",
                    fmt::format("the format {} has no column \"{}\", which the key of {} "
                                "needs",
                                format_name_, printable(column.name), context.resource.label()),
                    "use format = \"csv\", or column = \"key\": the text of the key");
    }

    bool is_finite() const override { return !shape_.loops(); }

    bool asks_collections() const override { return read_operation_ == "Query"; }

    // Only a cache makes a recorded stream a flow by itself.
    const FlowSettings* flow() const override { return &flow_; }
    Result<FlowParts> open_flow(const WorkloadContext& context) const override {
        auto parts = WorkloadKind::open_flow(context);
        if (parts.ok()) parts.value().settings = &flow_;
        if (parts.ok()) parts.value().items = 0;  // the recording does not say how many
        return parts;
    }

    // Returns the calendar time of the first row (if rows are to be sorted, of the earliest of the
    // first rows). A time after 1980 is almost certainly Unix time; other clocks have an arbitrary
    // origin.
    std::optional<WallTime> recorded_start(const WorkloadContext& context) const override {
        constexpr WallTime earliest{std::chrono::sys_days{std::chrono::year{1980} / 1 / 1}};
        constexpr std::size_t rows_sorted = 64 * 1024;
        const auto files = files_meant(resolved(file_, context.scenario_folder));
        if (!files.ok()) return std::nullopt;  // the error is reported when the run opens them
        const std::string& path = files.value().front();
        // Input from a pipe can be read only once.
        std::error_code failed;
        if (format_ == nullptr || !format_->has_times() ||
            !std::filesystem::is_regular_file(path, failed)) {
            return std::nullopt;
        }
        auto source = open_source(path);
        if (!source.ok()) return std::nullopt;  // the error is reported when the run opens the file
        const std::uint64_t bad_lines_most = parse_bad_lines_most(skip_bad_).value_or(0);
        auto reader = format_->open(std::move(source.value()), {.bad_lines_most = bad_lines_most});
        if (!reader.ok()) return std::nullopt;
        TraceColumns rows;
        rows.resize(sort_ ? rows_sorted : 1);
        const std::size_t count = reader.value()->read(rows.rows(0, rows.size()));
        if (count == 0) return std::nullopt;
        const auto first = std::min_element(
            rows.time_us.begin(), rows.time_us.begin() + static_cast<std::ptrdiff_t>(count));
        const WallTime start{SimDuration(*first) + offset_};
        return start >= earliest ? std::optional(start) : std::nullopt;
    }

    std::vector<std::string> input_files(const WorkloadContext& context) const override {
        const std::string path = resolved(file_, context.scenario_folder);
        auto files = files_meant(path);
        return files.ok() ? std::move(files.value()) : std::vector{path};
    }

    void make_absolute(const std::string& folder) override {
        if (file_ == "-" || file_.empty()) return;
        file_ = std::filesystem::absolute(resolved(file_, folder)).lexically_normal().string();
    }

private:
    // Whether the values of attributes are made of the texts of keys.
    bool makes_values(const RecordedValues* values) const {
        return values != nullptr && !format_->has_columns();
    }
    // The rows as recorded, in order if that is wanted.
    Result<std::unique_ptr<TraceReader>> open_rows(const std::string& path, KeyNames& names,
                                                   RecordedValues* values) const {
        auto opened = values == nullptr && !shape_.needs_key_texts()
                          ? open_shared(path, names)
                          : open_reader(path, names, values);
        if (!opened.ok()) return opened;
        std::unique_ptr<TraceReader> reader = std::move(opened.value());
        if (makes_values(values))
            reader = std::make_unique<KeyTextReader>(std::move(reader), names, *values);
        if (sort_ && format_->has_times())
            reader = std::make_unique<SortedReader>(std::move(reader));
        return reader;
    }

    Result<std::unique_ptr<TraceReader>> open_reader(const std::string& path, KeyNames& names,
                                                     RecordedValues* values = nullptr) const {
        const auto files = files_meant(path);
        if (!files.ok()) return files.errors();
        const std::uint64_t bad = parse_bad_lines_most(skip_bad_).value_or(0);
        // A stream can outlive the workload that opened it.
        const auto open = [format = format_,
                           options = ReadingOptions{.names = &names,
                                                    .bad_lines_most = bad,
                                                    .values = values,
                                                    .repeated = std::make_shared<RepeatedIds>()}](
                              const std::string& file) {
            return open_trace_file(*format, options, file);
        };
        const std::string& path_of_first = files.value().front();
        auto first = open(path_of_first);
        if (!first.ok()) return first;
        if (const auto error = skipping_refused(*first.value(), bad, path_of_first)) return *error;
        if (files.value().size() == 1) return first;
        return std::unique_ptr<TraceReader>(
            std::make_unique<JoinedReader>(std::move(first.value()), files.value(), open));
    }

    // The same, or a reader of rows that another run of a sweep has decoded. With a limit, decoding
    // the whole stream could take longer than the run.
    Result<std::unique_ptr<TraceReader>> open_shared(const std::string& path,
                                                     KeyNames& names) const {
        const auto shared = SharedInputs::present();
        std::error_code failed;
        const auto written = std::filesystem::last_write_time(path, failed);
        // With settings, the same file can have other rows.
        if (shared == nullptr || limit_ > 0 || !setting_names(*format_).empty() || failed ||
            !std::filesystem::is_regular_file(path, failed))
            return open_reader(path, names);
        const std::string key =
            fmt::format("decoded {} {} {} {} {}", std::filesystem::absolute(path).string(),
                        written.time_since_epoch().count(), std::filesystem::file_size(path),
                        format_name_, skip_bad_);
        const auto trace = shared->get<DecodedTrace>(key, [&](std::size_t& bytes_left) {
            KeyNames texts(KeyNames::Keep::frequent);
            auto reader = open_reader(path, texts);
            return reader.ok() ? decode(*reader.value(), texts, bytes_left) : nullptr;
        });
        if (trace == nullptr) return open_reader(path, names);
        return reader_of(trace);
    }

    void replay_settings(SettingsVisitor& visit) {
        visit.field({.name = "file",
                     .help = "a file, a folder or a pattern; - is standard input",
                     .required = true},
                    file_);
        // Only the csv format has these settings.
        const bool says_csv = std::any_of(csv_settings.begin(), csv_settings.end(),
                                          [&](std::string_view name) { return visit.given(name); });
        if (!visit.given("format") && says_csv) format_name_ = "csv";
        visit.field(
            {.name = "format", .help = "format of the file", .required = format_name_.empty()},
            Choice{format_name_, Catalog<TraceFormat>::instance().names()});
        if (format_ == nullptr || made_name_ != format_name_) {
            format_ = Catalog<TraceFormat>::instance().create(format_name_);
            made_name_ = format_name_;
        }
        if (format_ != nullptr) format_->settings(visit);
        visit.field({.name = "speed",
                     .help = "speed of the replay; 10: ten times as fast as recorded",
                     .lowest = speed_lowest,
                     .highest = speed_highest},
                    speed_);
        visit.field({.name = "offset",
                     .help = "time that is skipped at the beginning of the stream",
                     .highest = in_seconds(longest_run)},
                    offset_);
        visit.field({.name = "limit", .help = "highest number of requests; 0: all"}, limit_);
        visit.field({.name = "read_operation", .help = "operation that replays a recorded read"},
                    Choice{read_operation_, {"GetItem", "Query"}});
        visit.field({.name = "write_operation", .help = "operation that replays a recorded write"},
                    Choice{write_operation_, {"PutItem", "UpdateItem", "DeleteItem"}});
        choice_field(visit, {.name = "consistency", .help = "consistency of the reads"},
                     consistency_);
        visit.field(
            {.name = "item_size", .help = "size of every item, in place of the recorded one"},
            item_size_);
        choice_field(visit,
                     {.name = "oversize",
                      .help = "items above the maximum item size: an error, or cut to that size"},
                     oversize_);
        visit.field(
            {.name = "max_disorder",
             .help = "largest step back in time that is accepted; such rows are moved forward",
             .highest = in_seconds(longest_run)},
            max_disorder_);
        visit.field(
            {.name = "sort", .help = "sort by time first; takes about 50 bytes of memory per row"},
            sort_);
        visit.field({.name = "skip_bad",
                     .help = "maximum number of lines to skip because they are not requests: "
                             "\"all\", or a number such as \"100\"; \"\": none"},
                    skip_bad_);
        if (!parse_bad_lines_most(skip_bad_))
            visit.reject("skip_bad",
                         fmt::format("\"{}\" is not a number of lines", printable(skip_bad_)),
                         fmt::format("write {}", bad_lines_form));
        shape_.settings(visit, format_ == nullptr || format_->has_times());
        visit.field({.name = "allow_empty", .help = "accept a stream without rows"}, allow_empty_);
        if (format_ != nullptr && !format_->has_times()) reject_clock_settings(visit);
    }

    void reject_clock_settings(SettingsVisitor& visit) {
        for (const std::string_view name : {"speed", "offset", "max_disorder", "sort"}) {
            if (!visit.given(name)) continue;
            visit.reject(name, fmt::format("the recorded stream ({}) has no times", format_name_),
                         "remove it; arrivals says when requests come");
        }
    }

    std::unique_ptr<ArrivalTimes> clock(const WorkloadContext& context) const {
        if (format_->has_times()) return nullptr;
        const RandomStream random(context.seed, fmt::format("workloads.{}.arrivals", context.name));
        return arrivals_->start(
            {random, context.duration, {context.start, context.scenario_folder}});
    }

    ReplayRules rules(const WorkloadContext& context, const TraceTraits& traits) const {
        ReplayRules rules;
        rules.read = operation_named(read_operation_, consistency_).value_or(rules.read);
        rules.write = operation_named(write_operation_, consistency_).value_or(rules.write);
        rules.limit = static_cast<std::uint64_t>(limit_);
        if (item_size_.count > 0)
            rules.item_bytes = static_cast<std::uint32_t>(item_size_.count);
        else if (!traits.has_sizes)
            rules.item_bytes = context.item_bytes;
        if (const ItemSizes* sizes = shape_.sizes())
            rules.sizes = sizes->start({context.seed, context.item_bytes_max});
        rules.item_bytes_max = context.item_bytes_max;
        rules.cut_oversize = oversize_ == Oversize::cut;
        rules.allow_empty = allow_empty_;
        rules.only_reads = context.asks_index;
        rules.run = context.duration;
        rules.loops = shape_.loops();
        if (write_shards_ > 1) {
            rules.write_shards.emplace(
                static_cast<std::uint32_t>(write_shards_),
                RandomStream(context.seed, fmt::format("workloads.{}.shards", context.name)));
        }
        return rules;
    }

    std::string file_;
    std::string format_name_;
    std::string made_name_;
    std::shared_ptr<TraceFormat> format_;
    Chosen<ArrivalShape> arrivals_;
    double speed_ = 1;
    SimDuration offset_{};
    ReplayShape shape_;
    std::int64_t limit_ = 0;
    std::string read_operation_ = "GetItem";
    std::string write_operation_ = "PutItem";
    Consistency consistency_ = Consistency::eventual;
    Bytes item_size_{};
    Oversize oversize_ = Oversize::error;
    SimDuration max_disorder_{};
    bool sort_ = false;
    bool allow_empty_ = false;
    std::string skip_bad_;
    std::int64_t write_shards_ = 1;
    FlowSettings flow_;
};

const Registered<WorkloadKind, Replay> replay_entry(
    "replay", "requests from a recorded stream",
    {.settings = R"(replay = { file = "FILE", format = "csv", time_unit = "s" })",
     .file = "time,key\n1.0,7\n2.5,8\n",
     .rows = 2});

}  // namespace
}  // namespace isotherm
