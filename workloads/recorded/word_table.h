// SPDX-License-Identifier: Apache-2.0
#pragma once
// The operation words that occur in a trace, numbered in order of appearance. Hot path: once per
// row.

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "workloads/recorded/number_text.h"
#include "workloads/recorded/trace_format.h"

namespace isotherm {

class WordTable {
public:
    // Returns the number of a known word. The bytes after the text must be readable, see
    // number_text.h.
    std::optional<std::uint8_t> find(std::string_view word) const {
        const std::uint64_t first = first_characters(word.data(), word.size());
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const Entry& entry = entries_[i];
            if (entry.first == first && entry.length == word.size() &&
                (word.size() <= 8 || verbs_[i].name == word)) {
                return static_cast<std::uint8_t>(i);
            }
        }
        return std::nullopt;
    }

    // Adds a word and returns its number; nullopt if there are too many words.
    std::optional<std::uint8_t> add(std::string_view word, VerbKind kind) {
        if (entries_.size() == verbs_most) return std::nullopt;
        entries_.push_back({first_characters(word.data(), word.size()), word.size()});
        verbs_.push_back({std::string(word), kind});
        return static_cast<std::uint8_t>(entries_.size() - 1);
    }

    std::span<const Verb> verbs() const { return verbs_; }

private:
    struct Entry {
        std::uint64_t first = 0;
        std::size_t length = 0;
    };
    std::vector<Entry> entries_;
    std::vector<Verb> verbs_;
};

}  // namespace isotherm
