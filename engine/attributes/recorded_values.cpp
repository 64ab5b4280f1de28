// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/recorded_values.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace isotherm {

RecordedValues::RecordedValues(std::vector<std::pair<std::uint32_t, Column>> attributes)
    : texts_(1) {
    for (auto& [attribute, column] : attributes) {
        const auto known = std::ranges::find(columns_, column.name, &Column::name);
        column_of_[attribute] = static_cast<std::size_t>(known - columns_.begin());
        if (known == columns_.end())
            columns_.push_back(std::move(column));
        else
            known->needed = known->needed || column.needed;
    }
}

std::uint32_t RecordedValues::text_of(std::string_view value) {
    if (value.empty()) return no_text;
    std::string hash;
    if (value.size() > longest_text) {
        hash = fmt::format("#{:016x}", XXH3_64bits(value.data(), value.size()));
        value = hash;
    }
    const auto known = text_numbers_.find(value);
    if (known != text_numbers_.end()) return known->second;
    const auto number = static_cast<std::uint32_t>(texts_.size());
    text_numbers_.emplace(texts_.emplace_back(value), number);
    return number;
}

std::uint64_t RecordedValues::entry(Key key, std::span<const std::string_view> values) {
    const std::scoped_lock lock(mutex_);
    std::uint64_t hash = position_of(key);
    std::vector<std::uint32_t> texts;
    for (const std::string_view value : values) {
        texts.push_back(text_of(value));
        hash = position_of(hash ^ texts.back());
    }
    for (const std::uint32_t number : entries_by_hash_[hash]) {
        const Entry& known = entries_[number];
        const auto first = entry_texts_.begin() + static_cast<std::ptrdiff_t>(known.first);
        if (known.key == key && std::equal(texts.begin(), texts.end(), first)) return number;
    }
    const auto number = static_cast<std::uint32_t>(entries_.size());
    entries_by_hash_[hash].push_back(number);
    entries_.push_back({key, entry_texts_.size()});
    entry_texts_.insert(entry_texts_.end(), texts.begin(), texts.end());
    return number;
}

Key RecordedValues::key_of(std::uint64_t entry) const {
    const std::scoped_lock lock(mutex_);
    return entry < entries_.size() ? entries_[entry].key : Key{0};
}

void RecordedValues::add_row(std::uint64_t entry) {
    const std::scoped_lock lock(mutex_);
    rows_.push_back(static_cast<std::uint32_t>(entry));
}

Value RecordedValues::value(std::uint32_t attribute, std::uint64_t row) const {
    const std::scoped_lock lock(mutex_);
    const auto column = column_of_.find(attribute);
    if (column == column_of_.end() || row >= rows_.size()) return {};
    const Entry& entry = entries_[rows_[row]];
    const std::uint32_t text = entry_texts_[entry.first + column->second];
    return text == no_text ? Value() : Value::text(texts_[text]);
}

void RecordedValues::state(StateVisitor& visit) {
    const std::scoped_lock lock(mutex_);
    visit(rows_);
    for (const std::uint32_t entry : rows_) visit.require(entry < entries_.size());
}

void RecordedSources::give(std::uint32_t workload, std::shared_ptr<const RecordedValues> values) {
    if (of_workload_.size() <= workload) of_workload_.resize(workload + 1);
    of_workload_[workload] = std::move(values);
}

Value RecordedSources::value(std::uint32_t workload, std::uint32_t attribute,
                             std::uint64_t row) const {
    if (workload >= of_workload_.size() || of_workload_[workload] == nullptr) return {};
    return of_workload_[workload]->value(attribute, row);
}

}  // namespace isotherm
