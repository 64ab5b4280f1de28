// SPDX-License-Identifier: Apache-2.0
#pragma once
// What all sections of a page share: the run, and words in the page's language.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/report/run_directory/page_markup.h"
#include "app/report/run_directory/page_phrases.h"
#include "app/report/run_directory/page_words.h"
#include "engine/insight/throttle_finding.h"

namespace isotherm {

using PageJson = nlohmann::ordered_json;

struct Page {
    const PageSource& source;
    PageLanguage language = PageLanguage::english;
    std::vector<ThrottleFinding> findings = {};

    const Recording& recording() const { return source.recording; }
    const PageJson& report() const { return source.report; }

    // A phrase with its arguments, which are escaped unless they are markup.
    template <class... Values>
    Markup text(PagePhrase phrase, const Values&... values) const {
        return markup(phrase.in(language), values...);
    }
    // The same as plain text, for JSON.
    std::string plain(PagePhrase phrase) const { return std::string(phrase.in(language)); }
    // A text that the engine knows only in English, such as the label of a price.
    Markup known(std::string_view english) const {
        return markup("{}", known_word(english, language));
    }
    Markup sentence(const Message& message) const {
        return markup("{}", sentence_in(language, message));
    }
    // "reads" or "writes".
    std::string side_word(Side side) const {
        return plain(side == Side::read ? PagePhrase("reads") : PagePhrase("writes"));
    }
};

// Cells of a table are markup.
struct PageTable {
    struct Column {
        Markup title;
        bool number = false;
        std::string_view css = {};  // class of the cells
    };
    std::vector<Column> columns;
    std::vector<std::vector<Markup>> rows;
};
Markup table_markup(const PageTable& table);

// A section with its heading, a sentence on what is to be seen, and its content; empty without
// content.
Markup section_markup(std::string_view id, const Markup& title, const Markup& hint,
                      const Markup& content);
// "… and 12 more, in run.sqlite."
Markup more_markup(const Page& page, std::size_t left_out);

Markup count_markup(std::uint64_t count);
// A number of the report, which may be null: then 0.
inline double number_in(const PageJson& json, std::string_view key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<double>() : 0;
}
inline std::uint64_t count_in(const PageJson& json, std::string_view key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? found->get<std::uint64_t>() : 0;
}

// JSON for a script element: nothing in it can end the element.
Markup script_json(const PageJson& json);
std::string clock_of_second(std::int64_t second);
std::string_view unit_of_side(Side side);
// "$1,234.56"; an unknown price is a dash.
Markup money_markup(const PageJson& amount, int decimals = 2);
Markup meter_markup(double share, bool throttled);

// The sections of the page, in their order.
Markup answer_section(const Page& page);
Markup findings_section(const Page& page);
Markup heat_section(const Page& page);
Markup timelines_section(const Page& page);
Markup tables_section(const Page& page);
Markup keys_section(const Page& page);
Markup callers_section(const Page& page);
Markup streams_section(const Page& page);
Markup scaling_section(const Page& page);
Markup cost_section(const Page& page);
Markup manifest_section(const Page& page);

}  // namespace isotherm
