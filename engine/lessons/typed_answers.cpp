// SPDX-License-Identifier: Apache-2.0
#include "engine/lessons/typed_answers.h"

#include <algorithm>

#include "engine/vocabulary/number_reader.h"
#include "engine/vocabulary/trimmed.h"

namespace isotherm {

std::optional<double> typed_number(std::string_view text) {
    text = trimmed(text);
    if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
    std::string digits(text);
    std::erase(digits, ',');
    return number_in<double>(digits);
}

std::optional<double> number_answer(const LessonStep& step, std::string_view text) {
    const auto number = typed_number(text);
    if (!number || *number < step.range[0] || *number > step.range[1]) return std::nullopt;
    return number;
}

std::optional<std::string> choice_answer(const std::vector<std::string>& keys,
                                         std::string_view text) {
    text = trimmed(text);
    if (std::find(keys.begin(), keys.end(), text) != keys.end()) return std::string(text);
    const auto position = number_in<std::uint64_t>(text);
    if (!position || *position < 1 || *position > keys.size()) return std::nullopt;
    return keys[*position - 1];
}

std::optional<std::vector<CurvePoint>> curve_answer(std::string_view text) {
    std::vector<CurvePoint> points;
    text = trimmed(text);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
        const std::string_view point = text.substr(0, end);
        const std::size_t colon = point.find(':');
        if (colon == point.npos) return std::nullopt;
        const auto minute = number_in<double>(point.substr(0, colon));
        const auto value = number_in<double>(point.substr(colon + 1));
        if (!minute || !value || *minute < 0 || *value < 0) return std::nullopt;
        if (!points.empty() && *minute < points.back().minute) return std::nullopt;
        points.push_back({*minute, *value});
        text = trimmed(text.substr(end));
    }
    if (points.empty()) return std::nullopt;
    return points;
}

std::optional<Changes> changes_answer(std::string_view text) {
    Changes changes;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(';', start), text.size());
        const std::string_view change = trimmed(text.substr(start, end - start));
        start = end + 1;
        if (change.empty()) continue;
        const std::size_t equals = change.find('=');
        if (equals == change.npos || equals == 0) return std::nullopt;
        changes.emplace_back(change);
    }
    if (changes.empty()) return std::nullopt;
    return changes;
}

}  // namespace isotherm
