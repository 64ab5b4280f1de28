// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/trace_opening.h"

#include <algorithm>

#include "workloads/recorded/joined_reader.h"
#include "workloads/recorded/text_lines.h"

namespace isotherm {
namespace {

// Returns an error for UTF-16 and UTF-32. Binary records may start with the bytes of a byte order
// mark by chance, so also requires that at least a third of the bytes are zero: in ASCII text
// encoded as UTF-16 or UTF-32, at least every second byte is.
std::optional<LineFault> wide_text(std::string_view beginning) {
    const std::string_view looked_at = beginning.substr(0, 256);
    const auto zeros = std::count(looked_at.begin(), looked_at.end(), '\0');
    if (zeros * 3 < static_cast<std::ptrdiff_t>(looked_at.size())) return std::nullopt;
    return wide_encoding(beginning);
}

Error unknown_format(const std::string& path, std::string_view beginning) {
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = ErrorNumber::trace_unknown_format;
    error.place.file = path;
    error.what = "the stream resembles no known format, or its first rows are damaged";
    if (auto fault = wide_encoding(beginning)) {
        error.number = fault->number;
        error.what = std::move(fault->what);
        error.fix = std::move(fault->fix);
    }
    return error;
}

}  // namespace

Result<std::unique_ptr<TraceReader>> open_trace_file(const TraceFormat& format,
                                                     const ReadingOptions& options,
                                                     const std::string& path) {
    auto source = open_source(path);
    if (!source.ok()) return source.errors();
    return format.open(std::move(source.value()), options);
}

Result<OpenTrace> open_trace(const std::string& path, const TraceChoice& choice) {
    return open_trace(std::vector{path}, choice);
}

Result<OpenTrace> open_trace(const std::vector<std::string>& paths, const TraceChoice& choice) {
    const auto files = files_meant(paths);
    if (!files.ok()) return files.errors();
    const std::string& path = files.value().front();
    auto source = open_source(path);
    if (!source.ok()) return source.errors();
    SourceHead head = read_head(std::move(source.value()), trace_head_bytes);
    const TraceHead beginning{head.bytes, path, head.complete};

    OpenTrace trace;
    trace.format = choice.format;
    trace.reason = "given";
    trace.names = std::make_unique<KeyNames>(KeyNames::Keep::all);
    if (trace.format.empty()) {
        const auto& known = choice.candidates.empty() ? Catalog<TraceFormat>::instance().names()
                                                      : choice.candidates;
        FormatGuess guess = guess_format(beginning, known);
        if (known.size() == 1)
            guess = {known.front(), {100, "it is the only format with the given settings", ""}};
        if (wide_text(head.bytes)) return unknown_format(path, head.bytes);
        // Names of columns that are wrong fit nothing; CSV says what is wrong with them.
        const bool has_csv = std::find(known.begin(), known.end(), "csv") != known.end();
        if (guess.name.empty() && !choice.candidates.empty() && has_csv)
            guess = {"csv", {1, "the settings are those of columns", ""}};
        // An empty stream fits every format.
        if (guess.name.empty() && head.bytes.empty()) guess.name = "csv";
        if (guess.name.empty()) return unknown_format(path, head.bytes);
        trace.format = guess.name;
        trace.reason = guess.likeness.why;
        trace.doubt = guess.likeness.doubt;
    }
    trace.settings = Catalog<TraceFormat>::instance().create(trace.format);
    if (choice.settled) {
        if (Errors errors = choice.settled(*trace.settings); !errors.empty()) return errors;
    }
    trace.assumed = trace.settings->suit(beginning);
    const ReadingOptions reading{.names = trace.names.get(),
                                 .expand_counts = choice.expand_counts,
                                 .audit = choice.audit && files.value().size() == 1,
                                 .bad_lines_most = choice.bad_lines_most,
                                 .repeated = std::make_shared<RepeatedIds>()};
    auto reader = trace.settings->open(std::move(head.whole), reading);
    if (!reader.ok()) return reader.errors();
    trace.reader = std::move(reader.value());
    if (files.value().size() > 1) {
        const auto open = [settings = trace.settings.get(), reading](const std::string& file) {
            return open_trace_file(*settings, reading, file);
        };
        trace.reader = std::make_unique<JoinedReader>(std::move(trace.reader), files.value(), open);
    }
    if (auto error = skipping_refused(*trace.reader, choice.bad_lines_most, path)) {
        error->exit_code = ExitCode::usage;
        return *error;
    }
    return trace;
}

}  // namespace isotherm
