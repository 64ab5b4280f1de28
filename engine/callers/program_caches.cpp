// SPDX-License-Identifier: Apache-2.0
// Steps that go through a cache.

#include <fmt/format.h>

#include <iterator>

#include "engine/callers/program_maker.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {

void ProgramMaker::read_through(const std::string& through, FlowStep& step) {
    if (through.empty()) return;
    constexpr std::string_view prefix = "caches.";
    if (!through.starts_with(prefix) || through.size() == prefix.size())
        return complain("through", fmt::format("\"{}\" is not a cache", printable(through)),
                        "write through = \"caches.NAME\"");
    const std::string name = through.substr(prefix.size());
    const auto found = facts_.caches.find(name);
    if (found == facts_.caches.end()) {
        std::vector<std::string> known;
        for (const auto& cache : facts_.caches) known.push_back(cache.first);
        return complain(
            "through", fmt::format("there is no cache \"{}\"", printable(name)),
            known.empty() ? fmt::format("add [caches.{}]", name) : suggestion_text(name, known));
    }
    step.cache = static_cast<std::int32_t>(std::distance(facts_.caches.begin(), found));
    const CacheRules& rules = found->second;
    if (!step.drawn && traits_of(step.operation).many_items && rules.nodes == 0)
        complain("through", "a cache of this kind holds items, not the results of Query and Scan",
                 "use a cache of kind \"dax\", or remove through");
}

}  // namespace isotherm
