// SPDX-License-Identifier: Apache-2.0
#pragma once
// Finds numbers of results that were typed into the words of a lesson. A number may stand there if
// the scenario, the lesson's changes or its facts contain it; any other number must be a value in
// braces, so that it follows the simulator.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lessons/lesson.h"
#include "engine/scenario/toml_document.h"

namespace isotherm {

class AllowedNumbers {
public:
    void add(double number) { numbers_.insert(number); }
    // Adds each number in the text, and what it means as a duration in seconds: "15m" is 15 and
    // 900.
    void add_text(std::string_view text);
    // Adds all numbers in keys and values.
    void add_all(const toml::node& node);

    bool contains(double number) const { return numbers_.contains(number); }

private:
    std::set<double> numbers_;
};

struct TypedNumber {
    std::int64_t column = 1;
    std::string text;
};

// Returns the numbers in a line, outside of its values, that are not allowed. A percentage is
// allowed as a share, too, and a time such as 18:00 as seconds.
std::vector<TypedNumber> typed_numbers(std::string_view line, const AllowedNumbers& allowed);

}  // namespace isotherm
