// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the engine reports to people: a code with typed arguments, not a sentence. The console
// program and the files turn it into English (app/report/english.h), the window into the user's
// language.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/vocabulary/capacity.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/resource_name.h"
#include "engine/vocabulary/says.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

enum class Outcome : std::uint8_t;
enum class Side : std::uint8_t;

// The meaning of an argument, which determines how it is shown. `message_forms` contains the
// letters.
enum class Meaning : char {
    name = 'n',    // name of a table, partition, policy or file, unchanged
    asker = 'a',   // source of a change: a policy, "changes.NAME", "time series"
    count = 'c',   // a whole number, without grouping
    large = 'L',   // a whole number with its digits in groups
    amount = 'g',  // a number with as many digits as it needs
    tenths = 't',  // one digit after the point
    hundredths = 'h',
    whole = 'w',    // a number, rounded to a whole number
    percent = 'p',  // a share, in percent with one digit after the point
    rounded = 'P',  // a share, in whole percent
    points = '%',   // a difference of shares, in percentage points
    dollars = '$',
    quantity = 'q',  // units; with one decimal place if it is significant
    duration = 'd',  // microseconds
    moment = 'm',    // time in the run, microseconds since its start
    utc = 'u',       // microseconds since 1970
    size = 's',      // bytes
    side = 'S',      // 0: reads, 1: writes
    unit = 'U',      // unit of a side: RCU or WCU
    outcome = 'o',   // the limit that refused a request
    message = 'M',
    messages = '*'
};

struct Message;
// A type of its own, because std::variant of GCC 12 takes it for granted that copying a vector or a
// string never fails: out of memory, it would free a vector that does not exist.
struct MessageList : std::vector<Message> {
    MessageList(std::vector<Message> messages);
    MessageList(const MessageList& other);
    MessageList(MessageList&& other) noexcept;
    MessageList& operator=(const MessageList& other);
    MessageList& operator=(MessageList&& other) noexcept;
    ~MessageList();
};
using MessageValue = std::variant<std::string, std::int64_t, double, MessageList>;

struct Message {
    Says says = Says::nothing;
    std::vector<MessageValue> arguments;

    bool empty() const { return says == Says::nothing; }
    bool operator==(const Message& other) const;
    // Return an argument as its type; the caller must know the form of the message.
    const std::string& name(std::size_t at) const { return std::get<std::string>(arguments[at]); }
    std::int64_t number(std::size_t at) const { return std::get<std::int64_t>(arguments[at]); }
    double amount(std::size_t at) const { return std::get<double>(arguments[at]); }
    const Message& message(std::size_t at) const { return messages(at).front(); }
    const std::vector<Message>& messages(std::size_t at) const {
        return std::get<MessageList>(arguments[at]);
    }
};

inline MessageList::MessageList(std::vector<Message> messages)
    : std::vector<Message>(std::move(messages)) {}
inline MessageList::MessageList(const MessageList& other) = default;
inline MessageList::MessageList(MessageList&& other) noexcept = default;
inline MessageList& MessageList::operator=(const MessageList& other) = default;
inline MessageList& MessageList::operator=(MessageList&& other) noexcept = default;
inline MessageList::~MessageList() = default;

inline bool Message::operator==(const Message& other) const {
    return says == other.says && arguments == other.arguments;
}

// Returns the code of a message name; nullopt if there is none.
std::optional<Says> says_named(std::string_view name);

namespace detail {

template <class Value>
constexpr bool fits(char letter) {
    const auto meaning = static_cast<Meaning>(letter);
    if constexpr (std::is_same_v<Value, SimDuration>)
        return meaning == Meaning::duration;
    else if constexpr (std::is_same_v<Value, SimTime>)
        return meaning == Meaning::moment;
    else if constexpr (std::is_same_v<Value, WallTime>)
        return meaning == Meaning::utc;
    else if constexpr (std::is_same_v<Value, Bytes>)
        return meaning == Meaning::size;
    else if constexpr (std::is_same_v<Value, Side>)
        return meaning == Meaning::side || meaning == Meaning::unit;
    else if constexpr (std::is_same_v<Value, Outcome>)
        return meaning == Meaning::outcome;
    else if constexpr (std::is_same_v<Value, Message>)
        return meaning == Meaning::message;
    else if constexpr (std::is_same_v<Value, std::vector<Message>>)
        return meaning == Meaning::messages;
    else if constexpr (std::is_integral_v<Value>)
        return meaning == Meaning::count || meaning == Meaning::large;
    else if constexpr (std::is_floating_point_v<Value>)
        return std::string_view("gthwpP%$q").find(letter) != std::string_view::npos;
    else
        return meaning == Meaning::name || meaning == Meaning::asker;
}

template <class Value>
MessageValue held(const Value& value) {
    if constexpr (std::is_same_v<Value, SimDuration>)
        return std::int64_t{value.count()};
    else if constexpr (std::is_same_v<Value, SimTime> || std::is_same_v<Value, WallTime>)
        return std::int64_t{value.time_since_epoch().count()};
    else if constexpr (std::is_same_v<Value, Bytes>)
        return static_cast<std::int64_t>(value.count);
    else if constexpr (std::is_same_v<Value, Message>)
        return MessageList(std::vector<Message>{value});
    else if constexpr (std::is_same_v<Value, std::vector<Message>>)
        return value;
    else if constexpr (std::is_same_v<Value, ResourceName>)
        return value.label();
    else if constexpr (std::is_integral_v<Value> || std::is_enum_v<Value>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::is_floating_point_v<Value>)
        return static_cast<double>(value);
    else
        return std::string(value);
}

template <Says says, class... Values>
constexpr bool form_fits() {
    constexpr std::string_view meanings = form_of(says).meanings;
    if constexpr (meanings.size() != sizeof...(Values)) {
        return false;
    } else {
        std::size_t at = 0;
        return (fits<Values>(meanings[at++]) && ...);
    }
}

}  // namespace detail

// Creates a message. This is the only way to create one; the types of the arguments must match the
// form.
template <Says says, class... Values>
Message say(const Values&... values) {
    static_assert(detail::form_fits<says, Values...>(),
                  "the arguments do not match the message's entry in message_forms");
    return {says, {detail::held(values)...}};
}

// Appends `more` to `sum`. Either may be empty. Adds nothing if both are equal.
void add(Message& sum, const Message& more);

}  // namespace isotherm
