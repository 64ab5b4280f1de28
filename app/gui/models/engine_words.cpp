// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/engine_words.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <algorithm>
#include <vector>

#include "app/render/canvas.h"
#include "engine/vocabulary/result.h"

namespace isotherm {
namespace {

struct Form {
    const char* text;            // with %1 to %9, as QString::arg takes them
    const char* sentences = "";  // which of them are sentences themselves
    const char* words = "";      // which are words or names, looked up too but often unknown
};

// The first that fits counts. Those that join sentences come before what could swallow the joint.
constexpr Form forms[] = {
    // Events.
    {QT_TRANSLATE_NOOP("EngineWords", "%1 starts with %2 partition: %3"), "3"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 starts with %2 partitions: %3"), "3"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 now has %2"), "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 asks for %3 RCU and %4 WCU: %5; refused: %6"), "56",
     "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 asks for %3 RCU and %4 WCU: %5"), "5", "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 asks for %3: %4; refused: %5"), "345", "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 asks for %3: %4"), "34", "2"},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 write requests refused, their item collection is full, from %3 to "
                       "%4")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 has been backfilled and is ACTIVE")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 is exported and dropped")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 is dropped")},
    {QT_TRANSLATE_NOOP("EngineWords", "stopped at %1 of %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 has split into %2 and %3")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 begins to split: %2"), "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 does not split: %2"), "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 items above %3 were cut to it")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 rows stepped back in time and were moved forward")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 (%2): as it was")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 (%2): %3")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 RCU and %2 WCU provisioned")},
    {QT_TRANSLATE_NOOP("EngineWords", "on-demand mode")},
    {QT_TRANSLATE_NOOP("EngineWords", "on demand")},
    // Why a partition splits, or does not.
    {QT_TRANSLATE_NOOP("EngineWords", "it is busy")},
    {QT_TRANSLATE_NOOP("EngineWords", "it holds a single item")},
    {QT_TRANSLATE_NOOP("EngineWords", "it holds more than %1")},
    {QT_TRANSLATE_NOOP("EngineWords", "the table has a stream")},
    {QT_TRANSLATE_NOOP("EngineWords", "too few requests to choose a place")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "its items are visited in order: a split would not help for long")},
    {QT_TRANSLATE_NOOP("EngineWords", "one item has all of the traffic: a split cannot divide it")},
    // Why capacity changes.
    {QT_TRANSLATE_NOOP("EngineWords", "time series")},
    {QT_TRANSLATE_NOOP("EngineWords", "written in the scenario")},
    {QT_TRANSLATE_NOOP("EngineWords", "its period is over")},
    {QT_TRANSLATE_NOOP("EngineWords", "the fixed values were not in force")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1; %2"), "12"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1, but %2"), "12"},
    {QT_TRANSLATE_NOOP("EngineWords", "scheduled action \"%1\": minimum %2, maximum %3")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1, warm %2, maximum %3"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1, warm %2"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1, maximum %2"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 % with %3 throttled a minute"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 % of %3"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 used %2 %"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 units/s for %3 min, above %4 % of %5"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: at most %2 units/s for %3 min, well below %4 % of %5"),
     "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: outside min and max"), "1"},
    // What policies wait for.
    {QT_TRANSLATE_NOOP("EngineWords", "it cools down for another %1")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 above %2 % of %3 for %4 of %5 min"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 below %2 % of %3 for %4 of %5 min"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 would go down to %2"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 would go down"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "no decrease is left today")},
    {QT_TRANSLATE_NOOP("EngineWords", "decreases are paced over the day")},
    {QT_TRANSLATE_NOOP("EngineWords", "the table is not ACTIVE")},
    {QT_TRANSLATE_NOOP("EngineWords", "outside the script's hours")},
    {QT_TRANSLATE_NOOP("EngineWords", "it is outside the maintenance windows")},
    {QT_TRANSLATE_NOOP("EngineWords", "outside the maintenance windows")},
    {QT_TRANSLATE_NOOP("EngineWords", "again without decreases")},
    {QT_TRANSLATE_NOOP("EngineWords", "the circuit breaker is open")},
    {QT_TRANSLATE_NOOP("EngineWords", "not ACTIVE")},
    {QT_TRANSLATE_NOOP("EngineWords", "reads wait for writes")},
    {QT_TRANSLATE_NOOP("EngineWords", "writes wait for reads")},
    // Why DynamoDB refuses.
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 units %3 -> %4 is more than %5 times as much in one UpdateTable"),
     "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: %2 units %3 -> %4 is an increase below %5 %"), "2"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 is not ACTIVE")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 does not exist")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: provisioned throughput must be at least %2 unit")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: the requested values equal the present ones")},
    {QT_TRANSLATE_NOOP(
        "EngineWords",
        "%1: the requested values equal the present ones, or the table is on demand")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 decreases used this UTC day, the next is allowed at %3")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: more than %2 units per second")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 read units of the table with its global indexes "
                       "exceed the quota of %3 per table")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 write units of the table with its global indexes "
                       "exceed the quota of %3 per table")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 read units of all tables exceed the quota of %3 per account")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1: %2 write units of all tables exceed the quota of %3 per account")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: on-demand mode came in 2018")},
    {QT_TRANSLATE_NOOP("EngineWords",
                       "%1 has changed its capacity mode %2 times in 24 hours already")},
    // The steps of Dynamic DynamoDB, one after the other.
    {QT_TRANSLATE_NOOP("EngineWords", "%1: autoscaling is off"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: consumed %2 %, %3"), "13"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1: consumed %2 %"), "1"},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 units are consumed: left alone")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1, %2"), "12"},
    {QT_TRANSLATE_NOOP("EngineWords", "throttled events by provisioned units: %1 -> %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "throttled events by consumed units: %1 -> %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "above the upper threshold: %1 -> %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "too many throttled events: %1 -> %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "low check %1 of %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "maximum %1")},
    {QT_TRANSLATE_NOOP("EngineWords", "minimum %1")},
    {QT_TRANSLATE_NOOP("EngineWords", "%1 -> %2")},
    {QT_TRANSLATE_NOOP("EngineWords", "reads")},
    {QT_TRANSLATE_NOOP("EngineWords", "writes")},
    {QT_TRANSLATE_NOOP("EngineWords", "read")},
    {QT_TRANSLATE_NOOP("EngineWords", "write")},
};

// A form as a pattern, and which slot each of its groups is.
struct Pattern {
    QRegularExpression pattern;
    std::vector<int> slots;
};

Pattern pattern_of(const Form& form) {
    static const QRegularExpression slot(QStringLiteral("%([1-9])"));
    const QString text = QString::fromUtf8(form.text);
    Pattern made;
    QString pattern;
    qsizetype at = 0;
    for (auto found = slot.globalMatch(text); found.hasNext();) {
        const QRegularExpressionMatch one = found.next();
        pattern += QRegularExpression::escape(text.mid(at, one.capturedStart() - at)) +
                   QStringLiteral("(.+?)");
        made.slots.push_back(one.captured(1).toInt());
        at = one.capturedEnd();
    }
    pattern += QRegularExpression::escape(text.mid(at));
    made.pattern = QRegularExpression(QRegularExpression::anchoredPattern(pattern));
    return made;
}

const std::vector<Pattern>& patterns() {
    static const std::vector<Pattern> made = [] {
        std::vector<Pattern> list;
        for (const Form& form : forms) list.push_back(pattern_of(form));
        return list;
    }();
    return made;
}

QString in_words(const QString& sentence, bool& is_known);

QString filled(const Form& form, const Pattern& pattern, const QRegularExpressionMatch& match,
               bool& is_known) {
    const QString text = QCoreApplication::translate("EngineWords", form.text);
    const QByteArray sentences(form.sentences), words(form.words);
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number =
            text[i] == QLatin1Char('%') && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
        const auto at = std::find(pattern.slots.begin(), pattern.slots.end(), number);
        if (at == pattern.slots.end()) {
            result += text[i];
            continue;
        }
        const QString captured = match.captured(static_cast<int>(at - pattern.slots.begin()) + 1);
        const char digit = static_cast<char>('0' + number);
        bool part_is_known = true;
        result += sentences.contains(digit) || words.contains(digit)
                      ? in_words(captured, part_is_known)
                      : captured;
        is_known = is_known && (part_is_known || words.contains(digit));
        ++i;
    }
    return result;
}

QString in_words(const QString& sentence, bool& is_known) {
    is_known = true;
    for (std::size_t f = 0; f < std::size(forms); ++f) {
        const QRegularExpressionMatch match = patterns()[f].pattern.match(sentence);
        if (match.hasMatch()) return filled(forms[f], patterns()[f], match, is_known);
    }
    is_known = false;
    return sentence;
}

}  // namespace

QString engine_words(const std::string& sentence) {
    // Long runs say the same again and again, and lanes are made anew while they go on.
    constexpr qsizetype kept_most = 20'000;
    static QHash<QString, QString> kept;
    static QString kept_language;
    const QString language = QCoreApplication::translate("EngineWords", forms[0].text);
    if (language != kept_language || kept.size() > kept_most) kept.clear();
    kept_language = language;
    const QString text = qtext(printable(sentence));
    const auto known = kept.constFind(text);
    if (known != kept.constEnd()) return *known;
    bool is_known = false;
    return *kept.insert(text, in_words(text, is_known));
}

bool is_known_sentence(const std::string& sentence) {
    bool is_known = false;
    in_words(qtext(printable(sentence)), is_known);
    return is_known;
}

}  // namespace isotherm
