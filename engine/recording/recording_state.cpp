// SPDX-License-Identifier: Apache-2.0
#include "engine/recording/recording_state.h"

#include "engine/scaling/scaling_policy.h"

namespace isotherm {
namespace {

void visit_name(ResourceName& name, StateVisitor& visit) { visit(name.table, name.index); }

// Visits each element of a list, one by one.
template <class Element, class Content>
void visit_each(std::vector<Element>& list, StateVisitor& visit, Content&& content) {
    std::uint64_t length = list.size();
    visit(length);
    if (!visit.loads()) {
        for (Element& element : list) content(element);
        return;
    }
    list.clear();
    for (std::uint64_t i = 0; i < length; ++i) content(list.emplace_back());
}

void visit_event(Event& event, StateVisitor& visit) {
    visit.one_of(event.kind, event_kind_names.size());
    visit(event.second, event.end_second, event.text);
    visit_name(event.resource, visit);
}

void visit_change(CapacityChange& change, StateVisitor& visit) {
    visit(change.second, change.effective_second, change.asked_by, change.before, change.wanted,
          change.on_demand_before, change.on_demand_wanted, change.warm, change.maximum,
          change.reason, change.refusal);
    visit_name(change.resource, visit);
}

void visit_hold(ScalingHold& hold, StateVisitor& visit) {
    visit(hold.second, hold.seconds, hold.policy, hold.wait.message);
    visit.one_of(hold.wait.what, wait_for_count);
    visit_name(hold.resource, visit);
}

void visit_partition(PartitionRecord& record, std::size_t number, StateVisitor& visit) {
    visit(record.first_position, record.last_position, record.first_sort, record.last_sort,
          record.born_second, record.retired_second, record.parent, record.limits, record.consumed,
          record.throttled);
    if (record.parent) visit.require(*record.parent < number);
}

void visit_mode(ModeStep& mode, StateVisitor& visit) { visit(mode.second, mode.on_demand); }

void visit_table(TableRecording& table, StateVisitor& visit) {
    visit(table.opened_second, table.removed_second, table.busiest_second, table.busiest_minute,
          table.seconds, table.heat, table.backlog, table.storage);
    visit_each(table.partitions, visit, [&](PartitionRecord& record) {
        visit_partition(record, table.partitions.size() - (visit.loads() ? 1 : 0), visit);
    });
    visit_each(table.modes, visit, [&](ModeStep& mode) { visit_mode(mode, visit); });
}

// Cuts a list back to the length that it had.
template <class Element>
void cut(std::vector<Element>& list, StateVisitor& visit) {
    std::uint64_t length = list.size();
    visit(length);
    visit.require(length <= list.size());
    if (visit.loads()) list.resize(length);
}

// … and gives the last element, which may have changed later, its value.
template <class Element>
void cut_with_last(std::vector<Element>& list, StateVisitor& visit) {
    cut(list, visit);
    if (!list.empty()) visit(list.back());
}

void cut_table(TableRecording& table, StateVisitor& visit) {
    visit(table.opened_second, table.removed_second, table.busiest_second, table.busiest_minute);
    for (auto& columns : table.seconds) cut_with_last(columns, visit);
    for (HeatStore& heat : table.heat) {
        std::int64_t end = heat.end_second();
        visit(end);
        visit.require(end >= 0 && end <= heat.end_second());
        if (visit.loads()) heat.cut(end);
    }
    cut_with_last(table.backlog, visit);
    cut(table.partitions, visit);
    for (PartitionRecord& record : table.partitions) {
        visit(record.retired_second, record.consumed, record.throttled);
        for (auto& limits : record.limits) cut_with_last(limits, visit);
    }
    cut(table.modes, visit);
    cut(table.storage, visit);
}

}  // namespace

void visit_history(Recording& recording, StateVisitor& visit) {
    std::uint64_t tables = recording.tables.size();
    visit(tables);
    visit.require(tables == recording.tables.size());
    for (TableRecording& table : recording.tables) visit_table(table, visit);
    visit_each(recording.events, visit, [&](Event& one) { visit_event(one, visit); });
    visit_each(recording.capacity_changes, visit,
               [&](CapacityChange& one) { visit_change(one, visit); });
    visit_each(recording.scaling_holds, visit, [&](ScalingHold& one) { visit_hold(one, visit); });
}

void visit_length(Recording& recording, StateVisitor& visit) {
    std::uint64_t tables = recording.tables.size();
    visit(tables);
    visit.require(tables == recording.tables.size());
    for (TableRecording& table : recording.tables) cut_table(table, visit);
    cut(recording.events, visit);
    cut(recording.capacity_changes, visit);
    cut(recording.scaling_holds, visit);
}

}  // namespace isotherm
