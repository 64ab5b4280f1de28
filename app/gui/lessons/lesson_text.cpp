// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_text.h"

#include <QLocale>
#include <algorithm>
#include <cmath>

#include "app/render/canvas.h"
#include "engine/lessons/lesson_value.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

const QString unknown_value = QStringLiteral("\u2026");

QString number_in_words(double number) { return qtext(value_text(number, ValueFormat::number)); }

// A line with its values filled in, as far as they are known.
QString filled_words(const std::string& line, const Json& runs) {
    const auto pieces = pieces_of(line);
    if (std::holds_alternative<PieceError>(pieces)) return qtext(line);
    QString text;
    for (const WordsPiece& piece : std::get<std::vector<WordsPiece>>(pieces)) {
        if (!piece.figure) {
            text += qtext(piece.text);
            continue;
        }
        const auto value = piece.figure->value_in(runs);
        text += value ? qtext(value_text(*value, piece.format)) : unknown_value;
    }
    return text;
}

QString paragraphs_of(const WordsSection& section, const Json& runs) {
    QStringList paragraphs;
    for (const std::string& paragraph : section.paragraphs())
        paragraphs << filled_words(paragraph, runs);
    return paragraphs.join(QStringLiteral("\n\n"));
}

}  // namespace

std::string LessonText::language() {
    return QLocale().language() == QLocale::Japanese ? "ja" : "en";
}

const LessonWords& LessonText::in_language() const {
    return lesson().words.find(language())->second;
}

QString LessonText::title() const { return qtext(in_language().title.text); }

QString LessonText::kind_name(StepKind kind) {
    switch (kind) {
        case StepKind::read:
            return tr("Read");
        case StepKind::predict_number:
        case StepKind::predict_picture:
        case StepKind::predict_curve:
            return tr("Predict");
        case StepKind::run:
            return tr("Run");
        case StepKind::compare:
            return tr("Compare");
        case StepKind::explain:
            return tr("Explain");
        case StepKind::experiment:
            break;
    }
    return tr("Your own experiment");
}

QString LessonText::heading() const {
    return tr("%1/%2 · %3")
        .arg(course_.at() + 1)
        .arg(course_.steps())
        .arg(kind_name(course_.step().kind));
}

QString LessonText::words(std::size_t step) const {
    const WordsSection* section = in_language().section(lesson().steps[step].id);
    if (section == nullptr) return {};
    return paragraphs_of(*section, bench_.values(lesson().b_at(step)));
}

QString LessonText::changes(std::size_t step) const {
    QStringList changes;
    for (const std::string& change : lesson().steps[step].changes)
        changes << QStringLiteral("`%1`").arg(qtext(change));
    return tr("B is A with %1").arg(changes.join(QStringLiteral("; ")));
}

QString LessonText::choice(std::size_t step, const std::string& key) const {
    const WordsSection* section = in_language().section(lesson().steps[step].id);
    if (section == nullptr) return qtext(key);
    const auto found = section->choices.find(key);
    return found == section->choices.end()
               ? qtext(key)
               : filled_words(found->second.text, bench_.values(nullptr));
}

QString LessonText::facts(std::size_t step) const {
    const auto& steps = lesson().steps;
    const auto first = std::find_if(steps.begin(), steps.end(), [](const LessonStep& one) {
        return one.kind == StepKind::explain;
    });
    const WordsSection* section = in_language().section(facts_section);
    if (section == nullptr || static_cast<std::size_t>(first - steps.begin()) != step) return {};
    const QString standings[] = {tr("documented"), tr("measured"), tr("inferred")};
    QStringList lines{tr("What this rests on:")};
    for (const LessonFact& fact : lesson().facts) {
        const auto words = section->choices.find(fact.id);
        if (words == section->choices.end()) continue;
        lines << QStringLiteral("- %1 *(%2)*")
                     .arg(filled_words(words->second.text, bench_.values(nullptr)),
                          standings[static_cast<std::size_t>(fact.standing)]);
    }
    return lines.join(QStringLiteral("\n"));
}

QString LessonText::number_outcome(const LessonStep& step, const Prediction& prediction) const {
    const auto value =
        std::get<Figure>(lesson_figure(step.of))
            .value_in(bench_.values(lesson().predicted_b(lesson().position_of(step.id))));
    const QString found = value ? number_in_words(*value) : unknown_value;
    if (!prediction.number || !value)
        return tr("Nothing was predicted; the run says %1.").arg(found);
    const QString predicted = number_in_words(*prediction.number);
    if (predicted == found) return tr("You predicted %1, and so says the run.").arg(predicted);
    return tr("You predicted %1; the run says %2. The difference is %3.")
        .arg(predicted, found, number_in_words(std::abs(*value - *prediction.number)));
}

QString LessonText::choice_outcome(std::size_t at, const Prediction& prediction) const {
    const QString right = choice(at, lesson().steps[at].answer);
    if (!prediction.choice) return tr("Nothing was chosen; it is \u201c%1\u201d.").arg(right);
    const QString chosen = choice(at, *prediction.choice);
    if (*prediction.choice == lesson().steps[at].answer)
        return tr("You chose \u201c%1\u201d, and so it is.").arg(chosen);
    return tr("You chose \u201c%1\u201d; it is \u201c%2\u201d.").arg(chosen, right);
}

QString LessonText::curve_outcome(std::size_t at, const Prediction& prediction) const {
    if (!prediction.curve) return tr("No curve was drawn; the run's is shown.");
    const LessonStep& step = lesson().steps[at];
    const Changes* b = lesson().predicted_b(at);
    const LessonRun* run = bench_.run(b == nullptr ? Changes{} : *b);
    const LessonCurve* curve = run == nullptr ? nullptr : run->curve(step.table, step.lane);
    if (curve == nullptr) return {};
    return tr("On average your curve is %1 of the run's mean away from it.")
        .arg(qtext(percent(distance_of(*prediction.curve, curve->minutes), 0)));
}

QString LessonText::outcome(std::size_t at) const {
    const Prediction* prediction = course_.prediction(at);
    if (prediction == nullptr) return {};
    const LessonStep& step = lesson().steps[at];
    if (step.kind == StepKind::predict_number) return number_outcome(step, *prediction);
    if (step.kind == StepKind::predict_picture) return choice_outcome(at, *prediction);
    return curve_outcome(at, *prediction);
}

QStringList LessonText::outcomes(std::size_t run) const {
    QStringList sentences;
    for (const std::size_t at : course_.answered_by(run)) {
        const QString sentence = outcome(at);
        if (!sentence.isEmpty()) sentences << tr("Question %1: %2").arg(at + 1).arg(sentence);
    }
    return sentences;
}

QString LessonText::predicted(std::size_t at) const {
    const Prediction* prediction = course_.prediction(at);
    if (prediction == nullptr) return {};
    if (prediction->skipped()) return tr("Skipped: no prediction.");
    if (prediction->number)
        return tr("Your prediction: %1").arg(number_in_words(*prediction->number));
    if (prediction->choice) return tr("Your prediction: %1").arg(choice(at, *prediction->choice));
    return tr("Your curve is kept.");
}

QString LessonText::predict_first() const {
    QStringList steps;
    for (const std::size_t at : course_.missing()) steps << QString::number(at + 1);
    return steps.isEmpty()
               ? QString()
               : tr("First predict or skip: step %1").arg(steps.join(QStringLiteral(", ")));
}

QStringList LessonText::goals(std::size_t step) const {
    QStringList lines;
    for (const std::string& goal : lesson().steps[step].goal)
        lines << tr("Goal: `%1`").arg(qtext(goal));
    return lines;
}

QStringList LessonText::verdict(const ExperimentVerdict& verdict) const {
    QStringList lines;
    for (const GoalVerdict& goal : verdict.goals) {
        const QString value = goal.value ? number_in_words(*goal.value) : unknown_value;
        lines << (goal.holds ? tr("**Reached**: `%1` (%2)") : tr("**Not reached**: `%1` (%2)"))
                     .arg(qtext(goal.text), value);
    }
    if (verdict.all)
        lines << (verdict.all_again
                      ? tr("It holds with another seed, too.")
                      : tr("With another seed it does not hold: that was luck. Try again."));
    return lines;
}

QString LessonText::whole_lesson() const {
    QStringList parts;
    for (std::size_t at = 0; at < course_.steps(); ++at) {
        const LessonStep& step = lesson().steps[at];
        parts << QStringLiteral("### %1 · %2").arg(at + 1).arg(kind_name(step.kind)) << words(at);
        if (const WordsSection* section = in_language().section(step.id)) {
            QStringList choices;
            for (const std::string& key : section->keys)
                choices << QStringLiteral("- %1%2").arg(
                    choice(at, key), key == step.answer ? QStringLiteral(" \u2713") : QString());
            if (!choices.isEmpty()) parts << choices.join(QLatin1Char('\n'));
        }
        const QString rests = facts(at);
        if (!rests.isEmpty()) parts << rests;
    }
    return parts.join(QStringLiteral("\n\n"));
}

QString LessonText::teachers_notes() const {
    const Json& values = bench_.values(nullptr);
    QStringList parts;
    const auto name = [](const std::string& id) {
        if (id == "minutes") return tr("Minutes");
        if (id == "questions") return tr("Questions");
        if (id == "wrong_answers") return tr("Wrong answers");
        return id == "exit" ? tr("Exit question") : qtext(id);
    };
    for (const std::string& id : lesson().teacher.order)
        if (const WordsSection* section = lesson().teacher.section(id))
            parts << QStringLiteral("### %1").arg(name(id)) << paragraphs_of(*section, values);
    return parts.join(QStringLiteral("\n\n"));
}

QString LessonText::lane_unit(CurveLane lane) {
    return lane == CurveLane::throttle ? tr("throttled requests a second")
                                       : tr("consumed units a second");
}

}  // namespace isotherm
