// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/json/json_fields.h"

#include <fmt/format.h>

#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr std::size_t shown_most = 60;

std::int64_t ticks_per_second(std::string_view unit) {
    if (unit == "ms") return 1'000;
    if (unit == "us") return 1'000'000;
    return unit == "ns" ? 1'000'000'000 : 1;
}

}  // namespace

std::optional<RecordFault> RecordTimes::read(std::string_view text, std::int64_t& time_us) {
    const bool iso = unit_ == "iso8601";
    const std::string_view padded = padded_(text);
    const ParsedTime time =
        iso ? parse_iso8601(padded, assume_utc_) : parse_ticks(padded, ticks_per_second(unit_));
    if (!started_ && time.problem.empty()) {
        whole_seconds_ = (iso || unit_ == "s") && !time.has_fraction;
        started_ = true;
    }
    const bool mixed = time.problem.empty() && whole_seconds_ && time.has_fraction;
    if (time.problem.empty() && !mixed) {
        time_us = time.microseconds;
        return std::nullopt;
    }
    return RecordFault{
        ErrorNumber::trace_bad_time,
        fmt::format(
            "the time \"{}\" {}", printable(text.substr(0, shown_most)),
            mixed ? "has a fraction of a second; that of the first record has none" : time.problem),
        mixed ? "write all times in one way, with or without fractions" : std::string(time.help)};
}

std::optional<RecordFault> take_key(std::string_view text, KeyNames* names, Key& key) {
    if (text.empty() || text.size() > key_bytes_most)
        return RecordFault{ErrorNumber::trace_bad_key,
                           text.empty() ? "the key is empty"
                                        : fmt::format("the key has {} bytes; DynamoDB allows {}",
                                                      text.size(), key_bytes_most),
                           "correct it, or skip such records with skip_bad"};
    key = key_from_text(text);
    if (names != nullptr) names->remember(key, text);
    return std::nullopt;
}

std::optional<std::uint8_t> RecordVerbs::number(std::string_view name, VerbKind kind) {
    const std::string_view padded = padded_(name);
    if (const auto known = words_.find(padded)) return known;
    return words_.add(padded, kind);
}

std::vector<std::pair<std::string, std::int64_t>> list_of(const RecordTotals& totals) {
    return {totals.begin(), totals.end()};
}

std::shared_ptr<RepeatedIds> ids_of(const ReadingOptions& options) {
    return options.repeated != nullptr ? options.repeated : std::make_shared<RepeatedIds>();
}

}  // namespace isotherm
