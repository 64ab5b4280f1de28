// SPDX-License-Identifier: Apache-2.0
// What the names in the expressions of a flow stand for, what callers know of items, and the keys,
// sizes and pages of rows.

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
    if (reads_stream_)
        if (const Draw* record = callers_->record(number)) return *record;
    return {.number = number,
            .time = strands_[strand.root].begun,
            .key = strand.drawn.key,
            .workload = making_.workload.value,
            .bytes = strand.drawn.bytes,
            .operation = strand.drawn.operation};
}

Value Flow::meaning(const Strand& strand, const NameMeaning& name, std::int64_t item,
                    SimTime now) const {
    if (name.written >= 0) {
        const auto known = written_item(strand, name.written, strand.draw, now);
        return known ? making_.keys->attributes.meaning(name, *known, salt_) : Value();
    }
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
    if (name.written >= 0) {
        const auto known = written_item(strand, name.written, of.draw, now);
        return known ? making_.keys->attributes.meaning(name, *known, salt) : Value();
    }
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
Key Flow::key_of_row(const Strand& strand, const FlowStep& step, const LoopValue& of, SimTime now) {
    const auto place = static_cast<std::size_t>(&step - making_.program.steps.data());
    if (keys_are_texts_[place]) {
        KeyBuffer buffer;
        const auto value_of = [&](const NameMeaning& name) {
            return key_meaning(strand, name, of, step.salt, now);
        };
        const Key key = step.key.render(value_of, buffer) ? key_from_text(buffer.text()) : 0;
        step_texts_.remember(key, [&] { return std::string(buffer.text()); });
        return key;
    }
    if (!step.key.empty()) {
        const Key key = step.key.key(
            [&](const NameMeaning& name) { return key_meaning(strand, name, of, step.salt, now); });
        step_texts_.remember(key, [&] { return text_of_key(strand, step, of, now); });
        return key;
    }
    if (step.rule == nullptr) return of.key;
    const Draw draw = draw_of(strand, of.draw);
    const Key key = step.rule->key(making_.keys->attributes, draw).value_or(0);
    step_texts_.remember(key, [&] { return step.rule->text(making_.keys->attributes, draw, ""); });
    return key;
}

// The text of a step's key. A written item has the text that its writer made of it.
std::string Flow::text_of_key(const Strand& strand, const FlowStep& step, const LoopValue& of,
                              SimTime now) const {
    std::string of_item;  // lives until the text is rendered
    KeyBuffer buffer;
    step.key.render(
        [&](const NameMeaning& name) {
            const Value value = key_meaning(strand, name, of, step.salt, now);
            if (name.written < 0 || value.kind != Value::Kind::key) return value;
            const auto item = written_item(strand, name.written, of.draw, now);
            if (item) of_item = making_.keys->text_of_item(*item);
            return of_item.empty() ? value : Value::text(of_item);
        },
        buffer);
    return std::string(buffer.text());
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

// The items that the action is about: of each kind one, as far as it is known now.
void Flow::choose_written(Strand& strand, SimTime now) const {
    const std::vector<std::uint32_t>& attributes = making_.program.written;
    if (attributes.empty()) return;
    strand.written.resize(attributes.size());
    for (std::size_t place = 0; place < attributes.size(); ++place) {
        const Attributes& all = making_.keys->attributes;
        const std::uint64_t bits =
            position_of(strand.draw ^ position_of(salt_ ^ all.salt(attributes[place])));
        const auto found = world_.written.item(all, attributes[place], bits, now);
        strand.written[place] = {found.has_value(), found.value_or(Draw())};
    }
}

// Values of a for_each have items of their own.
std::optional<Draw> Flow::written_item(const Strand& strand, std::int32_t place, std::uint64_t draw,
                                       SimTime now) const {
    const auto at = static_cast<std::size_t>(place);
    const KnownItem& known = strand.written[at];
    if (draw == strand.draw || !known.there)
        return known.there ? std::optional(known.item) : std::nullopt;
    const Attributes& all = making_.keys->attributes;
    const std::uint32_t attribute = making_.program.written[at];
    const std::uint64_t bits = position_of(draw ^ position_of(salt_ ^ all.salt(attribute)));
    const auto found = world_.written.item(all, attribute, bits, now);
    return found ? found : known.item;
}

// The item that a row of the step is about.
Draw Flow::described_item(const Strand& strand, const FlowStep& step, std::uint64_t draw,
                          SimTime now) const {
    const Draw own = draw_of(strand, draw);
    return step.written < 0 ? own : written_item(strand, step.written, draw, now).value_or(own);
}

// Whether the items that the step names have been written.
bool Flow::knows_its_items(const Strand& strand, const FlowStep& step) const {
    return std::ranges::all_of(step.needs_written,
                               [&](std::uint32_t place) { return strand.written[place].there; });
}

// Tells the indexes what a write of a known item does to it.
std::uint32_t Flow::note_change(const Strand& strand, const OpenCall& call, SimTime now) {
    const FlowStep& step = making_.program.steps[call.step];
    if (!step.knows_item() || side_of(step.operation) == Side::read) return no_slot;
    const std::uint32_t change = world_.changes.add(call.item);
    for (const auto& [attribute, value] : step.sets)
        world_.changes.set(attribute,
                           value.empty() ? Value() : value.evaluated([&](const NameMeaning& name) {
                               return meaning(strand, name, strand.item, now);
                           }));
    return change;
}

// How many items of the key were written in the range of times that the sort condition names.
double Flow::items_between(const Strand& strand, const FlowStep& step, const FlowRow& row,
                           SimTime now) const {
    const Attributes& attributes = making_.keys->attributes;
    const auto time_of = [&](const Expression& expression, SimTime otherwise) {
        if (expression.empty()) return otherwise;
        const Value value = expression.evaluated(
            [&](const NameMeaning& name) { return meaning(strand, name, strand.item, now); });
        return attributes.sim_time(value);
    };
    const SimTime from = time_of(step.sort_from, SimTime::min());
    const SimTime to = time_of(step.sort_to, SimTime::max());
    if (step.meets == FlowStep::Meets::counted)
        return world_.counted.items(row.table, row.key).written_between(from, to);
    const SimTime begin = now - step.sort_span;
    const SimDuration part = std::min(to, now) - std::max(from, begin);
    return std::max(0.0, in_seconds(part) / in_seconds(step.sort_span));
}

// The collection, or the part of it that the sort condition leaves, cut to `items`. What remains of
// a fraction is decided by the key: the same question has the same answer.
std::uint64_t Flow::items_met(const Strand& strand, const FlowStep& step, const FlowRow& row,
                              SimTime now) const {
    std::uint64_t items = step.collection;
    double share = step.sort_share;
    switch (step.meets) {
        case FlowStep::Meets::given:
            return step.items;
        case FlowStep::Meets::number:
            break;
        case FlowStep::Meets::attribute: {
            const Value value =
                making_.keys->attributes.value(static_cast<std::uint32_t>(step.collection),
                                               described_item(strand, step, row.draw, now));
            items = static_cast<std::uint64_t>(std::max<std::int64_t>(0, value.number));
            break;
        }
        case FlowStep::Meets::counted:
            items = step.sort_between
                        ? static_cast<std::uint64_t>(items_between(strand, step, row, now))
                        : world_.counted.items(row.table, row.key).count;
            break;
    }
    if (step.sort_between && step.meets != FlowStep::Meets::counted)
        share *= items_between(strand, step, row, now);
    if (step.one_of_sort_key) items = std::min<std::uint64_t>(items, 1);
    if (share < 1) {
        const double part = static_cast<double>(items) * share;
        const auto whole = static_cast<std::uint64_t>(part);
        items = whole + (unit_from(position_of(row.key)) < part - static_cast<double>(whole));
    }
    return step.items > 0 ? std::min(items, step.items) : items;
}

// The rows of a workload without steps, as its stream has drawn them.
void Flow::make_drawn_rows(const Strand& strand, const FlowStep& step, OpenCall& call) {
    const std::uint64_t rows = std::max<std::size_t>(1, strand.rows.size());
    const auto add = [&](const DrawnRow& drawn) {
        add_row(step, drawn.key, drawn.bytes, strand.begin.action * rows + call.rows.size(), call);
        FlowRow& row = call.rows.back();
        row.operation = drawn.operation;
        row.finding = drawn.finding;
        if (step.segments > 0)
            walk_on(step, strand.begin.action, row);
        else if (step.meets == FlowStep::Meets::counted)
            meet_counted(step, row);
    };
    if (strand.rows.empty()) add(strand.drawn);
    for (const DrawnRow& drawn : strand.rows) add(drawn);
}

// A call of a workload without steps meets what is counted, up to a page.
void Flow::meet_counted(const FlowStep& step, FlowRow& row) const {
    if (!traits_of(row.operation).many_items || row.finding == Finding::no_item) return;
    const CountedKeys::Items there = world_.counted.items(row.table, row.key);
    const std::uint64_t bytes = there.mean_bytes();
    std::uint64_t items = std::min(there.count, items_in_page(bytes));
    if (step.items > 0) items = std::min(items, step.items);
    row.items = static_cast<std::uint32_t>(items);
    row.bytes = static_cast<std::uint32_t>(items * bytes);
}

// How slow the service is with a row, and whether it is served in another zone than the caller's.
Flow::Served Flow::drawn_service(const FlowRow& row, std::uint32_t zone, std::int64_t attempt,
                                 const RequestBatch& batch, std::size_t at) {
    const Latency& latency = world_.latency;
    const Latency::Row drawn{
        batch.partition[at], traits_of(row.operation).consistency == Consistency::eventual,
        salt_ ^ position_of(batch.sequence[at]) ^ static_cast<std::uint64_t>(attempt)};
    Served served{latency.factor(drawn), latency.crosses(drawn, zone)};
    if (!drawn.eventual || row.throttled || !latency.zones_matter()) return served;
    const bool beyond = world_.replica_reads.beyond(drawn.partition, zone, batch.cost[at],
                                                    batch.arrival[at], latency.zone_reads());
    served.crosses = served.crosses || beyond;
    return served;
}

// The slowest row decides how long the call takes, and any row may be served in another zone.
void Flow::draw_latency(OpenCall& call, const FlowRow& row, const RequestBatch& batch,
                        std::size_t at) {
    const Served served = drawn_service(row, strands_[call.strand].zone, call.attempt, batch, at);
    call.factor = std::max(call.factor, served.factor);
    call.crosses = call.crosses || served.crosses;
}

// What remains of a fraction of an item is drawn for each call.
std::uint64_t Flow::kept_by_filter(const OpenCall& call, std::uint64_t items) const {
    const double unit = unit_from(salt_ ^ position_of(call.number));
    const double keeps = making_.program.steps[call.step].filter_keeps;
    return static_cast<std::uint64_t>(static_cast<double>(items) * keeps + unit);
}

std::uint64_t Flow::read_page(const FlowStep& step, std::uint64_t segment, std::uint64_t page,
                              std::uint64_t item_bytes, FlowRow& row) const {
    std::uint64_t table_bytes = step.table_bytes;
    if (world_.counted.counts(row.table)) {
        const CountedKeys::Whole whole = world_.counted.whole(row.table);
        table_bytes += whole.bytes;
        if (whole.count > 0 && step.table_bytes == 0) item_bytes = whole.bytes / whole.count;
    }
    item_bytes = std::max<std::uint64_t>(1, item_bytes);
    const ScanPages pages(table_bytes, item_bytes, step.segments);
    page = std::min(page, pages.in_segment - 1);
    row.key = pages.key_of(segment * pages.in_segment + page);
    row.bytes = static_cast<std::uint32_t>(page + 1 == pages.in_segment ? pages.last_bytes
                                                                        : pages.full_bytes);
    row.items = static_cast<std::uint32_t>(row.bytes / item_bytes);
    return pages.in_segment;
}

// The next page of a Scan without steps: its requests alternate between the segments, and each
// begins anew behind its last page.
void Flow::walk_on(const FlowStep& step, std::uint64_t action, FlowRow& row) {
    walked_.resize(step.segments);
    const std::uint64_t segment = action % step.segments;
    std::uint64_t& page = walked_[segment];
    const std::uint64_t pages = read_page(step, segment, page, step.bytes, row);
    page = page + 1 < pages ? page + 1 : 0;
}

// Sets the row of a Query or Scan to its present page.
void Flow::make_page(const Strand& strand, const FlowStep& step, OpenCall& call) {
    FlowRow& row = call.rows.front();
    const LoopValue of{strand.item, strand.drawn.key, row.draw};
    std::uint32_t item_bytes = std::max<std::uint32_t>(1, bytes_of_row(strand, step, of));
    if (step.meets == FlowStep::Meets::counted && !step.bytes_given) {
        const auto mean = world_.counted.items(row.table, row.key).mean_bytes();
        if (mean > 0) item_bytes = static_cast<std::uint32_t>(mean);
    }
    call.in_page = 0;
    if (step.segments > 0) {
        call.page_count = read_page(step, call.segment % step.segments, call.page, item_bytes, row);
        call.page = std::min(call.page, call.page_count - 1);
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

ActionUse& Flow::new_use(TableIndex table, Operation operation) {
    ActionUse& use = record_.uses.emplace_back();
    use.table = table;
    use.operation = operation;
    use_place_[table.value * operation_count + static_cast<std::size_t>(operation)] =
        static_cast<std::uint16_t>(record_.uses.size());
    return use;
}

}  // namespace isotherm
