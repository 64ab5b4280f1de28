#include "workloads/recorded/trace_opening.h"

#include "workloads/recorded/trace_errors.h"

namespace isotherm {

Result<OpenTrace> open_trace(const std::string& path, const TraceChoice& choice) {
    auto source = open_source(path);
    if (!source.ok()) return source.errors();
    SourceHead head = read_head(std::move(source.value()), trace_head_bytes);
    const TraceHead beginning{head.bytes, path, head.complete};

    OpenTrace trace;
    trace.format = choice.format;
    trace.reason = "given";
    trace.names = std::make_unique<KeyNames>(KeyNames::Keep::all);
    if (trace.format.empty()) {
        FormatGuess guess = guess_format(beginning);
        // An empty stream is empty in every format.
        if (guess.name.empty() && head.bytes.empty()) guess.name = "csv";
        if (guess.name.empty()) {
            Error error;
            error.exit_code = ExitCode::bad_trace;
            error.number = trace_error::unknown_format;
            error.place.file = path;
            error.what = "the stream resembles no known format, or its first rows are damaged";
            return error;
        }
        trace.format = guess.name;
        trace.reason = guess.likeness.why;
        trace.doubt = guess.likeness.doubt;
    }
    trace.settings = Catalog<TraceFormat>::instance().create(trace.format);
    if (choice.settled) {
        if (Errors errors = choice.settled(*trace.settings); !errors.empty()) return errors;
    }
    trace.assumed = trace.settings->suit(beginning);
    auto reader =
        trace.settings->open(std::move(head.whole), {trace.names.get(), false, choice.audit});
    if (!reader.ok()) return reader.errors();
    trace.reader = std::move(reader.value());
    return trace;
}

}  // namespace isotherm
