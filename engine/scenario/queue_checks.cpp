// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/queue_checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/callers/flow_settings.h"
#include "engine/scenario/flow_of_workload.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

const FlowSettings* flow_settings_of(const WorkloadSpec& workload) {
    return workload.workload == nullptr ? nullptr : workload.workload->flow();
}

std::vector<std::string> queues_with_readers(const Scenario& scenario) {
    std::vector<std::string> queues;
    for (const auto& one : scenario.workloads) {
        const FlowSettings* flow = flow_settings_of(one.second);
        if (flow == nullptr || !flow->callers || flow->callers->queue_name().empty()) continue;
        queues.push_back(flow->callers->queue_name());
    }
    return queues;
}

class QueueCheck {
public:
    explicit QueueCheck(const Scenario& scenario) : readers_(queues_with_readers(scenario)) {
        for (const auto& [name, workload] : scenario.workloads)
            if (const FlowSettings* flow = flow_settings_of(workload)) look_at(name, *flow);
    }

    bool complains() const { return !complaints_.empty(); }

    void report(const std::string& workload, const FlowSettings& flow,
                SettingsVisitor& visit) const {
        const auto found = complaints_.find(workload);
        if (found == complaints_.end()) return;
        std::vector<FlowComplaint> of_steps;
        for (const FlowComplaint& one : found->second) {
            if (one.block == callers_block)
                report_reader(one, visit);
            else
                of_steps.push_back(one);
        }
        report_complaints(flow, of_steps, visit);
    }

private:
    void look_at(const std::string& workload, const FlowSettings& flow) {
        look_at_steps(workload, "", flow.steps);
        for (const auto& block : flow.blocks) look_at_steps(workload, block.first, block.second);
        const auto stream = flow.callers ? flow.callers->stream() : std::nullopt;
        if (stream)
            add(workload, {std::string(callers_block), 0, "on_failure", {}, {}},
                stream->on_failure);
    }
    void look_at_steps(const std::string& workload, const std::string& block,
                       const std::vector<StepSettings>& steps) {
        constexpr std::string_view prefix = "queues.";
        for (std::size_t s = 0; s < steps.size(); ++s)
            if (steps[s].put.starts_with(prefix))  // else it is no queue, and was refused
                add(workload, {block, s, "put", {}, {}}, steps[s].put.substr(prefix.size()));
    }
    void add(const std::string& workload, FlowComplaint complaint, const std::string& queue) {
        if (queue.empty() || std::ranges::find(readers_, queue) != readers_.end()) return;
        complaint.what = fmt::format("no workload reads the queue \"{}\"", printable(queue));
        complaint.fix =
            readers_.empty()
                ? fmt::format("add a workload with callers = {{ kind = \"queue\", name = \"{}\" }}",
                              printable(queue))
                : suggestion_text(queue, readers_);
        complaints_[workload].push_back(std::move(complaint));
    }

    // Reads the settings of the callers again, so that all of them are known.
    static void report_reader(const FlowComplaint& complaint, SettingsVisitor& visit) {
        visit.group({.name = "callers", .help = ""}, [&](SettingsVisitor& inner) {
            std::string kind;
            inner.field({.name = "kind", .help = ""}, kind);
            if (const auto again = Catalog<CallerKind>::instance().create(kind))
                again->settings(inner);
            inner.reject(complaint.setting, complaint.what, complaint.fix);
        });
    }

    std::vector<std::string> readers_;
    std::map<std::string, std::vector<FlowComplaint>> complaints_;  // by workload
};

}  // namespace

void check_queues(const Scenario& scenario, const ReadsWorkload& read, SettingsVisitor& visit) {
    if (!visit.reads()) return;
    const QueueCheck check(scenario);
    if (!check.complains()) return;
    Scenario again = scenario;
    again.workloads.clear();
    visit.named({.name = "workloads", .help = ""}, {},
                [&](const std::string& name, SettingsVisitor& inner) {
                    read(again, name, inner);
                    if (const FlowSettings* flow = flow_settings_of(again.workloads.at(name)))
                        check.report(name, *flow, inner);
                });
}

}  // namespace isotherm
