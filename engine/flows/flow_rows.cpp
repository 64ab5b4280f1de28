// SPDX-License-Identifier: Apache-2.0
// What the names in the expressions of a flow stand for, and the keys, sizes and pages of its rows.

#include <algorithm>

#include "engine/flows/flow.h"
#include "engine/units/read_calls.h"
#include "engine/units/scan_pages.h"

namespace isotherm {
namespace {

// Returns a hash of the frames around the strand's present step, and of the values of for_each over
// blocks that it belongs to; 0 outside of blocks. The repetitions of the present step itself do not
// count.
std::uint64_t round_of(const SlotPool<Strand>& strands, const Strand& strand) {
    std::uint64_t round = 0;
    const auto mix = [&round](std::uint64_t value) { round = position_of(round ^ value) | 1; };
    std::size_t frames = strand.frames.empty() ? 0 : strand.frames.size() - 1;
    for (const Strand* at = &strand;; at = &strands[at->parent], frames = at->frames.size()) {
        for (std::size_t f = 0; f < frames; ++f)
            mix(std::uint64_t{at->frames[f].step} << 32 ^ at->frames[f].repeats);
        if (at->parent == no_slot) return round;
        mix(at->draw);
    }
}

}  // namespace

Draw Flow::draw_of(const Strand& strand, std::uint64_t number) const {
    return {.number = number,
            .time = strands_[strand.root].begun,
            .key = strand.drawn.key,
            .workload = making_.workload.value,
            .bytes = strand.drawn.bytes,
            .operation = strand.drawn.operation};
}

Value Flow::meaning(const Strand& strand, const NameMeaning& name, std::int64_t item,
                    SimTime now) const {
    switch (name.kind) {
        case NameMeaning::Kind::number:
            return name.from;
        case NameMeaning::Kind::field: {
            const Answer& answer =
                name.from < 0 ? strand.latest : strand.answers[static_cast<std::size_t>(name.from)];
            return answer.field(static_cast<AnswerField>(name.field), now);
        }
        case NameMeaning::Kind::key:
            return Value::key(strand.drawn.key);
        case NameMeaning::Kind::item:
            if (name.from > 0) item = loop_value(strand, name.from);
            [[fallthrough]];
        case NameMeaning::Kind::segment:
            // Items of an answer are keys.
            return item < 0 ? Value::key(static_cast<Key>(item)) : Value(item);
        case NameMeaning::Kind::action:
            return static_cast<std::int64_t>(strand.begin.action);
        case NameMeaning::Kind::worker:
            return strand.begin.worker;
        case NameMeaning::Kind::attribute:
        case NameMeaning::Kind::time:
        case NameMeaning::Kind::random:
        case NameMeaning::Kind::recorded:
            break;
    }
    return making_.keys->attributes.meaning(name, draw_of(strand, strand.draw), salt_);
}

// The value of the innermost for_each of this name around the strand's blocks.
std::int64_t Flow::loop_value(const Strand& strand, std::int64_t loop) const {
    const Strand* at = &strand;
    while (at->parent != no_slot && step_of(strands_[at->parent]).loop_name != loop)
        at = &strands_[at->parent];
    return at->item;
}

double Flow::draw(const Strand& strand, std::uint32_t step, std::uint64_t purpose,
                  std::uint64_t repeat) const {
    const std::uint64_t place = position_of((std::uint64_t{step} << 32 | repeat) ^ purpose << 60);
    return unit_from(salt_ ^ position_of(strand.begin.action ^ place) ^
                     position_of(static_cast<std::uint64_t>(strand.item) + purpose) ^
                     round_of(strands_, strand));
}

Value Flow::key_meaning(const Strand& strand, const NameMeaning& name, const LoopValue& of,
                        std::uint64_t salt, SimTime now) const {
    if (name.kind < NameMeaning::Kind::attribute) return meaning(strand, name, of.item, now);
    Draw draw = draw_of(strand, of.draw);
    // The suffix of a step is drawn for each of its calls.
    if (name.kind == NameMeaning::Kind::random && !strand.frames.empty()) {
        const FlowFrame& frame = strand.frames.back();
        salt ^= position_of(frame.repeats << 32 | frame.step) ^ round_of(strands_, strand);
    }
    return making_.keys->attributes.meaning(name, draw, salt);
}

// The key that the step names, else that of its table by its expression, else that of the value.
Key Flow::key_of_row(const Strand& strand, const FlowStep& step, const LoopValue& of,
                     SimTime now) const {
    if (!step.key.empty())
        return step.key.key(
            [&](const NameMeaning& name) { return key_meaning(strand, name, of, step.salt, now); });
    if (step.rule == nullptr) return of.key;
    return step.rule->key(making_.keys->attributes, draw_of(strand, of.draw)).value_or(0);
}

std::uint32_t Flow::bytes_of_row(const Strand& strand, const FlowStep& step,
                                 const LoopValue& of) const {
    if (step.size >= 0)
        return static_cast<std::uint32_t>(
            making_.keys->attributes
                .value(static_cast<std::uint32_t>(step.size), draw_of(strand, of.draw))
                .number);
    return step.bytes > 0 ? step.bytes : strand.drawn.bytes;
}

// The collection, or the part of it that the sort condition leaves, cut to `items`. What remains of
// a fraction is decided by the key: the same question has the same answer.
std::uint64_t Flow::items_met(const Strand& strand, const FlowStep& step, const FlowRow& row,
                              SimTime now) const {
    std::uint64_t items = step.collection;
    switch (step.meets) {
        case FlowStep::Meets::given:
            return step.items;
        case FlowStep::Meets::number:
            break;
        case FlowStep::Meets::attribute: {
            const Value value = making_.keys->attributes.value(
                static_cast<std::uint32_t>(step.collection), draw_of(strand, row.draw));
            items = static_cast<std::uint64_t>(std::max<std::int64_t>(0, value.number));
            break;
        }
        case FlowStep::Meets::counted:
            world_.late_writes.count(world_.counted, now);
            items = world_.counted.items(row.table, row.key);
            break;
    }
    if (step.one_of_sort_key) items = std::min<std::uint64_t>(items, 1);
    if (step.sort_share < 1) {
        const double part = static_cast<double>(items) * step.sort_share;
        const auto whole = static_cast<std::uint64_t>(part);
        items = whole + (unit_from(position_of(row.key)) < part - static_cast<double>(whole));
    }
    return step.items > 0 ? std::min(items, step.items) : items;
}

// Sets the row of a Query or Scan to its present page.
void Flow::make_page(const Strand& strand, const FlowStep& step, OpenCall& call) {
    FlowRow& row = call.rows.front();
    const LoopValue of{strand.item, strand.drawn.key, row.draw};
    const std::uint32_t item_bytes = std::max<std::uint32_t>(1, bytes_of_row(strand, step, of));
    call.in_page = 0;
    if (step.segments > 0) {
        const ScanPages pages(step.table_bytes, item_bytes, step.segments);
        const std::uint64_t segment = call.segment % step.segments;
        call.page_count = pages.in_segment;
        call.page = std::min(call.page, call.page_count - 1);
        row.key = pages.key_of(segment * pages.in_segment + call.page);
        row.bytes = static_cast<std::uint32_t>(call.page + 1 == call.page_count ? pages.last_bytes
                                                                                : pages.full_bytes);
        row.items = row.bytes / item_bytes;
        return;
    }
    const std::uint64_t in_page =
        std::clamp<std::uint64_t>(call.items, 1, items_in_page(item_bytes));
    call.in_page = in_page;
    // A Query that meets nothing has a page, too.
    call.page_count = std::max<std::uint64_t>(1, (call.items + in_page - 1) / in_page);
    call.page = std::min(call.page, call.page_count - 1);
    row.items = static_cast<std::uint32_t>(std::min(in_page, call.items - call.page * in_page));
    row.bytes = row.items * item_bytes;
}

}  // namespace isotherm
