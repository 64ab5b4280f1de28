// SPDX-License-Identifier: Apache-2.0
#include "app/report/run_directory/page_phrases.h"

#include <array>
#include <map>

#include "app/report/english.h"

namespace isotherm {
namespace {

using Dictionary = std::map<std::string, std::string, std::less<>>;

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::string without_entities(std::string text) {
    for (const auto& [entity, meaning] :
         {std::pair<std::string_view, std::string_view>{"&lt;", "<"},
          {"&gt;", ">"},
          {"&quot;", "\""},
          {"&apos;", "'"},
          {"&amp;", "&"}})
        text = replaced(std::move(text), entity, meaning);
    return text;
}

// The text between two tags from `at` on, which moves behind it; empty if there is none.
std::string element(std::string_view text, std::string_view name, std::size_t& at) {
    const std::string open = "<" + std::string(name) + ">", close = "</" + std::string(name) + ">";
    const std::size_t begin = text.find(open, at);
    const std::size_t end = begin == text.npos ? text.npos : text.find(close, begin);
    if (end == text.npos) {
        at = text.npos;
        return "";
    }
    at = end + close.size();
    return without_entities(
        std::string(text.substr(begin + open.size(), end - begin - open.size())));
}

// The window writes arguments as %1, the console as {0}.
constexpr std::array<std::string_view, 9> window_arguments{"%1", "%2", "%3", "%4", "%5",
                                                           "%6", "%7", "%8", "%9"};

std::string as_in_window(std::string text) {
    text = replaced(std::move(text), ".verb}", "}");
    for (std::size_t i = 0; i < window_arguments.size(); ++i)
        text = replaced(std::move(text), "{" + std::to_string(i) + "}", window_arguments[i]);
    return text;
}

std::string as_on_console(std::string text) {
    for (std::size_t i = 0; i < window_arguments.size(); ++i)
        text = replaced(std::move(text), window_arguments[i], "{" + std::to_string(i) + "}");
    return text;
}

// Reads two contexts of a file that Qt's lupdate writes, whose elements follow each other on lines
// of their own.
Dictionary read_dictionary(std::string_view text) {
    Dictionary dictionary;
    for (const std::string_view context : {"EngineWords", "isotherm::Words"}) {
        const std::size_t begin = text.find("<name>" + std::string(context) + "</name>");
        if (begin == text.npos) continue;
        const std::string_view messages =
            text.substr(begin, text.find("</context>", begin) - begin);
        for (std::size_t at = 0; at != messages.npos;) {
            std::string source = element(messages, "source", at);
            if (at == messages.npos) break;
            std::string translation = element(messages, "translation", at);
            if (!translation.empty()) dictionary.emplace(std::move(source), std::move(translation));
        }
    }
    return dictionary;
}

std::string in_japanese(std::string_view form) {
    static const Dictionary dictionary = read_dictionary(japanese_translations());
    const auto found = dictionary.find(as_in_window(std::string(form)));
    return found == dictionary.end() ? std::string(form) : as_on_console(found->second);
}

}  // namespace

std::string sentence_in(PageLanguage language, const Message& message) {
    return language == PageLanguage::japanese ? worded(message, in_japanese) : english(message);
}

}  // namespace isotherm
