// SPDX-License-Identifier: Apache-2.0
// Steps in general: loops, repetition, blocks.

#include <fmt/format.h>

#include <algorithm>

#include "engine/callers/program_maker.h"
#include "engine/vocabulary/escaping.h"
#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"

namespace isotherm {
namespace {

// Values of one for_each: each can be an open call.
constexpr std::int64_t most_loop_values = 100'000;

// Steps of one action that take no time; a second of computing is about 20 million.
constexpr double most_instant_steps = 1e6;

}  // namespace

FlowProgram ProgramMaker::made() {
    collect_names();
    program_.block_names.emplace_back();
    for (const auto& block : settings_.blocks) program_.block_names.push_back(block.first);
    if (settings_.steps.empty() && reads_stream()) {
        program_.blocks.emplace_back();  // it only takes records
    } else if (settings_.steps.empty()) {
        add_drawn_call();
    } else {
        add_block("", settings_.steps);
        for (const auto& block : settings_.blocks) add_block(block.first, block.second);
    }
    if (reads_stream()) {
        read_records();
        add_own_blocks();
    }
    program_.answers = answers_.size() + unnamed_answers_;
    if (complaints_.empty()) check_nesting();
    if (complaints_.empty()) check_instant_steps();
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
    read_gather(given, step);
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

// Whether time passes whenever the step is come to. What is done for each item of an answer can be
// done for none.
bool ProgramMaker::surely_takes_time(const FlowStep& step) {
    if (!step.only_if.empty() || step.chance < 1 || !step.needs_written.empty() ||
        step.loop == FlowStep::Loop::answer)
        return false;
    if (step.verb == FlowStep::Verb::block) return time_of_block(step.block).surely_takes_time;
    return step.verb == FlowStep::Verb::call || step.verb == FlowStep::Verb::wait;
}

bool ProgramMaker::surely_stops(const FlowStep& step) {
    if (!step.only_if.empty() || step.chance < 1 || step.loop != FlowStep::Loop::none) return false;
    if (step.verb == FlowStep::Verb::block) return time_of_block(step.block).surely_stops;
    return step.verb == FlowStep::Verb::stop;
}

double ProgramMaker::instant_steps(const FlowStep& step) {
    double steps = 1;
    if (step.verb == FlowStep::Verb::block) steps += time_of_block(step.block).instant_steps;
    if (step.loop == FlowStep::Loop::range)
        steps *= static_cast<double>(step.last - step.first) + 1;
    if (step.between > 0us || surely_takes_time(step) || surely_stops(step)) return steps;
    if (step.times > 0) return steps * static_cast<double>(step.times);
    return step.until.empty() ? steps : steps * static_cast<double>(step.most);
}

const ProgramMaker::BlockTime& ProgramMaker::time_of_block(std::int32_t block) {
    const auto known = times_.find(block);
    if (known != times_.end()) return known->second;
    const FlowProgram::Block& range = program_.blocks[static_cast<std::size_t>(block)];
    BlockTime time;
    for (std::uint32_t s = range.first; s < range.end && !time.surely_stops; ++s) {
        time.instant_steps += instant_steps(program_.steps[s]);
        time.surely_stops = surely_stops(program_.steps[s]);
        time.surely_takes_time = time.surely_takes_time || surely_takes_time(program_.steps[s]);
    }
    return times_.emplace(block, time).first->second;
}

void ProgramMaker::check_instant_steps() {
    for (std::size_t block = 0; block < program_.blocks.size(); ++block) {
        const FlowProgram::Block& range = program_.blocks[block];
        for (std::uint32_t s = range.first; s < range.end; ++s) {
            if (instant_steps(program_.steps[s]) <= most_instant_steps) continue;
            complaints_.push_back(
                {program_.block_names[block], s - range.first, "",
                 "more than a million steps can follow each other without any time between them",
                 "add between = \"1 ms\", or repeat it less often"});
            return;
        }
    }
}

// Complaints about the callers stand at their settings, not at a step.
void ProgramMaker::read_records() {
    const StreamUse use = *settings_.callers->stream();
    block_ = callers_block;
    program_.filter = expression("filter", use.filter);
    program_.poison = expression("poison", use.poison);
}

void ProgramMaker::read_gather(const StepSettings& given, FlowStep& step) {
    if (given.gather.by.empty()) return;
    if (!reads_stream())
        return complain("gather", "only the records of a stream can be gathered",
                        "use callers = { kind = \"stream\", … }");
    if (given.call.empty() || !given.for_each.empty() || settings_.steps.size() > 1 ||
        !settings_.blocks.empty())
        return complain("gather", "what is gathered is written by a single call",
                        "move the other steps into a workload of their own");
    step.loop = FlowStep::Loop::items;
    program_.gather = key_text("gather", given.gather.by);
    program_.flush = given.gather.flush;
    program_.gathered_most = static_cast<std::uint64_t>(given.gather.most);
}

void ProgramMaker::add_own_blocks() {
    for (const auto& [name, steps] : settings_.callers->own_blocks()) {
        program_.own_blocks.push_back(static_cast<std::int32_t>(program_.blocks.size()));
        program_.block_names.push_back(name);
        add_block(name, steps);
    }
}

FlowProgram flow_program(const FlowSettings& settings, const FlowFacts& facts,
                         std::vector<FlowComplaint>& complaints) {
    return ProgramMaker(settings, facts, complaints).made();
}

}  // namespace isotherm
