// SPDX-License-Identifier: Apache-2.0
#pragma once
// The JSON Schemas of answers, which are written by hand in resources/schema and travel inside the
// program.

#include <array>
#include <string_view>

namespace isotherm {

struct AnswerSchema {
    std::string_view command, text;
};

const std::array<AnswerSchema, 6>& answer_schemas();

}  // namespace isotherm
