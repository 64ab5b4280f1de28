// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scenario: the era of DynamoDB, the tables, the workloads and the duration of a run. Read from
// TOML.

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/billing/billing_settings.h"
#include "engine/clients/client_policy.h"
#include "engine/model/era.h"
#include "engine/model/table.h"
#include "engine/requests/workload.h"
#include "engine/scenario/control_durations.h"
#include "engine/scenario/table_change.h"
#include "engine/scenario/workload_change.h"
#include "engine/scaling/scaling_plan.h"
#include "engine/scenario/expectation.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct WorkloadSpec : Configurable {
    std::string name;
    std::string table;
    // Index of the table that the workload queries; empty: the table itself.
    std::string index;
    std::string kind;                        // entry of the workload catalog
    std::shared_ptr<Configurable> workload;  // a WorkloadKind
    // A name of SortOrder; empty: chosen by the table's keys.
    std::string sort_keys;
    std::string retry = "sdk_standard";
    std::shared_ptr<Configurable> client;           // a RetryMode
    std::map<std::string, WorkloadChange> changes;  // by name

    void settings(SettingsVisitor& visit) override;
    // Returns the order of sort keys. A table without a sort key holds one item per partition key.
    SortOrder sort_order(const TableSpec& of_table) const;
    const WorkloadKind& workload_kind() const {
        return dynamic_cast<const WorkloadKind&>(*workload);
    }
    const RetryMode& retry_mode() const { return dynamic_cast<const RetryMode&>(*client); }
};

// Limits that are checked at the end of the run; a broken limit gives exit code 3.
struct Limits : Configurable {
    Share throttled_share{1.0};        // highest share of tries that are refused, 0 to 1
    Share throttled_share_least{0.0};  // lowest share, for scenarios that show throttling
    Share given_up_share{1.0};         // highest share of requests that fail after all tries
    double cost_per_month = 0;         // highest cost per month in US dollars; 0: no limit

    void settings(SettingsVisitor& visit) override;
};

struct Scenario : Configurable {
    std::string name = "unnamed";
    std::int64_t seed = 1;
    WallTime start{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
    SimDuration duration = 1h;
    Era era = *era_named(newest_era());
    // Sorted by name, so the order in the file has no effect.
    std::map<std::string, TableSpec> tables;
    std::map<std::string, WorkloadSpec> workloads;
    std::map<std::string, TableChange> changes;   // by name
    std::map<ResourceName, ScalingPlan> scaling;  // policies of tables and global indexes
    ControlDurations control;
    BillingSettings billing;
    std::string resolution = "auto";  // resolution of the recording: "second", "minute" or "auto"
    Limits limits;
    std::map<std::string, Expectation> expectations;  // by name
    // The era to which expectations without `eras` apply; empty: any era in which the scenario
    // runs.
    std::string judged_era;
    std::shared_ptr<Configurable> on_demand =  // an AdmissionKind; for tables in on-demand mode
        Catalog<AdmissionKind>::instance().make("on_demand");
    std::shared_ptr<Configurable> admission =  // an AdmissionKind; for provisioned tables
        Catalog<AdmissionKind>::instance().make("global_admission");
    std::string admission_name = "global_admission";

    bool judges(const Expectation& expectation) const;

    // Seconds per column of the recording: 1, or 60 in long runs.
    std::int64_t column_seconds() const;

    const AdmissionKind& admission_kind() const {
        return dynamic_cast<const AdmissionKind&>(*admission);
    }
    const AdmissionKind& on_demand_kind() const {
        return dynamic_cast<const AdmissionKind&>(*on_demand);
    }

    bool billing_chosen = false;  // the price book was set: from the era, or by the scenario

    std::string folder;  // folder of the scenario file; paths of inputs are relative to it
    std::string text;    // text of the scenario file

    void settings(SettingsVisitor& visit) override;

private:
    void check_scaling(SettingsVisitor& visit) const;
};

// Returns the names of the admission models for provisioned tables; tables in on-demand mode use
// the model "on_demand".
std::vector<std::string> provisioned_admissions();

// Returns the price book that an era uses if the scenario names none.
std::string book_of_era(std::string_view era);

// One `--set path=value` option of the command line.
struct Override {
    std::string path;
    std::string value;
};

// Read and check a scenario, from a file or from `text` with a file name for messages. Report up to
// 20 errors at once.
Result<Scenario> read_scenario_file(const std::string& path,
                                    const std::vector<Override>& overrides = {});
Result<Scenario> read_scenario_text(const std::string& text, const std::string& file_name,
                                    const std::vector<Override>& overrides = {});

// Reads the settings of a single configurable object, such as a scaling policy, from TOML.
Errors read_settings_text(const std::string& text, const std::string& file_name,
                          Configurable& target);

// Returns the facts about the run that the workload may use.
WorkloadContext workload_context(const Scenario& scenario, const WorkloadSpec& workload);

// Returns the scenario, or the settings of one object, as TOML with every setting written out.
std::string resolved_text(const Scenario& scenario);
std::string resolved_text(Configurable& settings);

}  // namespace isotherm
