// SPDX-License-Identifier: Apache-2.0
#pragma once
// HTML as a type of its own, so that text which has not been escaped cannot get into a page.

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <type_traits>

#include "engine/vocabulary/escaping.h"

namespace isotherm {

struct Markup {
    std::string html;

    bool empty() const { return html.empty(); }
    Markup& operator+=(const Markup& more) {
        html += more.html;
        return *this;
    }
};

namespace detail {

// What stands in the page for a value: markup as it is, numbers as they are, text escaped.
template <class Value>
auto in_markup(const Value& value) {
    if constexpr (std::is_same_v<Value, Markup>)
        return std::string_view(value.html);
    else if constexpr (std::is_arithmetic_v<Value>)
        return value;
    else
        return markup_text(std::string_view(value));
}

template <class... Values>
std::string filled(std::string_view form, const Values&... values) {
    return fmt::format(fmt::runtime(form), values...);
}

}  // namespace detail

// `form` is markup, except for its {} or {0}.
template <class... Values>
Markup markup(std::string_view form, const Values&... values) {
    return {detail::filled(form, detail::in_markup(values)...)};
}

}  // namespace isotherm
