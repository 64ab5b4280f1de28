// SPDX-License-Identifier: Apache-2.0
#include "app/cli/answers/compared.h"

#include <fmt/format.h>

#include "app/cli/progress.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {

std::int64_t Compared::seconds() const {
    return stored ? stored->recording().seconds() : whole_seconds(written->duration + 1s - 1us);
}

Result<Compared> read_compared(const ScenarioOptions& options) {
    Compared compared;
    if (is_stored_run(options.file)) {
        auto stored = seen_run(options, true);
        if (!stored.ok()) return stored.errors();
        compared.stored = std::move(stored.value());
        return compared;
    }
    auto scenario = read_scenario(options);
    if (!scenario.ok()) return scenario.errors();
    compared.written = std::move(scenario.value());
    return compared;
}

Result<std::optional<ComparedRun>> run_of(const Compared& compared, std::size_t pair,
                                          std::int64_t seconds) {
    if (compared.stored)
        return std::optional(
            compared_part(compared.stored->recording(), compared.scenario(), seconds));
    return compared_run(*compared.written, compared.written->seed + static_cast<std::int64_t>(pair),
                        seconds, [] { return interrupted_by().has_value(); });
}

std::vector<std::string> unlike_notes(const ComparedSubject& a, const ComparedSubject& b,
                                      bool stored) {
    std::vector<std::string> notes;
    if (a.seconds != b.seconds)
        notes.push_back(fmt::format("Compared up to {}, where the shorter run ends.",
                                    text_of(std::chrono::seconds(std::min(a.seconds, b.seconds)))));
    if (a.scenario == nullptr || b.scenario == nullptr) return notes;
    const Scenario &of_a = *a.scenario, &of_b = *b.scenario;
    if (of_a.era.name != of_b.era.name)
        notes.push_back(
            fmt::format("A is DynamoDB as of {}, B as of {}.", of_a.era.name, of_b.era.name));
    if (of_a.billing.book != of_b.billing.book)
        notes.push_back(
            fmt::format("A is priced by {}, B by {}.", of_a.billing.book, of_b.billing.book));
    if (stored && of_a.seed != of_b.seed)
        notes.push_back(fmt::format("A has seed {}, B seed {}: part of the difference is chance.",
                                    of_a.seed, of_b.seed));
    return notes;
}

}  // namespace isotherm
