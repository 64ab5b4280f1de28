// SPDX-License-Identifier: Apache-2.0
#pragma once
// The steps of a flow with every name resolved: what the settings say, ready to run.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/attributes/key_design.h"
#include "engine/caches/cache_kind.h"
#include "engine/callers/flow_settings.h"
#include "engine/requests/workload.h"
#include "engine/vocabulary/resource_name.h"

namespace isotherm {

// What is known about the answer of a step; fields of expressions.
enum class AnswerField : std::uint8_t {
    items,        // read
    returned,     // after the filter
    bytes,        // read
    pages,        // read
    unprocessed,  // of a batch, left
    units,        // consumed, rounded up
    age,          // milliseconds since the answer
    last,         // 1: there is no LastEvaluatedKey
    found,        // 1: an item was there
    failed,       // 1: the step failed for good
    written,      // 1: the condition held
    none_left     // 1: nothing is unprocessed, or no message was received
};
inline constexpr std::string_view answer_field_names[] = {
    "items", "returned", "bytes", "pages",  "unprocessed", "units",
    "age",   "last",     "found", "failed", "written",     "none_left"};

struct FlowStep {
    enum class Verb : std::uint8_t { call, block, wait, put, stop };
    enum class Loop : std::uint8_t { none, range, answer, items };
    enum class OnFail : std::uint8_t { fail, go_on, again, block };
    enum class Condition : std::uint8_t { none, absent, present, unchanged };
    enum class Wait : std::uint8_t { retry, fixed };
    static constexpr std::uint32_t all_pages = ~std::uint32_t{0};

    // An item of a transaction.
    struct Part {
        std::uint32_t target = 0;
        Operation operation = Operation::transact_write_item;
        bool checks = false;  // ConditionCheck: writes nothing
        KeyText key;
        std::uint64_t salt = 0;  // of the random numbers of `key`
        std::uint32_t bytes = 0;
    };

    Verb verb = Verb::call;
    std::string name;  // for reports: the call, or the answer's name
    // Calls.
    bool drawn = false;  // operation, key and size are those of the workload's stream
    Operation operation = Operation::get_item;
    std::uint32_t target = 0;  // index in FlowProgram::targets
    std::uint32_t bytes = 0;   // of one item; 0: as the drawn key
    std::uint64_t table_bytes = 0;
    KeyText key;                    // empty: the action's key, or the value's
    const KeyRule* rule = nullptr;  // else the key of its table, if that is an expression
    std::int32_t size = -1;         // the attribute that is the size of an item
    std::uint64_t salt = 0;         // of the random numbers of `key`
    std::int32_t written = -1;      // the key is that of a written item: its place in the program
    std::vector<std::uint32_t> needs_written;  // places of all that its keys name
    // Attributes that an update sets; without an expression: removes.
    std::vector<std::pair<std::uint32_t, Expression>> sets;
    enum class Meets : std::uint8_t { given, number, attribute, counted };
    std::uint64_t items = 1;        // at most; 0: all that are there
    Meets meets = Meets::given;     // what a Query finds
    std::uint64_t collection = 0;   // items of a key, or the attribute that says how many
    double sort_share = 1;          // part of the collection that the sort condition leaves
    bool one_of_sort_key = false;   // the sort condition names one item
    bool sort_between = false;      // it names a range of times
    Expression sort_from, sort_to;  // empty: the beginning, the end
    SimDuration sort_span{};        // in which the collection was written, up to now
    bool bytes_given = false;
    std::uint32_t pages = 1;  // or all_pages
    std::uint32_t segments = 0;
    Expression segment;
    double filter_keeps = 1;
    double missing = 0;
    double condition_fails = 0;
    Condition condition = Condition::none;
    std::int32_t since = -1;        // the answer of `unchanged since`
    std::uint32_t batch_items = 1;  // values in one call; 1: not a batch
    bool batched = false;           // BatchGetItem, BatchWriteItem, transactions
    bool transaction = false;
    std::vector<Part> parts;
    bool leave_unprocessed = false;
    Wait unprocessed_wait = Wait::retry;
    SimDuration unprocessed_delay{};
    // Repetition.
    Loop loop = Loop::none;
    std::int64_t loop_name = 0;        // number of the name of its values; 0: none
    std::int64_t first = 0, last = 0;  // of a range
    std::int32_t loop_answer = -1;
    std::uint32_t at_once = 0;  // 0: all
    Expression until;
    std::uint64_t times = 0;  // 0: as `until` says, or once
    std::uint64_t most = 1'000;
    SimDuration between{};
    // Control.
    Expression only_if;
    double chance = 1;
    std::int32_t otherwise = -1;  // block
    std::int32_t block = -1;      // of Verb::block
    OnFail on_fail = OnFail::fail;
    std::int32_t on_fail_block = -1;
    std::int32_t answer = -1;
    RandomDuration wait;
    std::string queue;
    std::int32_t cache = -1;  // number of the cache that the call goes through; -1: none
    bool stops_done = false;

    bool repeats() const { return times > 0 || !until.empty(); }
    // Whether a write knows more of its item than its key.
    bool knows_item() const { return written >= 0 || !sets.empty(); }
};

struct FlowProgram {
    struct Block {
        std::uint32_t first = 0;  // index in steps
        std::uint32_t end = 0;
    };
    std::vector<FlowStep> steps;
    std::vector<Block> blocks;  // the first is the action's own steps
    std::vector<std::string> block_names;
    std::vector<ResourceName> targets;
    std::vector<std::uint32_t> written;  // attributes that stand for written items
    std::size_t answers = 0;
    bool uses_keys = false;  // an action's key is drawn
    bool judges_conditions = false;
    // Of records of a stream.
    Expression filter;
    Expression poison;
    KeyText gather;  // empty: records are not gathered
    SimDuration flush{};
    std::uint64_t gathered_most = 0;
    std::vector<std::int32_t> own_blocks;  // of the callers
};

// What is wrong with a step: "steps[1]", or the step of a block.
struct FlowComplaint {
    std::string block;  // empty: the action's own steps
    std::size_t step = 0;
    std::string setting;
    std::string what;
    std::string fix;
};

// The facts about the workload on which steps rest.
struct FlowFacts {
    const WorkloadContext* context = nullptr;
    std::string table;
    std::string index;
    Consistency consistency = Consistency::eventual;
    bool keys_given = false;
    bool sizes_given = false;
    CallShape shape;                           // of the workload's own call, without steps
    std::uint64_t items = 1;                   // the most that it reads of a key; 0: all
    double filter_keeps = 1;                   // share of these that it returns
    std::map<std::string, CacheRules> caches;  // by name
};

// The block of complaints about expressions of the callers.
inline constexpr std::string_view callers_block = "callers of the workload";

// Complaints are appended; the program can run only if there are none.
FlowProgram flow_program(const FlowSettings& settings, const FlowFacts& facts,
                         std::vector<FlowComplaint>& complaints);

}  // namespace isotherm
