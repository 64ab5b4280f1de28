// SPDX-License-Identifier: Apache-2.0
// How a flow goes through the steps of an action.
//
// A strand stands at a step of its innermost frame. `run` does steps until one has to wait: for
// answers, for its other values, or for time.

#include <algorithm>
#include <cassert>

#include "engine/flows/flow.h"

namespace isotherm {
namespace {

// Purposes of draws, so that those of one step are independent of each other.
constexpr std::uint64_t draw_chance = 1;
constexpr std::uint64_t draw_wait = 2;

// The key of the item at a position of a collection.
Key key_in_collection(Key collection, std::uint64_t position) {
    constexpr Key of_text = Key{1} << 63;  // as keys from text: not a small number
    return position_of(collection ^ position_of(position + 1)) | of_text;
}

}  // namespace

std::int64_t Answer::field(AnswerField field, SimTime now) const {
    switch (field) {
        case AnswerField::items:
            return static_cast<std::int64_t>(items);
        case AnswerField::returned:
            return static_cast<std::int64_t>(returned);
        case AnswerField::bytes:
            return static_cast<std::int64_t>(bytes);
        case AnswerField::pages:
            return static_cast<std::int64_t>(pages);
        case AnswerField::unprocessed:
            return static_cast<std::int64_t>(unprocessed);
        case AnswerField::units:
            return (half_units + 1) / 2;
        case AnswerField::age:
            return (now - at).count() / 1'000;
        case AnswerField::last:
            return last;
        case AnswerField::found:
            return found;
        case AnswerField::failed:
            return failed;
        case AnswerField::written:
            return written;
        case AnswerField::none_left:
            return unprocessed == 0 && !failed;
    }
    return 0;
}

void Flow::push_frame(Strand& strand, std::int32_t block, FlowFrame::Kind kind) {
    const FlowProgram::Block& range = making_.program.blocks[static_cast<std::size_t>(block)];
    FlowFrame frame;
    frame.step = range.first;
    frame.end = range.end;
    frame.kind = kind;
    strand.frames.push_back(frame);
}

void Flow::run(std::uint32_t slot, SimTime now) {
    for (;;) {
        Strand& strand = strands_[slot];
        FlowFrame& frame = strand.frames.back();
        if (frame.step == frame.end) {
            const FlowFrame::Kind kind = frame.kind;
            strand.frames.pop_back();
            if (strand.frames.empty()) return end_strand(slot, true, now);
            if (kind == FlowFrame::Kind::aside)
                next_step(strand, now);
            else if (!body_ended(slot, true, now))
                return;
            continue;
        }
        const FlowStep& step = step_of(strand);
        if (frame.state == FlowFrame::State::fresh) {
            frame.state = FlowFrame::State::entered;
            frame.repeats = 0;
            frame.entered_at = now;
            if (!takes(strand, step, now)) {
                if (step.otherwise >= 0) {
                    push_frame(strand, step.otherwise, FlowFrame::Kind::aside);
                } else {
                    ++frame.step;
                    frame.state = FlowFrame::State::fresh;
                }
                continue;
            }
        }
        if (step.verb == FlowStep::Verb::stop) return end_strand(slot, step.stops_done, now);
        if (step.verb == FlowStep::Verb::block && step.loop == FlowStep::Loop::none) {
            push_frame(strand, step.block, FlowFrame::Kind::body);
            continue;
        }
        const Body body = start_body(slot, now);
        if (body == Body::blocked || !body_ended(slot, body == Body::done, now)) return;
    }
}

// Whether the step is taken: its condition holds, and the dice say so.
bool Flow::takes(Strand& strand, const FlowStep& step, SimTime now) {
    if (!knows_its_items(strand, step)) return false;
    if (!step.only_if.empty()) {
        const auto value = step.only_if.value(
            [&](const NameMeaning& name) { return meaning(strand, name, strand.item, now); });
        if (value == 0) return false;
    }
    return step.chance >= 1 ||
           draw(strand, strand.frames.back().step, draw_chance, 0) < step.chance;
}

// Starts what the step does. A call or values that have to wait block the strand.
Flow::Body Flow::start_body(std::uint32_t slot, SimTime now) {
    Strand& strand = strands_[slot];
    FlowFrame& frame = strand.frames.back();
    const FlowStep& step = step_of(strand);
    if (step.verb == FlowStep::Verb::put) {
        world_.put(step.queue, {strand.drawn.key, now});
        ++record_.messages_put;
        return Body::done;
    }
    if (step.verb == FlowStep::Verb::wait) {
        const SimDuration wait = step.wait.at(draw(strand, frame.step, draw_wait, frame.repeats));
        if (wait == 0us) return Body::done;
        frame.state = FlowFrame::State::waits;
        event(now + wait, Kind::wake, strand.begin.action, slot, strand.stamp);
        return Body::blocked;
    }
    if (step.answer >= 0) {
        Answer& answer = strand.answers[static_cast<std::size_t>(step.answer)];
        // A Query or Scan goes on where it was; everything else begins anew.
        const std::uint64_t next_page = answer.next_page;
        answer = {};
        answer.next_page = next_page;
    }
    return start_values(slot, now);
}

std::uint64_t Flow::value_count(const Strand& strand, const FlowStep& step) const {
    std::uint64_t values = 1;
    if (step.loop == FlowStep::Loop::range)
        values = static_cast<std::uint64_t>(step.last - step.first) + 1;
    else if (step.loop == FlowStep::Loop::answer)
        values = strand.answers[static_cast<std::size_t>(step.loop_answer)].items;
    else if (step.loop == FlowStep::Loop::items)
        values = strand.begin.count;
    return values;
}

Flow::Body Flow::start_values(std::uint32_t slot, SimTime now) {
    Strand& strand = strands_[slot];
    const FlowStep& step = step_of(strand);
    if (strand.open_values == 0 && !strand.starting) {
        const std::uint64_t values = value_count(strand, step);
        const bool batches = step.batched && step.parts.empty() && !step.drawn;
        const std::uint64_t each = batches ? step.batch_items : 1;
        strand.next_value = 0;
        strand.end_value = (values + each - 1) / each;
        strand.any_failed = false;
    }
    strand.starting = true;
    while (strand.next_value < strand.end_value &&
           (step.at_once == 0 || strand.open_values < step.at_once)) {
        ++strand.open_values;
        const std::uint64_t value = strand.next_value++;
        if (step.verb == FlowStep::Verb::block)
            start_child(slot, value, now);
        else
            start_call(slot, value, now);
    }
    strand.starting = false;
    if (strand.open_values > 0) return Body::blocked;
    return strand.any_failed ? Body::failed : Body::done;
}

// One of the values of the present step has ended.
void Flow::value_ended(std::uint32_t slot, bool ok, SimTime now) {
    Strand& strand = strands_[slot];
    assert(strand.open_values > 0);
    --strand.open_values;
    strand.any_failed = strand.any_failed || !ok;
    if (strand.starting) return;
    if (strand.next_value < strand.end_value) {
        // `starting` keeps values that end at once from coming back here.
        const FlowStep& step = step_of(strand);
        strand.starting = true;
        while (strand.next_value < strand.end_value && strand.open_values < step.at_once) {
            ++strand.open_values;
            const std::uint64_t value = strand.next_value++;
            if (step.verb == FlowStep::Verb::block)
                start_child(slot, value, now);
            else
                start_call(slot, value, now);
        }
        strand.starting = false;
    }
    if (strand.open_values > 0) return;
    if (body_ended(slot, !strand.any_failed, now)) run(slot, now);
}

void Flow::start_child(std::uint32_t parent_slot, std::uint64_t value, SimTime now) {
    const std::uint32_t slot = strands_.take();
    Strand& parent = strands_[parent_slot];
    Strand& child = strands_[slot];
    const FlowStep& step = step_of(parent);
    const LoopValue of = value_of(parent, step, value);
    child.draw = of.draw;
    child.parent = parent_slot;
    child.root = parent.root;
    child.root_stamp = parent.root_stamp;
    child.begin = parent.begin;
    child.begun = now;
    child.drawn = parent.drawn;
    child.drawn.key = of.key;
    child.rows.clear();
    child.item = of.item;
    child.zone = parent.zone;
    child.frames.clear();
    child.answers.assign(parent.answers.begin(), parent.answers.end());
    child.latest = parent.latest;
    choose_written(child, now);
    child.open_values = 0;
    push_frame(child, step.block, FlowFrame::Kind::action);
    run(slot, now);
}

Flow::LoopValue Flow::value_of(const Strand& strand, const FlowStep& step, std::uint64_t value) {
    LoopValue of{strand.item, strand.drawn.key, strand.draw};
    // Each value of a for_each has attributes of its own.
    if (step.loop != FlowStep::Loop::none)
        of.draw = position_of(strand.draw ^ position_of(value + 1));
    switch (step.loop) {
        case FlowStep::Loop::none:
            break;
        case FlowStep::Loop::range:
            of.item = step.first + static_cast<std::int64_t>(value);
            // A Scan's segments have no keys; a step with a key of its own evaluates it.
            if (step.key.empty() && step.segments == 0 && values_.there())
                of.key = values_.take().key;
            break;
        case FlowStep::Loop::answer: {
            const Answer& answer = strand.answers[static_cast<std::size_t>(step.loop_answer)];
            of.key = key_in_collection(answer.key, answer.first_item + value);
            of.item = static_cast<std::int64_t>(of.key);
            break;
        }
        case FlowStep::Loop::items: {
            const std::uint64_t number = strand.begin.first + value;
            of.draw = number;
            const bool queue = !settings_->callers->queue_name().empty();
            if (const Draw* record = reads_stream_ ? callers_->record(number) : nullptr) {
                of.key = record->key;
                of.item = static_cast<std::int64_t>(record->key);
                break;
            }
            if (queue)
                of.key = callers_->key_of_message(number);
            else if (values_.there() && step.key.empty())
                of.key = values_.take().key;
            else
                of.key = settings_->callers->key_of_item(number);
            of.item = queue || values_.there() ? static_cast<std::int64_t>(of.key)
                                               : static_cast<std::int64_t>(number);
            break;
        }
    }
    return of;
}

// Keys that are made of several names are the hashes of their texts, so that their texts are there.
// What others have written has a text of its own.
void Flow::find_text_keys() {
    keys_are_texts_.clear();
    for (const FlowStep& step : making_.program.steps) {
        const std::vector<NameMeaning> names = step.key.names();
        keys_are_texts_.push_back(
            names.size() > 1 &&
            std::ranges::none_of(names, [](const NameMeaning& name) { return name.written >= 0; }));
    }
}

// The step's body has ended; the step may be repeated.
bool Flow::body_ended(std::uint32_t slot, bool ok, SimTime now) {
    Strand& strand = strands_[slot];
    const FlowStep& step = step_of(strand);
    if (step.answer >= 0) strand.answers[static_cast<std::size_t>(step.answer)].failed = !ok;
    strand.latest.failed = !ok;
    if (!ok) return step_failed(slot, now);
    if (step.repeats()) return repeat(slot, now);
    next_step(strand, now);
    return true;
}

bool Flow::repeat(std::uint32_t slot, SimTime now) {
    Strand& strand = strands_[slot];
    FlowFrame& frame = strand.frames.back();
    const FlowStep& step = step_of(strand);
    ++frame.repeats;
    const bool holds = !step.until.empty() && step.until.value([&](const NameMeaning& name) {
        return meaning(strand, name, strand.item, now);
    }) != 0;
    if (holds || (step.times > 0 && frame.repeats >= step.times)) {
        next_step(strand, now);
        return true;
    }
    if (step.times == 0 && frame.repeats >= step.most) return step_failed(slot, now);
    if (step.between == 0us) return true;
    frame.state = FlowFrame::State::between;
    event(now + step.between, Kind::wake, strand.begin.action, slot, strand.stamp);
    return false;
}

bool Flow::step_failed(std::uint32_t slot, SimTime now) {
    Strand& strand = strands_[slot];
    FlowFrame& frame = strand.frames.back();
    const FlowStep& step = step_of(strand);
    ++record_.steps[frame.step].failed;
    switch (step.on_fail) {
        case FlowStep::OnFail::fail:
            break;
        case FlowStep::OnFail::go_on:
            next_step(strand, now);
            return true;
        case FlowStep::OnFail::block:
            push_frame(strand, step.on_fail_block, FlowFrame::Kind::aside);
            return true;
        case FlowStep::OnFail::again:
            if (++frame.repeats >= step.most) break;
            if (step.between == 0us) return true;
            frame.state = FlowFrame::State::between;
            event(now + step.between, Kind::wake, strand.begin.action, slot, strand.stamp);
            return false;
    }
    return fail_up(slot, now);
}

// The frame fails, and with it the step that runs it, as far up as no step catches it.
bool Flow::fail_up(std::uint32_t slot, SimTime now) {
    Strand& strand = strands_[slot];
    for (;;) {
        const FlowFrame::Kind kind = strand.frames.back().kind;
        strand.frames.pop_back();
        if (strand.frames.empty()) {
            end_strand(slot, false, now);
            return false;
        }
        if (kind == FlowFrame::Kind::body) return body_ended(slot, false, now);
    }
}

void Flow::next_step(Strand& strand, SimTime now) {
    FlowFrame& frame = strand.frames.back();
    record_.steps[frame.step].latency.add(now - frame.entered_at);
    ++frame.step;
    frame.state = FlowFrame::State::fresh;
}

// A wait of the strand is over.
void Flow::wake(std::uint32_t slot, SimTime now) {
    Strand& strand = strands_[slot];
    if (!alive(strand)) return let_go(slot);
    FlowFrame& frame = strand.frames.back();
    const bool waited = frame.state == FlowFrame::State::waits;
    frame.state = FlowFrame::State::entered;
    if (waited && !body_ended(slot, true, now)) return;
    run(slot, now);
}

}  // namespace isotherm
