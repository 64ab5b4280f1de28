// SPDX-License-Identifier: Apache-2.0
// Steps in general: names, loops, repetition, blocks.

#include <fmt/format.h>

#include <algorithm>

#include "engine/flows/program_maker.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// Values of one for_each: each can be an open call.
constexpr std::int64_t most_loop_values = 100'000;

// The name in "shard in 1..10"; empty if there is none.
std::string loop_name_of(const StepSettings& step) {
    const std::size_t in = step.for_each.find(" in ");
    return in == step.for_each.npos ? std::string() : step.for_each.substr(0, in);
}

}  // namespace

FlowProgram ProgramMaker::made() {
    collect_names();
    program_.block_names.emplace_back();
    for (const auto& block : settings_.blocks) program_.block_names.push_back(block.first);
    if (settings_.steps.empty()) {
        add_drawn_call();
    } else {
        add_block("", settings_.steps);
        for (const auto& block : settings_.blocks) add_block(block.first, block.second);
    }
    program_.answers = answers_.size() + unnamed_answers_;
    if (complaints_.empty()) check_nesting();
    return std::move(program_);
}

// Complaints are about the present step.
void ProgramMaker::complain(std::string_view setting, std::string what, std::string fix) {
    complaints_.push_back({block_, step_, std::string(setting), std::move(what), std::move(fix)});
}

void ProgramMaker::collect_names() {
    const auto look = [this](const std::vector<StepSettings>& steps) {
        for (const StepSettings& step : steps) {
            if (!step.as.empty())
                answers_.emplace(step.as, static_cast<std::int32_t>(answers_.size()));
            if (const std::string name = loop_name_of(step); !name.empty())
                loop_names_.emplace(name, static_cast<std::int64_t>(loop_names_.size()) + 1);
        }
    };
    look(settings_.steps);
    for (const auto& block : settings_.blocks) look(block.second);
    collect_scopes();
}

// Goes through the steps until nothing changes, because blocks run blocks.
void ProgramMaker::collect_scopes() {
    scopes_[""].runs = true;
    for (bool more = true; more;) {
        more = add_scopes_of("", settings_.steps);
        for (const auto& block : settings_.blocks)
            more = (scopes_[block.first].runs && add_scopes_of(block.first, block.second)) || more;
    }
}

bool ProgramMaker::add_scopes_of(const std::string& block, const std::vector<StepSettings>& steps) {
    bool changed = false;
    for (const StepSettings& step : steps) {
        Scope inside = scopes_[block];
        const auto run = [&](const std::string& other) {
            if (settings_.blocks.contains(other)) changed = scopes_[other].add(inside) || changed;
        };
        // These run once, before or after all values.
        run(step.otherwise);
        run(step.on_fail);
        if (const std::string name = loop_name_of(step); !name.empty()) {
            inside.some.insert(name);
            inside.all.insert(name);
        }
        run(step.run);
    }
    return changed;
}

bool ProgramMaker::Scope::add(const Scope& place) {
    const Scope before = *this;
    some.insert(place.some.begin(), place.some.end());
    if (!runs)
        all = place.all;
    else
        std::erase_if(all, [&](const std::string& name) { return !place.all.contains(name); });
    runs = true;
    return !before.runs || before.some.size() != some.size() || before.all.size() != all.size();
}

bool ProgramMaker::in_loop() const {
    const Scope& scope = scopes_.at(block_);
    return !own_loop_.empty() || !(scope.runs ? scope.some.empty() : loop_names_.empty());
}

bool ProgramMaker::names_loop(const std::string& name) const {
    if (name == own_loop_) return true;
    const Scope& scope = scopes_.at(block_);
    // Nothing runs the block: its names may be those of any loop.
    if (!scope.runs) return loop_names_.contains(name);
    return scope.some.contains(name);
}

// What a name of a for_each means; nullopt if there is none of this name in some of the places from
// which the block is run.
std::optional<NameMeaning> ProgramMaker::loop_meaning(const std::string& name) const {
    if (name == own_loop_) return NameMeaning{NameMeaning::Kind::item};
    const Scope& scope = scopes_.at(block_);
    if (scope.runs && !scope.all.contains(name)) return std::nullopt;
    return NameMeaning{NameMeaning::Kind::item, loop_names_.at(name)};
}

void ProgramMaker::add_block(const std::string& name, const std::vector<StepSettings>& steps) {
    block_ = name;
    FlowProgram::Block block{static_cast<std::uint32_t>(program_.steps.size())};
    for (step_ = 0; step_ < steps.size(); ++step_)
        program_.steps.push_back(made_step(steps[step_]));
    block.end = static_cast<std::uint32_t>(program_.steps.size());
    program_.blocks.push_back(block);
}

FlowStep ProgramMaker::made_step(const StepSettings& given) {
    FlowStep step;
    read_body(given, step);
    step.only_if = expression("if", given.only_if);
    step.chance = given.chance.value;
    if (!given.otherwise.empty()) step.otherwise = block_named("else", given.otherwise);
    read_until(given, step);
    read_on_fail(given, step);
    if (!given.as.empty()) {
        step.answer = answers_.at(given.as);
        step.name = given.as;
    } else if (step.verb == FlowStep::Verb::call && traits_of(step.operation).many_items) {
        // It goes on from its LastEvaluatedKey.
        step.answer = static_cast<std::int32_t>(answers_.size() + unnamed_answers_++);
    }
    return step;
}

// What is done for each value: only here the name of the step's own for_each means something.
void ProgramMaker::read_body(const StepSettings& given, FlowStep& step) {
    read_loop(given, step);
    own_loop_ = loop_name_of(given);
    read_verb(given, step);
    own_loop_.clear();
}

void ProgramMaker::read_verb(const StepSettings& given, FlowStep& step) {
    if (!given.call.empty()) return read_call(given, step);
    if (!given.run.empty()) {
        step.verb = FlowStep::Verb::block;
        step.name = given.run;
        step.block = block_named("do", given.run);
    } else if (given.waits()) {
        step.verb = FlowStep::Verb::wait;
        step.name = "wait";
        step.wait = given.wait;
    } else if (!given.put.empty()) {
        step.verb = FlowStep::Verb::put;
        step.name = "put";
        read_queue(given, step);
    } else {
        step.verb = FlowStep::Verb::stop;
        step.stops_done = given.stop == "done";
    }
    if (step.loop != FlowStep::Loop::none && step.verb != FlowStep::Verb::block)
        complain("for_each", "only a call or a block is done for each value",
                 "put the step into a block");
    refuse_call_settings(given);
}

// "shard in 1..10", "item in READ", "item in chunk", "message in batch".
void ProgramMaker::read_loop(const StepSettings& given, FlowStep& step) {
    step.at_once = static_cast<std::uint32_t>(given.at_once);
    if (given.for_each.empty()) return;
    if (const auto name = loop_names_.find(loop_name_of(given)); name != loop_names_.end())
        step.loop_name = name->second;
    const std::size_t in = given.for_each.find(" in ");
    const std::string over =
        in == given.for_each.npos ? std::string() : given.for_each.substr(in + 4);
    if (over.empty())
        return complain("for_each", fmt::format("\"{}\" has no values", given.for_each),
                        "write \"NAME in 1..10\", \"NAME in READ\" or \"NAME in chunk\"");
    if (const std::size_t dots = over.find(".."); dots != over.npos) {
        const auto first = number_in<std::int64_t>(over.substr(0, dots));
        const auto last = number_in<std::int64_t>(over.substr(dots + 2));
        if (!first || !last || *last < *first)
            return complain("for_each", fmt::format("\"{}\" is not a range", over),
                            "write two whole numbers, such as 1..10");
        // The difference of two 64-bit numbers may not fit.
        if (static_cast<__int128>(*last) - *first >= most_loop_values)
            return complain("for_each",
                            fmt::format("more than {} values", grouped(most_loop_values)),
                            "use callers of kind \"items\", or a smaller range");
        step.loop = FlowStep::Loop::range;
        step.first = *first;
        step.last = *last;
    } else if (over == "chunk" || over == "batch") {
        step.loop = FlowStep::Loop::items;
        if (!settings_.callers || settings_.callers->chunk_items() == 0)
            complain("for_each", fmt::format("the callers have no {}", over),
                     over == "chunk" ? "use callers = { kind = \"items\", … }"
                                     : "use callers = { kind = \"queue\", … }");
    } else {
        step.loop = FlowStep::Loop::answer;
        step.loop_answer = answer_named("for_each", over);
    }
}

void ProgramMaker::read_until(const StepSettings& given, FlowStep& step) {
    step.times = static_cast<std::uint64_t>(given.times);
    step.most = static_cast<std::uint64_t>(given.most);
    step.between = given.between;
    if (given.until.empty()) return;
    const auto word = [&](std::string_view field) {
        own_fields_.insert(std::string(field));
        return std::string(field);
    };
    std::string text = given.until;
    if (text == "none left") text = word("none_left");
    if (text == "found" || text == "written") text = word(text);
    step.until = expression("until", text);
    own_fields_.clear();
    if (!step.until.empty() && step.until.names().empty() &&
        step.until.value([](const NameMeaning&) { return 0; }) == 0)
        complain("until", fmt::format("\"{}\" never holds", printable(given.until)),
                 "compare a field of an answer, such as READ.items > 0");
}

void ProgramMaker::read_on_fail(const StepSettings& given, FlowStep& step) {
    if (given.on_fail.empty() || given.on_fail == "fail") return;
    if (given.on_fail == "go_on") {
        step.on_fail = FlowStep::OnFail::go_on;
    } else if (given.on_fail == "again") {
        step.on_fail = FlowStep::OnFail::again;
    } else {
        step.on_fail = FlowStep::OnFail::block;
        step.on_fail_block = block_named("on_fail", given.on_fail);
    }
}

std::int32_t ProgramMaker::block_named(std::string_view setting, const std::string& name) {
    const auto& names = program_.block_names;
    const auto found = std::find(names.begin() + 1, names.end(), name);
    if (found != names.end()) return static_cast<std::int32_t>(found - names.begin());
    complain(setting, fmt::format("there is no block \"{}\"", printable(name)),
             names.size() == 1 ? fmt::format("add blocks.{}.steps = [ … ]", name)
                               : suggestion_text(name, {names.begin() + 1, names.end()}));
    return -1;
}

std::int32_t ProgramMaker::answer_named(std::string_view setting, const std::string& name) {
    const auto found = answers_.find(name);
    if (found != answers_.end()) return found->second;
    std::vector<std::string> known;
    for (const auto& answer : answers_) known.push_back(answer.first);
    complain(setting, fmt::format("nothing sets \"{}\"", printable(name)),
             known.empty() ? fmt::format("add as = \"{}\" to an earlier step", name)
                           : suggestion_text(name, known));
    return -1;
}

Expression ProgramMaker::expression(std::string_view setting, const std::string& text) {
    if (text.empty()) return {};
    std::optional<ExpressionError> error;
    Expression made = Expression::compiled(text, names(), error);
    if (error) refuse(setting, text, *error);
    return made;
}

KeyText ProgramMaker::key_text(std::string_view setting, const std::string& text) {
    if (text.empty()) return {};
    std::optional<ExpressionError> error;
    KeyText made = KeyText::compiled(text, names(), error);
    if (error) refuse(setting, text, *error);
    return made;
}

void ProgramMaker::refuse(std::string_view setting, const std::string& text,
                          const ExpressionError& error) {
    complain(setting,
             fmt::format("\"{}\", character {}: {}", printable(text), error.column, error.what),
             "use numbers, key, item, attributes, times, names of for_each, fields of answers "
             "such as READ.items");
}

KnowsName ProgramMaker::names() {
    return [this](std::string_view name, std::string_view field) {
        return field.empty() ? plain_name(name) : field_of(name, field);
    };
}

std::optional<NameMeaning> ProgramMaker::plain_name(std::string_view name) {
    using Kind = NameMeaning::Kind;
    const std::string text(name);
    if (own_fields_.contains(text)) {
        // A word of `until` asks about the step's own answer, the last one given.
        constexpr std::int64_t own = -1;
        return NameMeaning{Kind::field, own, field_named(name).value_or(0)};
    }
    if (names_loop(text)) return loop_meaning(text);
    if (name == "item" && in_loop()) return NameMeaning{Kind::item};
    if (name == "key") {
        program_.uses_keys = true;
        if (!facts_.keys_given) return std::nullopt;
        return NameMeaning{.kind = Kind::key, .gives = Value::Kind::key};
    }
    if (name == "action") return NameMeaning{Kind::action};
    if (name == "worker") return NameMeaning{Kind::worker};
    if (name == "segment") return NameMeaning{Kind::segment};
    static const Attributes none;
    const auto meaning =
        (facts_.context->keys == nullptr ? none : facts_.context->keys->attributes).name(name, "");
    // Only rows of a recorded stream have these.
    return meaning && meaning->kind != Kind::recorded ? meaning : std::nullopt;
}

std::optional<NameMeaning> ProgramMaker::field_of(std::string_view name,
                                                  std::string_view field) const {
    const auto answer = answers_.find(std::string(name));
    const auto number = field_named(field);
    if (answer == answers_.end() || !number) return std::nullopt;
    return NameMeaning{NameMeaning::Kind::field, answer->second, *number};
}

std::optional<std::uint8_t> ProgramMaker::field_named(std::string_view name) {
    const auto* const found = std::ranges::find(answer_field_names, name);
    if (found == std::end(answer_field_names)) return std::nullopt;
    return static_cast<std::uint8_t>(found - std::begin(answer_field_names));
}

// Blocks that call themselves would never end; finds the depth of the others.
void ProgramMaker::check_nesting() {
    std::vector<std::int32_t> way;
    refuse_cycles(0, way);
}

void ProgramMaker::refuse_cycles(std::int32_t block, std::vector<std::int32_t>& way) {
    if (!complaints_.empty() || sound_.contains(block)) return;
    way.push_back(block);
    const FlowProgram::Block& range = program_.blocks[static_cast<std::size_t>(block)];
    for (std::uint32_t s = range.first; s < range.end; ++s) {
        const FlowStep& step = program_.steps[s];
        for (const std::int32_t inner : {step.block, step.otherwise, step.on_fail_block}) {
            if (inner < 0) continue;
            if (std::ranges::find(way, inner) == way.end()) {
                refuse_cycles(inner, way);
                continue;
            }
            complaints_.push_back(
                {program_.block_names[static_cast<std::size_t>(block)], s - range.first, "",
                 fmt::format("block {} calls itself",
                             program_.block_names[static_cast<std::size_t>(inner)]),
                 "repeat a block with until or times instead"});
            return;
        }
    }
    way.pop_back();
    sound_.insert(block);
}

FlowProgram flow_program(const FlowSettings& settings, const FlowFacts& facts,
                         std::vector<FlowComplaint>& complaints) {
    return ProgramMaker(settings, facts, complaints).made();
}

}  // namespace isotherm
