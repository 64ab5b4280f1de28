// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/key_design.h"

#include <xxhash.h>

#include <algorithm>

namespace isotherm {
namespace {

constexpr Key of_text = Key{1} << 63;  // as key_from_text: not a small number

// Adds a part with its length before it.
void add_part(KeyBuffer& all, std::string_view part) {
    const auto length = static_cast<std::uint32_t>(part.size());
    char bytes[sizeof length];
    std::memcpy(bytes, &length, sizeof length);
    all.append({bytes, sizeof length});
    all.append(part);
}

Key key_of_all(const KeyBuffer& all) {
    return XXH3_64bits(all.text().data(), all.text().size()) | of_text;
}

}  // namespace

bool KeyRule::may_be_none() const {
    return std::ranges::any_of(parts_, [](const KeyText& part) { return part.may_be_none(); });
}

bool KeyRule::uses_key() const {
    return std::ranges::any_of(names(), [](const NameMeaning& name) {
        return name.kind == NameMeaning::Kind::recorded &&
               static_cast<RecordedField>(name.field) == RecordedField::key;
    });
}

std::vector<NameMeaning> KeyRule::names() const {
    std::vector<NameMeaning> all;
    for (const KeyText& part : parts_)
        for (const NameMeaning& name : part.names()) all.push_back(name);
    return all;
}

std::optional<Key> KeyRule::key_of_parts(const ValueOfName& value_of) const {
    KeyBuffer all;
    for (const KeyText& part : parts_) {
        KeyBuffer buffer;
        if (!part.render(value_of, buffer)) return std::nullopt;
        add_part(all, buffer.text());
    }
    return key_of_all(all);
}

std::string KeyRule::text(const Attributes& attributes, const Draw& draw,
                          const std::string& recorded) const {
    return text([&](const NameMeaning& name) {
        const Value value = attributes.meaning(name, draw, salt_);
        return value.kind == Value::Kind::key && !recorded.empty() ? Value::text(recorded) : value;
    });
}

std::string KeyRule::text(const ValueOfName& value_of) const {
    std::string text;
    for (const KeyText& part : parts_) {
        KeyBuffer buffer;
        part.render(value_of, buffer);
        text += (text.empty() ? "" : ", ");
        text += buffer.text();
    }
    return text;
}

std::string KeyDesign::text_of_item(const Draw& item) const {
    if (item.workload >= resources.size()) return {};
    const KeyRule* const own = rule(resources[item.workload]);
    return own == nullptr || own->uses_key() ? std::string() : own->text(attributes, item, "");
}

Key key_of_texts(const std::vector<std::string_view>& parts) {
    KeyBuffer all;
    for (const std::string_view part : parts) add_part(all, part);
    return key_of_all(all);
}

}  // namespace isotherm
