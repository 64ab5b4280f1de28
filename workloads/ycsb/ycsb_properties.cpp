// SPDX-License-Identifier: Apache-2.0
#include "workloads/ycsb/ycsb_properties.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <optional>

#include "engine/vocabulary/known_names.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/text_file.h"

namespace isotherm {
namespace {

// Sets a property from its text; returns what was expected if the text is wrong, otherwise "".
using Setter = std::function<std::string(YcsbProperties&, std::string_view)>;
struct Property {
    std::string_view name;
    Setter set;
};

Setter whole(std::int64_t YcsbProperties::*member, std::int64_t lowest, std::int64_t highest) {
    return [=](YcsbProperties& properties, std::string_view text) -> std::string {
        const auto number = number_in<std::int64_t>(text);
        if (!number || *number < lowest || *number > highest)
            return fmt::format("a whole number from {} to {}", lowest, highest);
        properties.*member = *number;
        return "";
    };
}

std::string take_share(std::string_view text, double highest, double& value) {
    const auto number = number_in<double>(text);
    if (!number || !std::isfinite(*number) || *number < 0 || *number > highest)
        return fmt::format("a number from 0 to {}", highest);
    value = *number;
    return "";
}
Setter share(double YcsbProperties::*member, double highest) {
    return [=](YcsbProperties& properties, std::string_view text) {
        return take_share(text, highest, properties.*member);
    };
}
Setter proportion(YcsbAction action) {
    return [=](YcsbProperties& properties, std::string_view text) {
        constexpr double highest = 1e6;  // YCSB divides by their sum
        return take_share(text, highest, properties.proportions[static_cast<std::size_t>(action)]);
    };
}
Setter text_of_property(std::string YcsbProperties::*member) {
    return [=](YcsbProperties& properties, std::string_view text) -> std::string {
        properties.*member = text;
        return "";
    };
}

std::string take_distribution(YcsbProperties& properties, std::string_view text) {
    constexpr std::array<std::string_view, 6> words{"uniform", "zipfian",    "latest",
                                                    "hotspot", "sequential", "exponential"};
    const auto* const found = std::ranges::find(words, text);
    if (found == words.end()) return "uniform, zipfian, latest, hotspot, sequential or exponential";
    properties.distribution = static_cast<YcsbDistribution>(found - words.begin());
    return "";
}

std::string take_choice(bool& value, std::string_view text, std::string_view if_false,
                        std::string_view if_true) {
    if (text != if_false && text != if_true) return fmt::format("{} or {}", if_false, if_true);
    value = text == if_true;
    return "";
}

const std::vector<Property>& properties_read() {
    using P = YcsbProperties;
    constexpr std::int64_t most = 1'000'000'000'000;
    static const std::vector<Property> list{
        {"recordcount", whole(&P::records, 1, most)},
        {"operationcount", whole(&P::operations, 0, most)},
        {"insertstart", whole(&P::insert_start, 0, most)},
        {"insertcount", whole(&P::insert_count, 1, most)},
        {"fieldcount", whole(&P::fields, 1, 10'000)},
        {"fieldlength", whole(&P::field_bytes, 1, 400 * 1024)},
        {"fieldnameprefix", text_of_property(&P::field_prefix)},
        {"readproportion", proportion(YcsbAction::read)},
        {"updateproportion", proportion(YcsbAction::update)},
        {"insertproportion", proportion(YcsbAction::insert)},
        {"scanproportion", proportion(YcsbAction::scan)},
        {"readmodifywriteproportion", proportion(YcsbAction::read_modify_write)},
        {"requestdistribution", take_distribution},
        {"hotspotdatafraction", share(&P::hot_data, 1)},
        {"hotspotopnfraction", share(&P::hot_operations, 1)},
        {"exponential.percentile",
         [](P& p, std::string_view text) -> std::string {
             const auto number = number_in<double>(text);
             if (!number || !(*number >= 0.1 && *number <= 99.9))
                 return "a number from 0.1 to 99.9";
             p.exponential_percentile = *number;
             return "";
         }},
        {"exponential.frac", share(&P::exponential_fraction, 1)},
        {"minscanlength", whole(&P::shortest_scan, 1, 1'000'000)},
        {"maxscanlength", whole(&P::longest_scan, 1, 1'000'000)},
        {"scanlengthdistribution",
         [](P& p, std::string_view text) {
             return take_choice(p.scans_are_zipfian, text, "uniform", "zipfian");
         }},
        {"insertorder",
         [](P& p, std::string_view text) {
             return take_choice(p.ordered, text, "hashed", "ordered");
         }},
        {"zeropadding", whole(&P::zero_padding, 1, 100)},
        {"fieldlengthdistribution",
         [](P&, std::string_view text) -> std::string {
             return text == "constant" ? "" : "constant, because other lengths are not followed";
         }},
        {"dynamodb.primaryKey", text_of_property(&P::key_attribute)}};
    return list;
}

// Properties of YCSB that do not change which requests are sent, and beginnings of such names.
constexpr auto without_effect = std::to_array<std::string_view>({"workload",
                                                                 "table",
                                                                 "columnfamily",
                                                                 "db",
                                                                 "threadcount",
                                                                 "target",
                                                                 "maxexecutiontime",
                                                                 "exportfile",
                                                                 "exporter",
                                                                 "dotransactions",
                                                                 "readallfields",
                                                                 "readallfieldsbyname",
                                                                 "writeallfields",
                                                                 "dataintegrity",
                                                                 "fieldlengthhistogram",
                                                                 "minfieldlength",
                                                                 "reportlatencyforeacherror",
                                                                 "latencytrackederrors",
                                                                 "measurementtype",
                                                                 "label"});
constexpr auto beginnings_without_effect = std::to_array<std::string_view>(
    {"measurement.", "hdrhistogram.", "histogram.", "timeseries.", "raw.", "status.", "basicdb.",
     "dynamodb.", "core_workload_insertion_retry_"});

bool has_no_effect(std::string_view name) {
    return std::ranges::find(without_effect, name) != without_effect.end() ||
           std::ranges::any_of(beginnings_without_effect, [&](std::string_view beginning) {
               return name.starts_with(beginning);
           });
}

std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\f";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

struct Wrong {
    std::string what;
    std::string fix;
};

class PropertyReader {
public:
    explicit PropertyReader(bool skip_unknown) : skip_unknown_(skip_unknown) {}

    // Takes one line; returns what is wrong with it.
    std::optional<Wrong> take(std::string_view line) {
        line = without_blanks(line);
        if (line.empty() || line.front() == '#' || line.front() == '!') return std::nullopt;
        if (line.back() == '\\') {
            return Wrong{"the line ends with a backslash; continued lines are not read",
                         "write the property in one line"};
        }
        const std::size_t sign = line.find_first_of("=:");
        if (sign == line.npos || sign == 0) {
            return Wrong{fmt::format("\"{}\" is not of the form name=value", printable(line)),
                         "write name=value, or # before a comment"};
        }
        return set(without_blanks(line.substr(0, sign)), without_blanks(line.substr(sign + 1)));
    }
    const YcsbProperties& properties() const { return properties_; }

private:
    std::optional<Wrong> set(std::string_view name, std::string_view value) {
        const auto& list = properties_read();
        const auto found = std::ranges::find(list, name, &Property::name);
        if (found != list.end()) {
            const std::string expected = found->set(properties_, value);
            if (expected.empty()) return std::nullopt;
            return Wrong{fmt::format("{} is \"{}\"; expected {}", name, printable(value), expected),
                         "correct the value"};
        }
        if (skip_unknown_ || has_no_effect(name)) return std::nullopt;
        std::vector<std::string> names;
        for (const Property& property : list) names.emplace_back(property.name);
        return Wrong{fmt::format("unknown property \"{}\"", printable(name)),
                     suggestion_text(name, names)};
    }

    bool skip_unknown_;
    YcsbProperties properties_;
};

std::optional<Wrong> contradiction_in(const YcsbProperties& properties) {
    if (properties.records == 0)
        return Wrong{"recordcount is missing", "add recordcount=1000, the number of items loaded"};
    double sum = 0;
    for (const double one : properties.proportions) sum += one;
    if (sum <= 0)
        return Wrong{"all proportions are 0", "give readproportion or another one above 0"};
    if (properties.inserted() < 1 ||
        properties.insert_start + properties.inserted() > properties.records)
        return Wrong{"insertstart and insertcount go beyond recordcount",
                     "make recordcount larger, or the others smaller"};
    if (properties.shortest_scan > properties.longest_scan)
        return Wrong{"minscanlength is above maxscanlength", "exchange them"};
    return std::nullopt;
}

Error property_error(Place place, Wrong wrong) {
    return {ExitCode::bad_scenario, ErrorNumber::bad_property, std::move(place),
            std::move(wrong.what), std::move(wrong.fix)};
}

}  // namespace

std::uint64_t ycsb_hash(std::uint64_t number) {
    std::uint64_t hash = 0xCBF29CE484222325;
    constexpr std::uint64_t prime = 1'099'511'628'211;
    for (int octet = 0; octet < 8; ++octet) {
        hash = (hash ^ (number & 0xFF)) * prime;
        number >>= 8;
    }
    return hash >> 63 == 0 ? hash : 0 - hash;
}

std::uint64_t YcsbProperties::item_bytes() const {
    constexpr std::uint64_t hash_digits = 19;  // of most of the numbers below 2^63
    const std::uint64_t digits =
        ordered ? std::max<std::uint64_t>(static_cast<std::uint64_t>(zero_padding),
                                          std::to_string(records - 1).size())
                : hash_digits;
    std::uint64_t bytes = key_attribute.size() + std::string_view("user").size() + digits;
    for (std::int64_t field = 0; field < fields; ++field)
        bytes += field_prefix.size() + std::to_string(field).size() +
                 static_cast<std::uint64_t>(field_bytes);
    return bytes;
}

std::string YcsbProperties::key_text(std::uint64_t number) const {
    return fmt::format("user{:0{}}", ordered ? number : ycsb_hash(number), zero_padding);
}

Result<YcsbProperties> read_ycsb_properties(std::string_view text, const std::string& file_name,
                                            const std::vector<std::string>& overrides,
                                            bool skip_unknown) {
    if (auto error = find_encoding_error(text, file_name)) return *std::move(error);
    PropertyReader reader(skip_unknown);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (auto wrong = reader.take(text.substr(at, end - at)))
            return property_error(place_of_byte(text, file_name, at), *std::move(wrong));
        at = end + 1;
    }
    for (const std::string& line : overrides) {
        if (auto wrong = reader.take(line))
            return property_error({.file = "properties"}, *std::move(wrong));
    }
    if (auto wrong = contradiction_in(reader.properties()))
        return property_error({.file = file_name}, *std::move(wrong));
    return reader.properties();
}

}  // namespace isotherm
