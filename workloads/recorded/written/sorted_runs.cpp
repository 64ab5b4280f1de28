// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/written/sorted_runs.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <functional>
#include <numeric>

#include "workloads/recorded/blocks/log_writer.h"

namespace isotherm {
namespace {

constexpr std::size_t rows_held = 1'024;

struct Closed {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using TemporaryFile = std::unique_ptr<std::FILE, Closed>;

// A temporary file as a source of bytes.
class TemporarySource final : public ByteSource {
public:
    explicit TemporarySource(TemporaryFile file) : file_(std::move(file)) {}
    std::size_t read(std::span<char> into) override {
        return std::fread(into.data(), 1, into.size(), file_.get());
    }
    const std::optional<Error>& failure() const override { return failure_; }
    RequestStream::Progress progress() const override { return {}; }
    const std::string& name() const override { return name_; }

private:
    TemporaryFile file_;
    std::optional<Error> failure_;
    std::string name_ = "a temporary file";
};

Errors temporary_error(int reason) {
    return {{ExitCode::input_output,
             ErrorNumber::output_failed,
             {.file = "a temporary file"},
             fmt::format("cannot write sorted rows: {}", std::strerror(reason)),
             "free some space in the folder for temporary files, or sort a part at a time"}};
}

}  // namespace

// One sorted run, read a thousand rows at a time.
class SortedRuns::Run {
public:
    explicit Run(std::unique_ptr<TraceReader> reader, std::unique_ptr<KeyNames> names)
        : reader_(std::move(reader)), names_(std::move(names)) {
        columns_.resize(rows_held);
    }

    // Makes the next row available; false at the end.
    bool more() {
        if (used_ < held_) return true;
        names_->forget_all_but(0);
        held_ = reader_->read(columns_.rows(0, rows_held));
        used_ = 0;
        return held_ > 0;
    }
    std::int64_t time_us() const { return columns_.time_us[used_]; }
    void take(const TraceRows& rows, std::size_t row, KeyNames& names) {
        rows.time_us[row] = columns_.time_us[used_];
        rows.key[row] = columns_.key[used_];
        rows.bytes[row] = columns_.bytes[used_];
        rows.verb[row] = columns_.verb[used_];
        rows.place[row] = columns_.place[used_];
        if (const std::string* text = names_->text_of(rows.key[row]))
            names.remember(rows.key[row], *text);
        ++used_;
    }
    const Errors* failure() const { return reader_->failure(); }

private:
    std::unique_ptr<TraceReader> reader_;
    std::unique_ptr<KeyNames> names_;
    TraceColumns columns_;
    std::size_t held_ = 0;
    std::size_t used_ = 0;
};

SortedRuns::SortedRuns(TraceReader& reader, KeyNames& names) : reader_(reader), names_(names) {}
SortedRuns::~SortedRuns() = default;

Errors SortedRuns::sort() {
    TraceColumns columns;
    columns.resize(rows_of_run);
    for (std::size_t count = rows_of_run; count == rows_of_run;) {
        count = reader_.read(columns.rows(0, rows_of_run));
        if (const Errors* failure = reader_.failure()) return *failure;
        if (count == 0) break;
        if (auto errors = write_run(columns, count); !errors.empty()) return errors;
        names_.forget_all_but(columns.key[count - 1]);
    }
    for (std::size_t run = 0; run < runs_.size(); ++run) queue(run);
    return {};
}

Errors SortedRuns::write_run(TraceColumns& columns, std::size_t count) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return columns.time_us[a] < columns.time_us[b];
    });
    TemporaryFile file(std::tmpfile());
    if (file == nullptr) return temporary_error(errno);
    TraceTraits traits = reader_.traits();
    if (traits.stamps == Stamps::none) traits.stamps = Stamps::exact;  // all rows at time 0
    LogWriter log(traits);
    std::string out;
    log.begin(out);
    TraceColumns sorted;
    sorted.resize(block_rows_most);
    const auto write = [&] {
        const bool whole = std::fwrite(out.data(), 1, out.size(), file.get()) == out.size();
        out.clear();
        return whole;
    };
    for (std::size_t from = 0; from < count; from += block_rows_most) {
        const std::size_t rows = std::min(block_rows_most, count - from);
        for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t row = order[from + i];
            sorted.time_us[i] = columns.time_us[row];
            sorted.key[i] = columns.key[row];
            sorted.bytes[i] = columns.bytes[row];
            sorted.verb[i] = columns.verb[row];
            sorted.place[i] = columns.place[row];
        }
        log.add(sorted.rows(0, rows), names_, reader_.verbs(), out);
        if (!write()) return temporary_error(errno);
    }
    log.end(out);
    if (!write() || std::fflush(file.get()) != 0) return temporary_error(errno);
    std::rewind(file.get());
    auto names = std::make_unique<KeyNames>(KeyNames::Keep::all);
    auto opened =
        Catalog<TraceFormat>::instance()
            .create("isotherm")
            ->open(std::make_unique<TemporarySource>(std::move(file)), {.names = names.get()});
    if (!opened.ok()) return opened.errors();
    runs_.push_back(std::make_unique<Run>(std::move(opened.value()), std::move(names)));
    return {};
}

void SortedRuns::queue(std::size_t run) {
    if (runs_[run]->more())
        next_.push({runs_[run]->time_us(), run});
    else if (const Errors* failure = runs_[run]->failure())
        failure_ = *failure;
}

std::size_t SortedRuns::read(const TraceRows& rows, KeyNames& names) {
    std::size_t filled = 0;
    while (filled < rows.size() && !next_.empty() && failure_.empty()) {
        const std::size_t run = next_.top().run;
        next_.pop();
        runs_[run]->take(rows, filled++, names);
        queue(run);
    }
    return filled;
}

}  // namespace isotherm
