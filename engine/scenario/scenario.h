// SPDX-License-Identifier: Apache-2.0
#pragma once
// A scenario: the era of DynamoDB, the tables, the workloads and the duration of a run. Read from
// TOML.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/admission/admission_model.h"
#include "engine/alarms/alarm_spec.h"
#include "engine/attributes/attribute_spec.h"
#include "engine/billing/billing_settings.h"
#include "engine/caches/cache_kind.h"
#include "engine/clients/client_policy.h"
#include "engine/jobs/client_job.h"
#include "engine/jobs/job_spec.h"
#include "engine/callers/latency_settings.h"
#include "engine/model/era.h"
#include "engine/model/table.h"
#include "engine/requests/workload.h"
#include "engine/scenario/control_durations.h"
#include "engine/scenario/table_change.h"
#include "engine/scenario/workload_change.h"
#include "engine/scaling/scaling_plan.h"
#include "engine/scenario/expectation.h"
#include "engine/scenario/fidelity.h"
#include "engine/scenario/tenant_settings.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

struct WorkloadSpec : Configurable {
    std::string name;
    std::string table;
    std::string index;  // the table's index that it queries; empty: the table
    std::string kind;   // entry of the workload catalog
    std::shared_ptr<WorkloadKind> workload;
    std::string sort_keys;  // name of a SortOrder; empty: uniform
    Chosen<RetryMode> client{"sdk_standard"};
    ClientJob like;                // the bulk job that it is, if it is one
    std::set<ResourceName> keyed;  // resources whose key is an expression that names no `key`
    std::map<std::string, WorkloadChange> changes;  // by name

    void settings(SettingsVisitor& visit) override;
    // Returns the order in which sort keys are requested. A table without a sort key holds one item
    // per partition key.
    SortOrder sort_order(const TableSpec& of_table) const;
};

// Limits that are checked at the end of the run; a broken limit gives exit code 3.
struct Limits : Configurable {
    Share throttled_share{1.0};        // highest share of tries that are refused, 0 to 1
    Share throttled_share_least{0.0};  // lowest share, for scenarios that show throttling
    Share given_up_share{1.0};         // highest share of requests that fail after all tries
    double cost_per_month = 0;         // highest cost per month in US dollars; 0: no limit

    void settings(SettingsVisitor& visit) override;
};

// Time that each column of the recording covers.
enum class Resolution : std::uint8_t { automatic, second, minute };
constexpr auto words_of(Resolution) {
    return std::to_array<std::string_view>({"auto", "second", "minute"});
}

class RecordedSources;

struct Scenario : Configurable {
    std::string name = "unnamed";
    std::int64_t seed = 1;
    WallTime start{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}};
    SimDuration duration = 1h;
    bool until_done = false;  // the run ends earlier when all that is finite is done
    Era era = *era_named(newest_era());
    // Sorted by name, so the order in the file has no effect.
    std::map<std::string, AttributeSpec> attributes;
    std::map<std::string, TableSpec> tables;
    std::map<std::string, WorkloadSpec> workloads;
    std::map<std::string, CacheSpec> caches;
    std::map<std::string, TableChange> changes;   // by name
    std::map<std::string, OutageSpec> outages;    // by name
    std::map<ResourceName, ScalingPlan> scaling;  // policies of tables and global indexes
    std::map<std::string, AlarmSpec> alarms;      // by name
    std::map<std::string, JobSpec> jobs;          // by name
    TenantSettings tenants;
    ControlDurations control;
    BillingSettings billing;
    LatencySettings latency;
    bool latency_given = false;  // all workloads run as flows then
    Fidelity fidelity = Fidelity::requests;
    Resolution resolution = Resolution::automatic;
    Limits limits;
    std::map<std::string, Expectation> expectations;  // by name
    // The era to which expectations without `eras` apply; empty: any era in which the scenario
    // runs.
    std::string judged_era;
    std::shared_ptr<AdmissionKind> on_demand =  // for tables in on-demand mode
        Catalog<AdmissionKind>::instance().create("on_demand");
    std::shared_ptr<AdmissionKind> admission =  // the era's model, for provisioned tables
        Catalog<AdmissionKind>::instance().create("global_admission");
    std::string admission_name = "global_admission";

    bool judges(const Expectation& expectation) const;

    // Seconds per column of the recording: 1, or 60 in long runs.
    std::int64_t column_seconds() const;

    bool billing_chosen = false;  // whether billing.book has been set

    // What the recorded streams of a run have in the columns of attributes; made for each run.
    std::shared_ptr<RecordedSources> recorded;

    std::string folder;  // folder of the scenario file; paths of inputs are relative to it
    std::string text;    // text of the scenario file

    void settings(SettingsVisitor& visit) override;

private:
    void check_scaling(SettingsVisitor& visit) const;
    void check_until_done(SettingsVisitor& visit) const;
};

// Returns the names of the admission models for provisioned tables; tables in on-demand mode use
// the model "on_demand".
std::vector<std::string> provisioned_admissions();

// Returns the price book that an era uses if the scenario names none.
std::string book_of_era(std::string_view era);

// Whether the workload has no steps, and its queries meet what the run's writes have left there.
bool meets_counted_items(const Scenario& scenario, const WorkloadSpec& workload);

// Whether the workload's calls are sent by a flow: it has steps, or callers that wait for answers,
// or reads items that are counted.
bool runs_as_flow(const Scenario& scenario, const WorkloadSpec& workload);

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
// The same, with the scenario's key_design() at hand, which takes a look at all tables.
WorkloadContext workload_context(const Scenario& scenario, const WorkloadSpec& workload,
                                 std::shared_ptr<const KeyDesign> keys);

// Returns the scenario, or the settings of one object, as TOML with every setting written out.
std::string resolved_text(const Scenario& scenario);
std::string resolved_text(Configurable& settings);

// One line of the resolved text: the full key, and the value as TOML.
struct WrittenSetting {
    std::string key;
    std::string value;
};
std::vector<WrittenSetting> written_settings(Configurable& settings);

}  // namespace isotherm
