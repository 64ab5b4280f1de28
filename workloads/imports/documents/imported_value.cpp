// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/documents/imported_value.h"

#include <fmt/format.h>

#include <cmath>

#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr double whole_most = 9e15;  // whole numbers beyond are not exact in a double
constexpr std::size_t errors_most = 20;

std::string joined_path(const std::string& path, std::string_view name) {
    return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
}

}  // namespace

ImportedValue ImportedValue::at(std::string_view name) const {
    const ImportJson* found = nullptr;
    if (is_object()) {
        const auto member = json_->find(std::string(name));
        if (member != json_->end()) found = &*member;
    }
    return {*document_, found, joined_path(path_, name), *problems_};
}

ImportedValue ImportedValue::at_any_case(std::string_view name) const {
    std::string other(name);
    if (!other.empty()) other[0] = static_cast<char>(other[0] ^ 0x20);
    ImportedValue found = at(name);
    return found.exists() ? found : at(other);
}

ImportedValue ImportedValue::at(std::size_t index) const {
    const ImportJson* found = is_list() && index < json_->size() ? &(*json_)[index] : nullptr;
    return {*document_, found, joined_path(path_, std::to_string(index)), *problems_};
}

ImportedValue ImportedValue::block(std::string_view name) const {
    ImportedValue found = at(name);
    return found.is_list() ? found.at(std::size_t{0}) : found;
}

std::vector<ImportedValue> ImportedValue::elements() const {
    std::vector<ImportedValue> list;
    if (exists() && !is_list() && !noted_unresolved()) {
        wrong(ErrorNumber::wrong_form, fmt::format("{} is {}; expected a list", path_, shown()),
              "export the file again; do not edit it");
    }
    for (std::size_t i = 0; is_list() && i < json_->size(); ++i) list.push_back(at(i));
    return list;
}

std::vector<std::pair<std::string, ImportedValue>> ImportedValue::members() const {
    std::vector<std::pair<std::string, ImportedValue>> list;
    if (!is_object()) return list;
    for (auto member = json_->begin(); member != json_->end(); ++member) {
        list.emplace_back(member.key(),
                          ImportedValue(*document_, &member.value(),
                                        joined_path(path_, member.key()), *problems_));
    }
    return list;
}

std::optional<double> ImportedValue::number() const {
    if (!exists() || noted_unresolved()) return std::nullopt;
    if (json_->is_number()) {
        const double value = json_->get<double>();
        if (std::isfinite(value)) return value;
    }
    if (json_->is_string()) {
        const auto value = number_in<double>(json_->get_ref<const std::string&>());
        if (value && std::isfinite(*value)) return value;
    }
    wrong(ErrorNumber::wrong_form, fmt::format("{} is {}; expected a number", path_, shown()),
          "correct it, or export the file again");
    return std::nullopt;
}

std::optional<std::int64_t> ImportedValue::count(std::int64_t lowest) const {
    const auto value = number();
    if (!value) return std::nullopt;
    if (*value == std::floor(*value) && *value >= static_cast<double>(lowest) &&
        *value <= whole_most)
        return static_cast<std::int64_t>(*value);
    wrong(ErrorNumber::out_of_range,
          fmt::format("{} is {}; expected a whole number from {} to 9e15", path_, shown(), lowest),
          "correct it, or export the file again");
    return std::nullopt;
}

std::optional<bool> ImportedValue::flag() const {
    if (!exists() || noted_unresolved()) return std::nullopt;
    if (json_->is_boolean()) return json_->get<bool>();
    if (json_->is_string()) {
        const auto& text = json_->get_ref<const std::string&>();
        if (text == "true" || text == "false") return text == "true";
    }
    wrong(ErrorNumber::wrong_form, fmt::format("{} is {}; expected true or false", path_, shown()),
          "correct it, or export the file again");
    return std::nullopt;
}

std::optional<std::string> ImportedValue::text() const {
    if (!exists() || noted_unresolved()) return std::nullopt;
    if (json_->is_string()) return json_->get<std::string>();
    if (json_->is_number() || json_->is_boolean()) return json_->dump();
    wrong(ErrorNumber::wrong_form, fmt::format("{} is {}; expected text", path_, shown()),
          "correct it, or export the file again");
    return std::nullopt;
}

std::string ImportedValue::text_or(std::string_view otherwise) const {
    return text().value_or(std::string(otherwise));
}

bool ImportedValue::unresolved() const { return is_object() && json_->contains(unresolved_member); }

bool ImportedValue::noted_unresolved() const {
    if (!unresolved()) return false;
    problems_->unresolved.push_back({path_, json_->at(unresolved_member).get<std::string>()});
    return true;
}

void ImportedValue::wrong(ErrorNumber error, std::string what, std::string fix) const {
    if (problems_->errors.size() >= errors_most) return;
    problems_->errors.push_back(
        import_error(*document_, path_, error, std::move(what), std::move(fix)));
}

std::string ImportedValue::shown() const {
    if (json_->is_array()) return "a list";
    if (json_->is_object()) return "an object";
    std::string text = json_->dump(-1, ' ', true, ImportJson::error_handler_t::replace);
    constexpr std::size_t shown_most = 40;
    if (text.size() > shown_most) text = text.substr(0, shown_most) + "…";
    return text;
}

}  // namespace isotherm
