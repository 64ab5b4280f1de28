// SPDX-License-Identifier: Apache-2.0
// What the names in expressions of steps mean.

#include <algorithm>

#include "engine/callers/program_maker.h"

namespace isotherm {

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
    if (loop_names_.contains(text) || (name == "item" && !loop_names_.empty()) ||
        (reads_stream() && (name == "record" || name == "item")))
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
    auto meaning = (facts_.context->keys == nullptr ? none : facts_.context->keys->attributes)
                       .name(name, field);
    if (!meaning) return std::nullopt;
    if (meaning->written < 0)  // Only rows of a recorded stream have what is recorded.
        return meaning->kind != NameMeaning::Kind::recorded ? meaning : std::nullopt;
    const auto attribute = static_cast<std::uint32_t>(meaning->written);
    auto place = std::ranges::find(program_.written, attribute);
    if (place == program_.written.end()) place = program_.written.insert(place, attribute);
    meaning->written = static_cast<std::int32_t>(place - program_.written.begin());
    return meaning;
}

std::optional<NameMeaning> ProgramMaker::field_of(std::string_view name, std::string_view field) {
    if (reads_stream() && (name == "record" || loop_names_.contains(std::string(name))))
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
