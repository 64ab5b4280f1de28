// SPDX-License-Identifier: Apache-2.0
#pragma once
// The attributes of a scenario, ready to be looked up.
//
// An attribute's value depends on the seed, its name, the workload and the number of the action,
// and on nothing else: a change of anything else in a scenario changes no value. An attribute `of`
// another is a function of that attribute's value, the same for all workloads.
// Hot path: several times per request.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/attributes/attribute_spec.h"
#include "engine/attributes/expression.h"
#include "engine/attributes/recorded_values.h"
#include "engine/attributes/zipf_table.h"
#include "engine/requests/request_batch.h"

namespace isotherm {

// Which draw of a workload a value belongs to.
struct Draw {
    std::uint64_t number = 0;  // of the action
    SimTime time{};            // of the item
    Key key = 0;               // as the workload's own keys, or the recorded stream, give it
    std::uint32_t workload = 0;
    std::uint32_t bytes = 0;
    Operation operation = Operation::put_item;
    bool by_service = false;  // time to live deletes it

    void state(StateVisitor& visit) {
        visit(number, time, key, workload, bytes, by_service);
        visit.one_of(operation, operation_count);
    }
};

// What a name in braces stands for in a recorded row.
enum class RecordedField : std::uint8_t { key, bytes, verb };

class Attributes {
public:
    Attributes() = default;
    // `workloads`: their names, in order. `start`: the calendar time of the run's beginning.
    // `recorded`: what the recorded streams of the run have; nullptr: nothing.
    Attributes(const std::map<std::string, AttributeSpec>& specs,
               const std::vector<std::string>& workloads, std::uint64_t seed, WallTime start,
               std::shared_ptr<RecordedSources> recorded = nullptr);

    // These workloads share sequences: their actions take numbers in turn, so that none occurs
    // twice. By default each has sequences of its own.
    void take_turns(const std::vector<std::uint32_t>& workloads);

    bool empty() const { return attributes_.empty(); }
    // The index of an attribute.
    std::optional<std::uint32_t> named(std::string_view name) const;
    const AttributeSpec& spec(std::uint32_t attribute) const { return attributes_[attribute].spec; }
    // Whether its value, or that of an attribute it is a function of, is that of a recorded row.
    bool is_recorded(std::uint32_t attribute) const;
    // All attributes of recorded streams. `needed`: those that keys name, or functions of them.
    std::vector<std::pair<std::uint32_t, RecordedValues::Column>> recorded_columns(
        const std::vector<NameMeaning>& needed) const;
    // The values that the rows of a workload have.
    void take_recorded(std::uint32_t workload, std::shared_ptr<const RecordedValues> values) const {
        if (recorded_ != nullptr) recorded_->give(workload, std::move(values));
    }
    // The attribute that this one is a function of, if any.
    std::optional<std::uint32_t> parent(std::uint32_t attribute) const;

    Value value(std::uint32_t attribute, const Draw& draw) const;
    // The value of a name in an expression. `salt` tells the random numbers of expressions apart.
    Value meaning(const NameMeaning& name, const Draw& draw, std::uint64_t salt) const;
    // When a time of the calendar is in the run.
    SimTime sim_time(const Value& time) const {
        return sim_start + (WallTime{SimDuration(time.number)} - start_);
    }
    // The share of the draws whose value is none.
    double share_with_value(std::uint32_t attribute) const;

    // The shared table of ranks of an attribute with the distribution zipf, or such a skew.
    const ZipfTable& ranks(std::uint32_t attribute) const { return *attributes_[attribute].zipf; }
    // The workload that writes the items of an attribute with written_by; nullopt: there is none.
    std::optional<std::uint32_t> writer(std::uint32_t attribute) const {
        return attributes_[attribute].writer;
    }
    // A number that no other attribute of the scenario has.
    std::uint64_t salt(std::uint32_t attribute) const { return attributes_[attribute].salt; }

    // The meaning of a name wherever items are described: attributes, times, the number of the
    // action, and what a recorded row says.
    std::optional<NameMeaning> name(std::string_view name, std::string_view field) const;

private:
    static constexpr std::int32_t no_parent = -1;
    static constexpr std::int32_t recorded_key = -2;  // `of = "key"`

    struct Attribute {
        AttributeSpec spec;
        std::uint64_t salt = 0;
        std::int32_t parent = no_parent;
        std::shared_ptr<const ZipfTable> zipf;
        std::optional<AliasTable> words;
        std::vector<std::string> word_texts;
        std::vector<std::int64_t> word_numbers;
        bool numbers = false;         // the values are word_numbers
        std::int32_t none_word = -1;  // index of `none`
        std::optional<std::uint32_t> writer;
    };

    Value drawn(const Attribute& attribute, std::uint64_t bits) const;
    NameMeaning meaning_of(std::uint32_t attribute) const;
    std::optional<NameMeaning> name_of_written(std::uint32_t attribute,
                                               std::string_view field) const;

    std::vector<Attribute> attributes_;
    struct Turn {
        std::uint64_t place = 0;
        std::uint64_t of = 1;
    };
    std::vector<std::uint64_t> workload_salts_;
    std::vector<Turn> turns_;  // by workload
    WallTime start_;
    std::shared_ptr<RecordedSources> recorded_;
};

// Rejects names, parents and chains that cannot be: called with the visitor of [attributes].
void check_attributes(const std::map<std::string, AttributeSpec>& specs, SettingsVisitor& visit);

}  // namespace isotherm
