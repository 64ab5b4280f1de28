// SPDX-License-Identifier: Apache-2.0
#include "app/report/key_facts_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr double rarest = 1e-9;  // smaller shares are not worth a number

std::string share_text(double share) {
    if (share <= 0 || share < rarest) return "each rare";
    return fmt::format("the most frequent {:.3g} %", share * 100);
}

std::string line_of(const KeyFacts& facts) {
    std::string text = fmt::format("  {}: {}", facts.resource.label(), printable(facts.key));
    if (facts.values)
        text += fmt::format("; {:.4g} value{}, {}", *facts.values, *facts.values == 1 ? "" : "s",
                            share_text(*facts.hottest));
    if (facts.suffixes > 1) text += fmt::format("; spread over {:.6g} suffixes", facts.suffixes);
    if (facts.with_entry < 1)
        text += fmt::format("; {:.4g} % of the items have an entry", facts.with_entry * 100);
    if (facts.entries)
        text += fmt::format("; {} entries", grouped(static_cast<std::int64_t>(*facts.entries)));
    if (facts.items && facts.items->counted) text += "; items counted while it runs";
    if (facts.items && !facts.items->counted)
        text +=
            fmt::format("; items of a key: half {}, 99 % {}, most {}", grouped(facts.items->median),
                        grouped(facts.items->p99), grouped(facts.items->most));
    return text + "\n";
}

nlohmann::ordered_json or_null(const std::optional<double>& value) {
    if (!value) return nullptr;
    return *value;
}

}  // namespace

std::string key_facts_text(const std::vector<KeyFacts>& facts) {
    std::string text;
    for (const KeyFacts& one : facts) text += line_of(one);
    return text.empty() ? text : "keys\n" + text;
}

nlohmann::ordered_json key_facts_json(const std::vector<KeyFacts>& facts) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const KeyFacts& one : facts) {
        nlohmann::ordered_json key{{"table", printable(one.resource.table)},
                                   {"index", nullptr},
                                   {"key", printable(one.key)},
                                   {"values", or_null(one.values)},
                                   {"hottest_share", or_null(one.hottest)},
                                   {"suffixes", one.suffixes},
                                   {"share_with_entry", one.with_entry},
                                   {"entries", or_null(one.entries)},
                                   {"items", nullptr}};
        if (one.resource.is_index()) key["index"] = printable(one.resource.index);
        if (one.items && !one.items->counted)
            key["items"] = {
                {"p50", one.items->median}, {"p99", one.items->p99}, {"max", one.items->most}};
        list.push_back(std::move(key));
    }
    return list;
}

}  // namespace isotherm
