// SPDX-License-Identifier: Apache-2.0
// What the names in expressions of steps mean.

#include <algorithm>

#include "engine/callers/program_maker.h"

namespace isotherm {

std::string ProgramMaker::loop_name_of(const StepSettings& step) {
    const std::size_t in = step.for_each.find(" in ");
    return in == step.for_each.npos ? std::string() : step.for_each.substr(0, in);
}

// Goes through the steps until nothing changes, because blocks run blocks.
void ProgramMaker::collect_scopes() {
    scopes_[""].runs = true;
    scopes_[std::string(callers_block)];
    if (reads_stream())
        for (const auto& block : settings_.callers->own_blocks()) scopes_[block.first];
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
    if ((name == "item" && in_loop()) || (reads_stream() && (name == "record" || name == "item")))
        return NameMeaning{Kind::item};
    if (name == "key") {
        program_.uses_keys = true;
        if (!facts_.keys_given) return std::nullopt;
        return NameMeaning{.kind = Kind::key, .gives = Value::Kind::key};
    }
    if (name == "action") return NameMeaning{Kind::action};
    if (name == "worker") return NameMeaning{Kind::worker};
    if (name == "segment") return NameMeaning{Kind::segment};
    return item_name(name, "");
}

std::optional<NameMeaning> ProgramMaker::item_name(std::string_view name, std::string_view field) {
    static const Attributes none;
    const Attributes& attributes =
        facts_.context->keys == nullptr ? none : facts_.context->keys->attributes;
    auto meaning = attributes.name(name, field);
    if (!meaning) return std::nullopt;
    if (meaning->written < 0) {  // Only rows of a recorded stream have what is recorded.
        const bool recorded = meaning->kind == NameMeaning::Kind::recorded ||
                              (meaning->kind == NameMeaning::Kind::attribute &&
                               attributes.is_recorded(static_cast<std::uint32_t>(meaning->from)));
        return recorded ? std::nullopt : meaning;
    }
    const auto attribute = static_cast<std::uint32_t>(meaning->written);
    auto place = std::ranges::find(program_.written, attribute);
    if (place == program_.written.end()) place = program_.written.insert(place, attribute);
    meaning->written = static_cast<std::int32_t>(place - program_.written.begin());
    return meaning;
}

std::optional<NameMeaning> ProgramMaker::field_of(std::string_view name, std::string_view field) {
    if (reads_stream() && (name == "record" || names_loop(std::string(name))))
        return field_of_record(field);
    const auto answer = answers_.find(std::string(name));
    const auto number = field_named(field);
    if (answer == answers_.end()) return item_name(name, field);
    if (!number) return std::nullopt;
    return NameMeaning{NameMeaning::Kind::field, answer->second, *number};
}

std::optional<std::uint8_t> ProgramMaker::field_named(std::string_view name) {
    const auto* const found = std::ranges::find(answer_field_names, name);
    if (found == std::end(answer_field_names)) return std::nullopt;
    return static_cast<std::uint8_t>(found - std::begin(answer_field_names));
}

// An attribute of the write that the record describes, or "key".
std::optional<NameMeaning> ProgramMaker::field_of_record(std::string_view field) const {
    if (field == "key") return NameMeaning{NameMeaning::Kind::item};
    static const Attributes none;
    const KeyDesign* keys = facts_.context->keys.get();
    const auto meaning = (keys == nullptr ? none : keys->attributes).name(field, "");
    const bool drawn = meaning && meaning->written < 0;
    return drawn && meaning->kind != NameMeaning::Kind::recorded ? meaning : std::nullopt;
}

}  // namespace isotherm
