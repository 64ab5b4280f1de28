// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/state_visitor.h"

#include <variant>

namespace isotherm {
namespace {

// Whether the value has the type, and as a list the length, that its meaning needs.
bool fits(const MessageValue& value, Meaning meaning) {
    switch (meaning) {
        case Meaning::name:
        case Meaning::asker:
            return std::holds_alternative<std::string>(value);
        case Meaning::message: {
            const auto* list = std::get_if<MessageList>(&value);
            return list != nullptr && list->size() == 1;
        }
        case Meaning::messages:
            return std::holds_alternative<MessageList>(value);
        case Meaning::amount:
        case Meaning::tenths:
        case Meaning::hundredths:
        case Meaning::whole:
        case Meaning::percent:
        case Meaning::rounded:
        case Meaning::points:
        case Meaning::dollars:
        case Meaning::quantity:
            return std::holds_alternative<double>(value);
        case Meaning::side:
        case Meaning::unit: {
            const auto* side = std::get_if<std::int64_t>(&value);
            return side != nullptr && (*side == 0 || *side == 1);
        }
        case Meaning::count:
        case Meaning::large:
        case Meaning::duration:
        case Meaning::moment:
        case Meaning::utc:
        case Meaning::size:
        case Meaning::outcome:
            return std::holds_alternative<std::int64_t>(value);
    }
    return false;
}

}  // namespace

void StateVisitor::bytes(void* data, std::size_t size) {
    if (size == 0) return;
    if (!loads()) {
        into_->append(static_cast<const char*>(data), size);
        return;
    }
    if (size > left_.size()) fail();
    std::memcpy(data, left_.data(), size);
    left_.remove_prefix(size);
}

// A part is its name, the number of its bytes, and its bytes.
StateVisitor::Opened StateVisitor::open(std::string_view name) {
    std::string found(name);
    value(found);
    Opened opened{left_, std::exchange(part_, std::string(name)), 0};
    require(found == name);
    if (!loads()) opened.at = into_->size();
    std::uint64_t length = 0;
    value(length);
    require(length <= left_.size());
    if (loads()) {
        opened.outer = left_.substr(length);
        left_ = left_.substr(0, length);
    }
    return opened;
}

void StateVisitor::close(const Opened& opened) {
    if (!loads()) {
        const std::uint64_t length = into_->size() - opened.at - sizeof length;
        std::memcpy(into_->data() + opened.at, &length, sizeof length);
    } else {
        require(left_.empty());
    }
    left_ = opened.outer;
    part_ = opened.outer_name;
}

void StateVisitor::value(bool& flag) {
    std::uint8_t number = flag ? 1 : 0;
    value(number);
    require(number <= 1);
    flag = number == 1;
}

void StateVisitor::value(std::string& text) {
    std::uint64_t length = text.size();
    value(length);
    require(length <= left_.size());
    if (loads()) text.resize(length);
    bytes(text.data(), text.size());
}

void StateVisitor::value(Message& message) {
    one_of(message.says, message_forms.size());
    require(++message_depth_ <= deepest_message);
    value(message.arguments);
    --message_depth_;
    // Whoever shows a message relies on its form.
    const std::string_view meanings = form_of(message.says).meanings;
    require(message.arguments.size() == meanings.size());
    for (std::size_t i = 0; i < meanings.size(); ++i)
        require(fits(message.arguments[i], static_cast<Meaning>(meanings[i])));
}

void StateVisitor::value(MessageValue& argument) {
    auto kind = static_cast<std::uint8_t>(argument.index());
    value(kind);
    require(kind < std::variant_size_v<MessageValue>);
    if (loads()) {
        switch (kind) {
            case 0:
                argument = std::string();
                break;
            case 1:
                argument = std::int64_t{0};
                break;
            case 2:
                argument = 0.0;
                break;
            default:
                argument = MessageList(std::vector<Message>());
                break;
        }
    }
    if (auto* text = std::get_if<std::string>(&argument)) value(*text);
    if (auto* number = std::get_if<std::int64_t>(&argument)) value(*number);
    if (auto* amount = std::get_if<double>(&argument)) value(*amount);
    if (auto* list = std::get_if<MessageList>(&argument))
        value(static_cast<std::vector<Message>&>(*list));
}

}  // namespace isotherm
