// SPDX-License-Identifier: Apache-2.0
#pragma once
// Makes the program of a flow: resolves names, and complains about what cannot be run.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/flows/flow_program.h"

namespace isotherm {

class ProgramMaker {
public:
    ProgramMaker(const FlowSettings& settings, const FlowFacts& facts,
                 std::vector<FlowComplaint>& complaints)
        : settings_(settings), facts_(facts), complaints_(complaints) {}

    FlowProgram made();

private:
    // Complaints are about the present step.
    void complain(std::string_view setting, std::string what, std::string fix);

    void collect_names();
    // The names of for_each that blocks know from the steps that run them.
    void collect_scopes();
    bool add_scopes_of(const std::string& block, const std::vector<StepSettings>& steps);
    // Whether the name is, in some place, that of a for_each around the present step.
    bool names_loop(const std::string& name) const;
    bool in_loop() const;
    std::optional<NameMeaning> loop_meaning(const std::string& name) const;

    // The workload's own call, as its stream draws it.
    void add_drawn_call();

    void add_block(const std::string& name, const std::vector<StepSettings>& steps);

    FlowStep made_step(const StepSettings& given);

    void read_body(const StepSettings& given, FlowStep& step);
    void read_verb(const StepSettings& given, FlowStep& step);
    void refuse_call_settings(const StepSettings& given);
    static bool setting_given(const StepSettings& given, std::string_view name);

    void read_queue(const StepSettings& given, FlowStep& step);
    // "caches.NAME" (program_caches.cpp).
    void read_through(const std::string& through, FlowStep& step);

    void read_call(const StepSettings& given, FlowStep& step);

    void read_target(const StepSettings& given, FlowStep& step);
    std::uint32_t target(const std::string& table, const std::string& index);

    // Query and Scan: items, pages, segments.
    void read_many(const StepSettings& given, FlowStep& step);

    void read_batch(const StepSettings& given, FlowStep& step);
    void read_unprocessed_wait(const StepSettings& given, FlowStep& step);
    void read_part(const PartSettings& given, FlowStep& step);

    void read_condition(const StepSettings& given, FlowStep& step);

    void read_key(const StepSettings& given, FlowStep& step);
    // How many items a Query meets.
    void read_collection(const StepSettings& given, FlowStep& step);
    void read_sort(const StepSettings& given, const std::string& sort_key, FlowStep& step);
    double share_that_begins(const std::string& sort_key, const std::string& prefix);
    // The key of the step's table, if that is an expression.
    void read_table_key(const StepSettings& given, FlowStep& step);
    std::uint64_t salt_of_step(std::size_t part) const;

    // "shard in 1..10", "item in READ", "item in chunk", "message in batch".
    void read_loop(const StepSettings& given, FlowStep& step);

    void read_until(const StepSettings& given, FlowStep& step);

    void read_on_fail(const StepSettings& given, FlowStep& step);

    std::int32_t block_named(std::string_view setting, const std::string& name);
    std::int32_t answer_named(std::string_view setting, const std::string& name);

    Expression expression(std::string_view setting, const std::string& text);
    KeyText key_text(std::string_view setting, const std::string& text);
    void refuse(std::string_view setting, const std::string& text, const ExpressionError& error);

    KnowsName names();
    std::optional<NameMeaning> plain_name(std::string_view name);
    std::optional<NameMeaning> field_of(std::string_view name, std::string_view field) const;
    static std::optional<std::uint8_t> field_named(std::string_view name);

    // Blocks that call themselves would never end.
    void check_nesting();
    void refuse_cycles(std::int32_t block, std::vector<std::int32_t>& way);

    const FlowSettings& settings_;
    const FlowFacts& facts_;
    std::vector<FlowComplaint>& complaints_;
    FlowProgram program_;
    std::map<std::string, std::int32_t> answers_;
    std::size_t unnamed_answers_ = 0;
    // Names of for_each around a block, which may be run in several places.
    struct Scope {
        bool runs = false;           // there is such a place
        std::set<std::string> some;  // known in some of the places
        std::set<std::string> all;   // known in all of them

        bool add(const Scope& place);  // returns whether it changed
    };
    std::map<std::string, Scope> scopes_;             // by block; "": the action's own steps
    std::map<std::string, std::int64_t> loop_names_;  // with their numbers, from 1
    std::string own_loop_;                            // name of the present step's for_each
    std::set<std::int32_t> sound_;                    // blocks without cycles
    std::set<std::string> own_fields_;                // words of the `until` that is read
    std::string block_;
    std::size_t step_ = 0;
};

}  // namespace isotherm
