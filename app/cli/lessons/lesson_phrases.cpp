// SPDX-License-Identifier: Apache-2.0
#include "app/cli/lessons/lesson_phrases.h"

namespace isotherm {
namespace {

constexpr LessonPhrases english_phrases{
    .lesson = "Lesson {}: {} ({} minutes)",
    .unnumbered = "{1} ({2} minutes)",
    .read = "Read",
    .predict = "Predict",
    .run = "Run",
    .compare = "Compare",
    .explain = "Explain",
    .experiment = "Your own experiment",
    .ask_number = "Your prediction, {} to {} (or skip): ",
    .ask_choice = "Your choice: {} (or skip): ",
    .ask_curve = "Points MINUTE:VALUE from 0 to {}, such as 0:0 10:50 (or skip): ",
    .ask_changes = "Changes PATH=VALUE, several with ; between them (or skip): ",
    .enter = "(Enter goes on)",
    .skipped = "No prediction.",
    .not_a_number = "Please give a number from {} to {}.",
    .not_a_choice = "Please give one of {}.",
    .not_a_curve = "Please give points such as 0:0 15:0 15:50 30:50, in order of time.",
    .not_a_change = "Please write the path of a setting, = and its new value.",
    .running = "Running {} ...",
    .changes = "B is A with {}",
    .predicted = "{}: you predicted {}; the run says {}. The difference is {}.",
    .predicted_right = "{}: you predicted {}, and so says the run.",
    .chose = "{}: you chose \"{}\"; it is \"{}\".",
    .chose_right = "{}: you chose \"{}\", and so it is.",
    .curve_distance = "{}: on average your curve is {} of the run's mean away from it.",
    .curve_head = "minute          the run       yours",
    .nothing_predicted = "{}: the run says {}.",
    .right_choice = "{}: it is \"{}\".",
    .table_head = {"table", "tries", "throttled", "share", "from", "a month"},
    .never = "-",
    .facts = "What this rests on:",
    .standing = {"documented", "measured", "inferred"},
    .goal = "Goal: {}",
    .reached = "reached: {} ({})",
    .not_reached = "not reached: {} ({})",
    .other_seed_holds = "It holds with another seed, too.",
    .other_seed_fails = "With another seed it does not hold: that was luck. Try again.",
    .end = "End of the lesson. Nothing that you typed was stored or sent.",
};

constexpr LessonPhrases japanese_phrases{
    .lesson = "レッスン {}:{}({} 分)",
    .unnumbered = "{1}({2} 分)",
    .read = "読む",
    .predict = "予想する",
    .run = "実行する",
    .compare = "比べる",
    .explain = "理由を考える",
    .experiment = "自分の実験",
    .ask_number = "予想を {} から {} の数で入力してください(skip で飛ばす): ",
    .ask_choice = "{} から選んでください(skip で飛ばす): ",
    .ask_curve = "点を 分:値 の形で 0 から {} 分まで、例 0:0 10:50(skip で飛ばす): ",
    .ask_changes = "変更を PATH=VALUE の形で、複数なら ; で区切って(skip で飛ばす): ",
    .enter = "(Enter で次へ)",
    .skipped = "予想なし。",
    .not_a_number = "{} から {} までの数を入力してください。",
    .not_a_choice = "{} のどれかを入力してください。",
    .not_a_curve = "0:0 15:0 15:50 30:50 のように、時間の順に点を入力してください。",
    .not_a_change = "設定のパス、=、新しい値の順に入力してください。",
    .running = "{} を実行しています ...",
    .changes = "B は A に次の変更を加えたものです:{}",
    .predicted = "{}:予想は {}、実行結果は {}、差は {} でした。",
    .predicted_right = "{}:予想は {} で、実行結果と一致しました。",
    .chose = "{}:選んだのは「{}」、正しくは「{}」でした。",
    .chose_right = "{}:選んだ「{}」のとおりでした。",
    .curve_distance = "{}:予想した曲線は、平均すると実行結果の平均の {} だけ離れていました。",
    .curve_head = "  分         実行結果        予想",
    .nothing_predicted = "{}:実行結果は {} でした。",
    .right_choice = "{}:正しくは「{}」でした。",
    .table_head = {"テーブル", "試行", "スロットル", "割合", "開始", "月額"},
    .never = "-",
    .facts = "根拠:",
    .standing = {"文書に記載", "実測", "推定"},
    .goal = "目標:{}",
    .reached = "達成:{}({})",
    .not_reached = "未達成:{}({})",
    .other_seed_holds = "別のシードでも成り立ちます。",
    .other_seed_fails = "別のシードでは成り立ちません。偶然でした。もう一度試しましょう。",
    .end = "レッスンはここまでです。入力した内容はどこにも保存も送信もされていません。",
};

}  // namespace

const LessonPhrases& lesson_phrases(std::string_view language) {
    return language == "ja" ? japanese_phrases : english_phrases;
}

}  // namespace isotherm
