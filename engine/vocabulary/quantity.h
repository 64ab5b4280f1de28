// SPDX-License-Identifier: Apache-2.0
#pragma once
// Reads and writes quantities as people write them: "4 KB", "250ms", "1h30m", "5k/s", "70 %".
//
// A quantity is a number and a unit, with or without a space between them; a duration may have
// several, the largest first. KB, MB, GB and TB are powers of 1,024, as everywhere in DynamoDB's
// documentation; KiB … TiB are other spellings of them. A value that cannot be represented exactly
// is refused, with two exceptions: a fraction of a KB or a larger unit is rounded to a byte ("9.9
// GB"), and a rate is rounded to a thousandth.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/vocabulary/time.h"

namespace isotherm {

struct Bytes {
    std::uint64_t count = 0;
    constexpr auto operator<=>(const Bytes&) const = default;
};

// From 0 to 1; written "70 %" or 0.7.
struct Share {
    double value = 0;
    constexpr auto operator<=>(const Share&) const = default;
};

// Requests per time, stored as a fraction so that even spacing is exact: 3 per minute is not
// rounded to 0.05 per second.
struct RequestRate {
    std::int64_t milli_requests = 0;
    SimDuration per = 1s;
    constexpr double per_second() const {
        return static_cast<double>(milli_requests) * 1e-3 / in_seconds(per);
    }
    constexpr bool operator==(const RequestRate&) const = default;
};

// Descriptions of the expected forms, for error messages.
inline constexpr std::string_view duration_form =
    "a duration such as \"250ms\", \"90s\", \"5m\" or \"1h30m\"";
inline constexpr std::string_view bytes_form = "a size such as \"200 B\", \"4 KB\" or \"9.9 GB\"";
inline constexpr std::string_view rate_form =
    "a rate such as \"5000/s\", \"5k/s\", \"300/m\" or \"0.5/h\"";
inline constexpr std::string_view share_form = "a share such as \"70 %\" or 0.7";

// Return nullopt if the text does not have the form above or the value does not fit.
std::optional<SimDuration> parse_duration(std::string_view text);
std::optional<Bytes> parse_bytes(std::string_view text);
std::optional<RequestRate> parse_rate(std::string_view text);
std::optional<Share> parse_share(std::string_view text);
// Parses a whole number, also "10k", "1.5M" or "2G" (powers of 1,000).
std::optional<std::int64_t> parse_count(std::string_view text);

// Return the shortest text that parses to the same value.
std::string text_of(SimDuration duration);
std::string text_of(Bytes bytes);
std::string text_of(RequestRate rate);
std::string text_of(Share share);

// Return text for people: "38,112", "2.1 %"; numbers from 10^15 on as "1.8e+308".
std::string grouped(std::int64_t number);
std::string grouped(double number, int decimals);
std::string percent(double share, int decimals = 1);

}  // namespace isotherm
