// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/documents/local_time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {
namespace {

// "16.11.2026 01:00" as "2026-11-16 01:00"; other texts with "-" for "/".
std::string iso_order(std::string_view text) {
    std::string iso(text);
    const bool dots = text.size() >= 10 && text[2] == '.' && text[5] == '.';
    if (dots) {
        return fmt::format("{}-{}-{}{}", text.substr(6, 4), text.substr(3, 2), text.substr(0, 2),
                           text.substr(10));
    }
    if (text.size() >= 10 && text[4] == '/' && text[7] == '/') iso[4] = iso[7] = '-';
    return iso;
}

bool has_offset(std::string_view text, const TimeRead& read) {
    return read.has_zone || number_in<double>(text).has_value();
}

}  // namespace

bool is_time_zone(const std::string& zone) {
    try {
        return zone == "UTC" || date::locate_zone(zone) != nullptr;
    } catch (const std::exception&) {
        return false;
    }
}

FileTime read_file_time(std::string_view text, const std::string& zone) {
    const std::string iso = iso_order(text);
    const TimeRead read = read_time(iso);
    if (!read.ok()) return {std::nullopt, fmt::format("\"{}\" {}", printable(text), read.problem)};
    if (has_offset(iso, read)) return {read.time, ""};
    if (zone.empty())
        return {std::nullopt, fmt::format("\"{}\" has no time zone", printable(text))};
    if (zone == "UTC") return {read.time, ""};
    try {
        const date::local_time<SimDuration> local(read.time.time_since_epoch());
        return {date::locate_zone(zone)->to_sys(local, date::choose::earliest), ""};
    } catch (const std::exception&) {
        return {std::nullopt,
                fmt::format("the time zone \"{}\" is not known here", printable(zone))};
    }
}

}  // namespace isotherm
