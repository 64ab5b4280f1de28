// SPDX-License-Identifier: Apache-2.0
#pragma once
// The words of a page. The code names them in English; a phrase that has no Japanese does not
// compile.

#include <array>
#include <cstddef>
#include <string_view>

#include "app/report/run_directory/page_labels.h"
#include "app/report/run_directory/page_more_labels.h"
#include "app/report/run_directory/report_page.h"

namespace isotherm {
namespace detail {

// nullptr: there is no such phrase.
constexpr const PageWord* find_page_word(std::string_view english) {
    for (const PageWord& word : page_labels)
        if (word.english == english) return &word;
    for (const PageWord& word : page_more_labels)
        if (word.english == english) return &word;
    for (const PageWord& word : page_cause_words)
        if (word.english == english) return &word;
    return nullptr;
}

}  // namespace detail

class PagePhrase {
public:
    // Only compiles for a phrase of the tables.
    consteval PagePhrase(const char* english) : word_(*detail::find_page_word(english)) {}

    constexpr std::string_view in(PageLanguage language) const {
        return language == PageLanguage::japanese ? word_.japanese : word_.english;
    }

private:
    PageWord word_;
};

// A text in the page's language if the tables have it, else as it is.
constexpr std::string_view known_word(std::string_view english, PageLanguage language) {
    const PageWord* word = detail::find_page_word(english);
    return word != nullptr && language == PageLanguage::japanese ? word->japanese : english;
}

}  // namespace isotherm
