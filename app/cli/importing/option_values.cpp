// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/option_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "app/cli/usage.h"
#include "engine/vocabulary/escaping.h"
#include "workloads/imports/documents/local_time.h"

namespace isotherm {
namespace {

// The codes of Regions have lower-case words and end with a number: us-gov-west-1.
bool has_form_of_region(const std::string& text) {
    const auto hyphens = std::count(text.begin(), text.end(), '-');
    const bool characters = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    return characters && hyphens >= 2 && text.front() >= 'a' && text.back() >= '0' &&
           text.back() <= '9';
}

constexpr auto mapped_parts =
    std::to_array<std::string_view>({"time", "key", "operation", "size", "table", "index"});

Errors wrong_mapping(std::string what) {
    return {usage_error(ErrorNumber::bad_option, "import", std::move(what),
                        "write --map time=ts,key=user.id,operation=op,size=bytes")};
}

}  // namespace

Errors take_mapping(const std::string& text, ImportOptions& options) {
    if (text.empty()) return {};
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view pair = rest.substr(0, rest.find(','));
        rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
        const std::size_t equals = pair.find('=');
        const std::string_view part = pair.substr(0, equals);
        if (equals == std::string_view::npos || equals + 1 == pair.size())
            return wrong_mapping(
                fmt::format("--map has \"{}\"; expected PART=MEMBER", printable(pair)));
        if (std::find(mapped_parts.begin(), mapped_parts.end(), part) == mapped_parts.end())
            return wrong_mapping(
                fmt::format("--map has \"{}\"; expected time, key, operation, size, "
                            "table or index",
                            printable(part)));
        options.mapping[std::string(part)] = pair.substr(equals + 1);
    }
    if (!options.mapping.contains("time"))
        return wrong_mapping("--map does not say what the time is");
    return {};
}

Errors unknown_table(const ImportedFacts& facts, const ImportOptions& options) {
    std::set<std::string> named;
    for (const auto& [name, table] : facts.tables) named.insert(name);
    for (const auto& [name, metric] : facts.metrics) named.insert(name.table);
    for (const auto& [of, calls] : facts.calls) named.insert(of.table);
    if (options.table.empty() || named.empty() || named.contains(options.table)) return {};
    std::string list;
    for (const std::string& name : named) list += (list.empty() ? "" : ", ") + printable(name);
    return {usage_error(ErrorNumber::bad_option, "import",
                        fmt::format("--table is \"{}\", and the files are about {}",
                                    printable(options.table), list),
                        "name one of these, or leave out --table")};
}

Errors wrong_places(const ImportOptions& options) {
    Errors errors;
    if (!options.zone.empty() && !is_time_zone(options.zone))
        errors.push_back(usage_error(
            ErrorNumber::bad_option, "import",
            fmt::format("--zone is \"{}\", which is no time zone of the IANA database known here",
                        printable(options.zone)),
            "write --zone Europe/Berlin, or --zone UTC"));
    if (!options.region.empty() && !has_form_of_region(options.region))
        errors.push_back(
            usage_error(ErrorNumber::bad_option, "import",
                        fmt::format("--region is \"{}\"; expected the code of an AWS Region",
                                    printable(options.region)),
                        "write --region eu-central-1"));
    return errors;
}

}  // namespace isotherm
