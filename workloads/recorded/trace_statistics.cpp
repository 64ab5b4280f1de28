// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/trace_statistics.h"

#include <fmt/format.h>

#include <Eigen/Dense>
#include <algorithm>
#include <functional>

#include "engine/vocabulary/exact_math.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t top_keys = 10;
constexpr Eigen::Index ranks_fitted_most = 10'000;

std::int64_t second_of(std::int64_t time_us) {
    return time_us / second_us;  // times are never negative
}

}  // namespace

double TraceStatistics::top_share() const {
    std::uint64_t sum = 0;
    for (const KeyCount& key : top) sum += key.count;
    return share(sum);
}

std::optional<double> fitted_zipf_exponent(const std::vector<std::uint64_t>& descending_counts) {
    Eigen::Index ranks = 0;
    while (static_cast<std::size_t>(ranks) < descending_counts.size() &&
           descending_counts[static_cast<std::size_t>(ranks)] >= 2 && ranks < ranks_fitted_most)
        ++ranks;
    if (ranks < 2) return std::nullopt;
    Eigen::MatrixX2d terms(ranks, 2);  // terms of ln(count) = constant - exponent x ln(rank)
    Eigen::VectorXd counts(ranks);
    for (Eigen::Index i = 0; i < ranks; ++i) {
        terms.row(i) << 1, -exact::log(static_cast<double>(i + 1));
        counts[i] = exact::log(static_cast<double>(descending_counts[static_cast<std::size_t>(i)]));
    }
    return terms.colPivHouseholderQr().solve(counts)[1];
}

void TraceStatisticsBuilder::add(const TraceRows& rows, const TraceReader& reader) {
    if (rows.size() == 0) return;
    const TraceTraits traits = reader.traits();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ++verb_rows_[rows.verb[i]];
        verb_bytes_[rows.verb[i]] += rows.bytes[i];
        ++key_rows_[rows.key[i]];
    }
    if (traits.stamps != Stamps::none) add_times(rows);
    if (traits.has_sizes) add_sizes(rows);
    sums_.rows += rows.size();
}

void TraceStatisticsBuilder::add_times(const TraceRows& rows) {
    if (sums_.rows == 0) sums_.first_time_us = sums_.last_time_us = previous_us_ = rows.time_us[0];
    std::int64_t second = second_of(rows.time_us[0]);
    std::uint64_t in_second = 0;
    for (const std::int64_t time : rows.time_us) {
        sums_.times_non_decreasing &= time >= previous_us_;
        previous_us_ = time;
        sums_.first_time_us = std::min(sums_.first_time_us, time);
        sums_.last_time_us = std::max(sums_.last_time_us, time);
        // Rows of one second usually come together, so the table is updated once for all of them.
        if (second_of(time) != second) {
            second_rows_[second] += in_second;
            second = second_of(time);
            in_second = 0;
        }
        ++in_second;
    }
    second_rows_[second] += in_second;
}

void TraceStatisticsBuilder::add_sizes(const TraceRows& rows) {
    if (sums_.rows == 0) sums_.size_min = rows.bytes[0];
    const auto [least, most] = std::minmax_element(rows.bytes.begin(), rows.bytes.end());
    sums_.size_min = std::min(sums_.size_min, *least);
    sums_.size_max = std::max(sums_.size_max, *most);
}

TraceStatistics TraceStatisticsBuilder::finish(const TraceReader& reader, const KeyNames& names) {
    TraceStatistics result = sums_;
    const TraceTraits traits = reader.traits();
    result.has_times = traits.stamps != Stamps::none;
    result.has_sizes = traits.has_sizes;
    result.has_verbs = traits.has_verbs;
    const auto verbs = reader.verbs();
    for (std::size_t i = 0; i < verbs.size(); ++i) {
        if (verb_rows_[i] == 0) continue;
        const bool reads = verbs[i].kind == VerbKind::read;
        (reads ? result.reads : result.writes) += verb_rows_[i];
        if (reads) result.size_sum_reads += verb_bytes_[i];
        result.size_sum += verb_bytes_[i];
        result.operations[valid_text(verbs[i].name)] += verb_rows_[i];
    }
    result.distinct_keys = key_rows_.size();
    count_seconds(result);
    rank_keys(result, names);
    result.totals = reader.totals();
    result.checks = reader.checks();
    result.uncompressed_bytes = reader.bytes_read();
    return result;
}

void TraceStatisticsBuilder::count_seconds(TraceStatistics& result) const {
    result.seconds_with_rows = second_rows_.size();
    for (const auto& [second, count] : second_rows_) {
        result.busiest_second_rows = std::max(result.busiest_second_rows, count);
    }
}

void TraceStatisticsBuilder::rank_keys(TraceStatistics& result, const KeyNames& names) const {
    std::vector<std::uint64_t> counts;
    counts.reserve(key_rows_.size());
    for (const auto& [key, count] : key_rows_) counts.push_back(count);
    std::sort(counts.begin(), counts.end(), std::greater<>());
    result.zipf_exponent = fitted_zipf_exponent(counts);
    if (counts.empty()) return;

    // Keys with the same count as the tenth key are ordered by text.
    const std::uint64_t least = counts[std::min(counts.size(), top_keys) - 1];
    for (const auto& [key, count] : key_rows_) {
        if (count > least) result.top.push_back({names.name_of(key), count});
    }
    std::vector<std::string> tied;
    for (const auto& [key, count] : key_rows_) {
        if (count == least) tied.push_back(names.name_of(key));
    }
    std::sort(tied.begin(), tied.end());
    for (std::size_t i = 0; i < tied.size() && result.top.size() < top_keys; ++i) {
        result.top.push_back({tied[i], least});
    }
    std::sort(result.top.begin(), result.top.end(),
              [](const TraceStatistics::KeyCount& a, const TraceStatistics::KeyCount& b) {
                  return a.count != b.count ? a.count > b.count : a.key < b.key;
              });
}

void read_rows(TraceReader& reader, const std::function<bool(const TraceRows&)>& take) {
    constexpr std::size_t rows_per_read = 4'096;
    TraceColumns columns;
    columns.resize(rows_per_read);
    std::size_t count = rows_per_read;
    while (count == rows_per_read) {
        count = reader.read(columns.rows(0, rows_per_read));
        if (!take(columns.rows(0, count))) return;
    }
}

Error no_rows_error(const std::string& name, const BadLines& bad) {
    Error error;
    error.exit_code = ExitCode::bad_trace;
    error.number = ErrorNumber::trace_no_requests;
    error.place.file = name;
    error.what = "no requests: the stream holds no rows";
    error.fix = "check that this is the right file and that it is complete";
    if (bad.count > 0) {
        error.place = bad.first.front().place;
        error.what =
            fmt::format("no requests: all {} lines are bad; the first: {}",
                        grouped(static_cast<std::int64_t>(bad.count)), bad.first.front().what);
        error.fix = "choose the actual format of the stream";
    }
    return error;
}

Result<TraceStatistics> read_statistics(TraceReader& reader, const KeyNames& names,
                                        const std::string& name) {
    TraceStatisticsBuilder builder;
    std::uint64_t rows = 0;
    read_rows(reader, [&](const TraceRows& read) {
        builder.add(read, reader);
        rows += read.size();
        return true;
    });
    if (const Errors* failure = reader.failure()) return *failure;
    if (rows == 0) return no_rows_error(name, reader.bad_lines());
    return builder.finish(reader, names);
}

}  // namespace isotherm
