// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/written/conversion.h"

#include <fmt/format.h>

#include "engine/vocabulary/quantity.h"
#include "workloads/recorded/trace_statistics.h"
#include "workloads/recorded/written/sorted_runs.h"

namespace isotherm {
namespace {

// Texts of keys are kept for so many rows.
constexpr std::size_t rows_at_a_time = 32 * 1024;
constexpr std::size_t bytes_at_a_time = 256 * 1024;

class Conversion {
public:
    Conversion(const std::string& file, TraceWriter& writer, const ConversionOrder& order,
               const TakeBytes& take)
        : file_(file), writer_(writer), order_(order), take_(take) {}

    // Returns whether to go on.
    bool add(TraceReader& reader, const TraceRows& rows, KeyNames& names) {
        if (order_.max_disorder && !keep_order(rows)) return false;
        if (auto error = writer_.add(rows, names, reader.verbs(), out_)) {
            error->place.file = file_;
            errors = {std::move(*error)};
            return false;
        }
        converted.rows += rows.size();
        if (rows.size() > 0) names.forget_all_but(rows.key[rows.size() - 1]);
        return out_.size() < bytes_at_a_time || give();
    }
    void begin() { writer_.begin(out_); }
    void end() {
        writer_.end(out_);
        give();
    }

    ConvertedRows converted;
    Errors errors;

private:
    bool give() {
        const bool more = take_(out_);
        out_.clear();
        return more;
    }

    bool keep_order(const TraceRows& rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::int64_t& time = rows.time_us[i];
            if (time >= latest_us_) {
                latest_us_ = time;
                continue;
            }
            const SimDuration back(latest_us_ - time);
            if (back > *order_.max_disorder) {
                errors = {unwritable_row(
                    rows, i,
                    fmt::format("the row is {} earlier than a row before it", text_of(back)),
                    fmt::format("allow it with --max-disorder {}, or sort all rows with --sort",
                                text_of(back)))};
                errors.front().number = ErrorNumber::trace_out_of_order;
                errors.front().place.file = file_;
                return false;
            }
            time = latest_us_;
            ++converted.moved;
        }
        return true;
    }

    const std::string& file_;
    TraceWriter& writer_;
    const ConversionOrder& order_;
    const TakeBytes& take_;
    std::string out_;
    std::int64_t latest_us_ = 0;  // times are never negative
};

}  // namespace

Result<ConvertedRows> convert_rows(TraceReader& reader, KeyNames& names, const std::string& file,
                                   TraceWriter& writer, const ConversionOrder& order,
                                   const TakeBytes& take) {
    Conversion conversion(file, writer, order, take);
    conversion.begin();
    bool stopped = false;
    if (order.sort) {
        SortedRuns runs(reader, names);
        if (auto errors = runs.sort(); !errors.empty()) return errors;
        TraceColumns columns;
        columns.resize(rows_at_a_time);
        while (!stopped) {
            const std::size_t count = runs.read(columns.rows(0, rows_at_a_time), names);
            if (const Errors* failure = runs.failure()) return *failure;
            if (count == 0) break;
            stopped = !conversion.add(reader, columns.rows(0, count), names);
        }
    } else {
        TraceColumns columns;
        columns.resize(rows_at_a_time);
        for (std::size_t count = rows_at_a_time; count == rows_at_a_time && !stopped;) {
            count = reader.read(columns.rows(0, rows_at_a_time));
            stopped = !conversion.add(reader, columns.rows(0, count), names);
        }
    }
    if (!conversion.errors.empty()) return conversion.errors;
    if (const Errors* failure = reader.failure()) return *failure;
    if (conversion.converted.rows == 0 && !stopped) return no_rows_error(file, reader.bad_lines());
    conversion.end();
    return conversion.converted;
}

}  // namespace isotherm
