// SPDX-License-Identifier: Apache-2.0
// Fuzzes every reader of imported files, by whatever its content is recognized as. The first byte
// selects options. Any input must result in facts or in errors, and the facts in a scenario text.

#include "tests/fuzz/fuzz_target.h"
#include "workloads/imports/import_format.h"
#include "workloads/imports/imported_plan.h"
#include "workloads/imports/written/scenario_text.h"

ISOTHERM_FUZZ_TARGET(import) {
    using namespace isotherm;
    if (input.empty()) return;
    const auto choice = static_cast<unsigned char>(input.front());
    ImportOptions options;
    if ((choice & 1) != 0) options.table = "votes";
    if ((choice & 2) != 0) options.metric = "ConsumedWriteCapacityUnits";
    if ((choice & 4) != 0) options.zone = "Europe/Berlin";
    if ((choice & 8) != 0) options.region = "eu-west-1";
    if ((choice & 16) != 0) options.mapping = {{"time", "ts"}, {"key", "user.id"}};
    auto document = import_document_of(std::string(input.substr(1)), "fuzz.json");
    if (!document.ok()) return must_be_told_well(document.errors());
    ImportedFacts facts;
    const Errors errors = read_imports({document.value()}, options, facts);
    if (!errors.empty()) return must_be_told_well(errors);
    const ImportPlan plan = import_plan(facts, options);
    must_hold(plan.run.end > plan.run.start, "a run has a length");
    for (const ImportedWorkload& workload : plan.workloads)
        must_hold(!workload.rates.empty(), "a workload has rates");
    must_hold(!imported_scenario(facts, plan, "").text.empty(), "there is a scenario");
}
