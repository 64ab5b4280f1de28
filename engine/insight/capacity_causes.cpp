// SPDX-License-Identifier: Apache-2.0
#include "engine/insight/capacity_causes.h"

#include <algorithm>
#include <cmath>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

// A raise belongs to a shortage if it is asked for within this time after it [inferred]: alarms,
// the delay of metrics and checks of slow policies take minutes.
constexpr std::int64_t raise_follows_s = 15 * 60;
// A refused raise explains a shortage for as long.
constexpr std::int64_t refusal_counts_s = 60 * 60;
// A storm lasts for some seconds, and at least half of its tries were sent again [inferred].
constexpr std::int64_t storm_least_s = 5;
constexpr double storm_resent = 0.5;
// The estimate of what was sent again is wrong by some of the tries, because back-off takes time.
constexpr double storm_error = 0.05;
// What columns without throttling must be of the run, to know the traffic beside a job [inferred].
constexpr double quiet_least = 0.1;
// Above the other traffic by this factor, a job is at work.
constexpr double job_above = 1.2;
constexpr double job_tolerance = 1.1;
// How long after its last page a declared job may be felt [inferred].
constexpr std::int64_t debt_lasts_s = 5;

bool says(const Message& message, Says what) {
    if (message.says == what) return true;
    for (const MessageValue& value : message.arguments) {
        const auto* inner = std::get_if<MessageList>(&value);
        if (inner == nullptr) continue;
        for (const Message& one : *inner)
            if (says(one, what)) return true;
    }
    return false;
}

std::optional<ThrottleCause> cause_of_refusal(const Message& refusal) {
    if (says(refusal, Says::decreases_used)) return ThrottleCause::decrease_quota;
    if (says(refusal, Says::above_table_quota)) return ThrottleCause::table_quota;
    if (says(refusal, Says::above_account_quota)) return ThrottleCause::account_quota;
    return std::nullopt;
}

// Changes that a scenario writes, and those of tables by period, are no policy's.
bool by_policy(const std::string& asked_by) {
    return !asked_by.starts_with("changes.") && asked_by != "time series";
}

std::int64_t of_side(const Throughput& throughput, Side side) {
    return side == Side::read ? throughput.read : throughput.write;
}

bool in_bulk(Operation operation) {
    return api_name(operation) == "Scan" || api_name(operation).starts_with("Batch");
}

}  // namespace

std::optional<WrittenPolicy> policy_of_side(const Scenario& scenario, const ResourceName& resource,
                                            Side side) {
    const auto found = scenario.scaling.find(resource);
    if (found == scenario.scaling.end()) return std::nullopt;
    ScalingPlan plan = found->second;  // visiting takes a non-const reference
    std::optional<WrittenPolicy> policy;
    const std::string one = std::string(side_names[side]) + ".";
    for (const WrittenSetting& setting : written_settings(plan)) {
        std::string name;
        for (const std::string& prefix : {one, std::string("both.")})
            if (setting.key.starts_with(prefix)) name = setting.key.substr(prefix.size());
        if (name.empty()) continue;
        if (!policy) policy.emplace();
        if (name == "policy" && setting.value.size() > 2)
            policy->name = setting.value.substr(1, setting.value.size() - 2);
        const std::string of_ddy = "max_provisioned_" + std::string(side_names[side]) + "s";
        if (name != "max" && name != of_ddy) continue;
        const auto maximum = parse_count(setting.value);
        if (maximum && *maximum > 0) policy->maximum = *maximum;
    }
    if (policy && policy->name == "fixed") return std::nullopt;
    return policy;
}

CapacityCauses::CapacityCauses(const Recording& recording, std::size_t table, Side side,
                               const SideHistory& history, const Scenario* scenario)
    : recording_(recording),
      number_(table),
      table_(recording.tables[table]),
      side_(side),
      history_(history),
      scenario_(scenario) {
    if (scenario != nullptr) policy_ = policy_of_side(*scenario, table_.name, side);
    find_raises();
    find_retry_storms();
    find_job();
    find_impossible();
}

void CapacityCauses::find_raises() {
    for (const CapacityChange& change : recording_.capacity_changes) {
        if (change.resource != table_.name || !by_policy(change.asked_by)) continue;
        if (of_side(change.wanted, side_) <= of_side(change.before, side_)) continue;
        raises_.push_back({change.second, change.effective_second, of_side(change.wanted, side_),
                           change.asked_by, cause_of_refusal(change.refusal)});
    }
    for (const ScalingHold& hold : recording_.scaling_holds) {
        if (hold.resource != table_.name) continue;
        const bool raises =
            says(hold.wait.message, Says::above_for) || says(hold.wait.message, Says::above_target);
        if (raises) waits_.push_back({hold.second, hold.second + hold.seconds});
    }
}

// While fresh requests fit the throughput, only those that come again can keep the table short.
void CapacityCauses::find_retry_storms() {
    storm_.assign(history_.size(), false);
    std::size_t begin = 0;
    for (std::size_t c = 0; c <= history_.size(); ++c) {
        if (c < history_.size()) {
            const SideHistory::Column& column = history_.at(c);
            if (column.throttled > 0 && column.resent >= storm_resent &&
                column.fresh <= column.provisioned + storm_error * column.asked &&
                history_.fits_on_average(c))
                continue;
        }
        const auto length = static_cast<std::int64_t>(c - begin) * history_.column_seconds();
        if (length >= storm_least_s)
            std::fill(storm_.begin() + static_cast<std::ptrdiff_t>(begin),
                      storm_.begin() + static_cast<std::ptrdiff_t>(c), true);
        begin = c + 1;
    }
}

// A workload that is `like` a bulk job is one, so there need not be columns without it: while it is
// at work, the table is short because of it if the other traffic alone would fit.
bool CapacityCauses::take_declared_job(const std::map<std::size_t, Job>& jobs, double others) {
    if (scenario_ == nullptr || history_.size() == 0) return false;
    const Job* largest = nullptr;
    std::size_t number = 0;
    for (const auto& [workload, job] : jobs) {
        const auto spec = scenario_->workloads.find(job.workload);
        if (spec == scenario_->workloads.end() || !spec->second.like.given()) continue;
        if (largest != nullptr && job.units <= largest->units) continue;
        largest = &job;
        number = workload;
    }
    const auto actions = recording_.actions.find(number);
    if (largest == nullptr || actions == recording_.actions.end()) return false;
    const ActionRecord& record = actions->second;
    if (!record.first_begun) return false;
    Job job = *largest;
    job.declared = true;
    job.first = whole_seconds(*record.first_begun);
    job.last = record.open + record.waiting > 0 || !record.last_done
                   ? recording_.seconds()
                   : whole_seconds(*record.last_done);
    const double seconds =
        static_cast<double>(history_.size()) * static_cast<double>(history_.column_seconds());
    job.baseline = others / seconds;
    for (std::size_t c = 0; c < history_.size(); ++c)
        if (history_.at(c).throttled > 0 && job.baseline > history_.at(c).provisioned) return false;
    job_ = job;
    return true;
}

// A job is claimed only if other traffic alone fits, and the job asked for enough to explain
// everything above that traffic in the throttled columns.
void CapacityCauses::find_job() {
    std::map<std::size_t, Job> jobs;  // by workload
    double others = 0;
    for (const CallUnits& call : recording_.call_units) {
        if (call.table != number_ || side_of(call.operation) != side_ || call.served == 0) continue;
        const double units = call.consumed.in_units() * static_cast<double>(call.attempts) /
                             static_cast<double>(call.served);
        if (in_bulk(call.operation)) {
            jobs[call.workload].workload = recording_.workload_names[call.workload];
            jobs[call.workload].units += units;
        } else {
            others += units;
        }
    }
    if (jobs.empty() || others <= 0 || take_declared_job(jobs, others)) return;
    Job job = std::max_element(jobs.begin(), jobs.end(), [](const auto& a, const auto& b) {
                  return a.second.units < b.second.units;
              })->second;
    std::vector<double> quiet;
    for (std::size_t c = 0; c < history_.size(); ++c)
        if (history_.at(c).throttled == 0 && history_.at(c).asked > 0)
            quiet.push_back(history_.at(c).asked);
    if (static_cast<double>(quiet.size()) < quiet_least * static_cast<double>(history_.size()) ||
        quiet.empty())
        return;
    std::nth_element(quiet.begin(), quiet.begin() + std::ssize(quiet) / 2, quiet.end());
    job.baseline = quiet[quiet.size() / 2];
    double above = 0;
    for (std::size_t c = 0; c < history_.size(); ++c) {
        if (history_.at(c).throttled == 0) continue;
        above += std::max(0.0, history_.at(c).fresh - job.baseline) *
                 static_cast<double>(history_.column_seconds());
        if (job.baseline > history_.at(c).provisioned) return;
    }
    if (above <= job_tolerance * job.units) job_ = job;
}

const CapacityCauses::Job* CapacityCauses::job(std::size_t column) const {
    if (!job_) return nullptr;
    if (job_->declared) {
        // A page may leave the table in debt for some seconds more.
        const std::int64_t second = static_cast<std::int64_t>(column) * history_.column_seconds();
        const bool at_work =
            second + history_.column_seconds() > job_->first && second <= job_->last + debt_lasts_s;
        return at_work ? &*job_ : nullptr;
    }
    if (history_.at(column).fresh < job_above * job_->baseline) return nullptr;
    return &*job_;
}

// A bucket holds at most five minutes of the throughput, or one second of a partition's maximum;
// the latter holds every write. So only a table of very little throughput is too small.
void CapacityCauses::find_impossible() {
    if (side_ != Side::write || scenario_ == nullptr) return;
    const auto table = scenario_->tables.find(table_.name.table);
    if (table == scenario_->tables.end() || table_.is_index) return;
    double most = 0;
    for (std::size_t c = 0; c < history_.size(); ++c)
        most = std::max(most, history_.at(c).provisioned);
    const double held = most * static_cast<double>(burst_seconds);
    std::uint64_t never = 0, all = 0;
    double units = 0;
    for (const CallUnits& call : recording_.call_units) {
        if (call.table != number_ || side_of(call.operation) != Side::write) continue;
        all += call.attempts - call.served;
        if (call.served > 0 || call.attempts == 0) continue;
        const auto bytes = static_cast<double>(table->second.item_size.count);
        const double each =
            std::ceil(bytes / 1024) * (traits_of(call.operation).transactional ? 2 : 1);
        if (each <= held) continue;
        units = std::max(units, each);
        never += call.attempts;
    }
    if (never > 0 && all > 0)
        impossible_ = Impossible{units, static_cast<double>(never) / static_cast<double>(all)};
}

// A refused raise, a maximum that is reached, a raise that comes later, or one that is under way.
std::optional<CapacityCauses::Answer> CapacityCauses::scaling_cause(std::size_t column) const {
    const std::int64_t first = history_.second_of(column);
    const std::int64_t end = first + history_.column_seconds();
    const Raise* before = nullptr;  // the last one that was asked for
    const Raise* next = nullptr;    // the first one that comes into force later
    for (const Raise& raise : raises_) {
        if (raise.second < end) before = &raise;
        if (next == nullptr && raise.effective && *raise.effective >= end) next = &raise;
    }
    const auto answer = [this](ThrottleCause cause, const Raise* raise) {
        Answer given{cause, false, ScalingEvidence{}};
        ScalingEvidence& scaling = *given.scaling;
        if (policy_) {
            scaling.policy = policy_->name;
            scaling.maximum = policy_->maximum;
        }
        if (raise == nullptr) return given;
        scaling.policy = raise->policy;
        scaling.asked_second = raise->second;
        scaling.in_force_second = raise->effective;
        scaling.wanted = raise->wanted;
        return given;
    };
    if (before != nullptr && before->refused && first - before->second <= refusal_counts_s)
        return answer(*before->refused, before);
    const double provisioned = history_.at(column).provisioned;
    if (policy_ && policy_->maximum && provisioned >= static_cast<double>(*policy_->maximum))
        return answer(ThrottleCause::scaling_maximum, nullptr);
    if (next != nullptr && next->second - first <= raise_follows_s)
        return answer(ThrottleCause::scaling_lag, next);
    for (const Stretch& wait : waits_)
        if (wait.first < end && wait.end > first)
            return answer(ThrottleCause::scaling_lag, nullptr);
    return std::nullopt;
}

CapacityCauses::Answer CapacityCauses::cause(std::size_t column) const {
    if (storm_[column]) return {ThrottleCause::retry_storm};
    if (const auto scaling = scaling_cause(column)) return *scaling;
    const bool policy = policy_ || !raises_.empty() || !waits_.empty();
    if (history_.fits_on_average(column)) return {ThrottleCause::burst_spent, policy};
    if (table_.is_index) return {ThrottleCause::index_capacity, policy};
    return {ThrottleCause::insufficient_capacity, policy};
}

}  // namespace isotherm
