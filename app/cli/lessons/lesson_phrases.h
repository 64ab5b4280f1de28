// SPDX-License-Identifier: Apache-2.0
#pragma once
// What the player of lessons says by itself, in the languages of lessons. {} are filled by fmt.

#include <string_view>

namespace isotherm {

struct LessonPhrases {
    std::string_view lesson;      // "Lesson {}: {} ({} minutes)"
    std::string_view unnumbered;  // "{1} ({2} minutes)": a lesson without a number
    std::string_view read;        // names of the steps
    std::string_view predict;
    std::string_view run;
    std::string_view compare;
    std::string_view explain;
    std::string_view experiment;
    std::string_view ask_number;  // least, highest
    std::string_view ask_choice;  // keys
    std::string_view ask_curve;   // last minute
    std::string_view ask_changes;
    std::string_view enter;
    std::string_view skipped;
    std::string_view not_a_number;  // least, highest
    std::string_view not_a_choice;  // keys
    std::string_view not_a_curve;
    std::string_view not_a_change;
    std::string_view running;            // A or B
    std::string_view changes;            // changes of B
    std::string_view predicted;          // id, predicted, value of the run, distance
    std::string_view predicted_right;    // id, value
    std::string_view chose;              // id, chosen words, right words
    std::string_view chose_right;        // id, words
    std::string_view curve_distance;     // id, share
    std::string_view curve_head;         // minute, run, drawn
    std::string_view nothing_predicted;  // id, value
    std::string_view right_choice;       // id, words
    std::string_view table_head[6];      // table, tries, throttled, share, from, a month
    std::string_view never;
    std::string_view facts;
    std::string_view standing[3];  // documented, measured, inferred
    std::string_view goal;
    std::string_view reached;      // goal, value
    std::string_view not_reached;  // goal, value
    std::string_view other_seed_holds;
    std::string_view other_seed_fails;
    std::string_view end;
};

// The phrases of a language: "en" or "ja".
const LessonPhrases& lesson_phrases(std::string_view language);

}  // namespace isotherm
