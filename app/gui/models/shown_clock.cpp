// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/shown_clock.h"

#include <QDateTime>
#include <QRegularExpression>
#include <cmath>

#include "app/gui/models/entered_time.h"

namespace isotherm {
namespace {

constexpr std::int64_t day = 86'400;

ShownClock& the_clock() {
    static ShownClock clock;
    return clock;
}

std::int64_t floor_day(std::int64_t second) {
    return (second >= 0 ? second : second - (day - 1)) / day;
}

// Returns the start of the run in seconds since 1970.
std::int64_t start_second(const ShownClock& clock) {
    return std::chrono::floor<std::chrono::seconds>(clock.start).time_since_epoch().count();
}

// Parses a time of day; returns the first one after the start, or the one on the given date.
std::optional<SimDuration> entered_utc(const QString& text, const ShownClock& clock) {
    static const QRegularExpression form(QStringLiteral(
        R"(^(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?Z?$)"));
    const auto match = form.match(text.trimmed());
    if (!match.hasMatch()) return std::nullopt;
    const double second = match.captured(4).toDouble();
    const auto hours = match.captured(2).toInt(), minutes = match.captured(3).toInt();
    if (hours > 23 || minutes > 59 || second >= 60) return std::nullopt;
    const std::int64_t start = start_second(clock);
    std::int64_t first_day = floor_day(start);
    const bool dated = !match.captured(1).isEmpty();
    if (dated) {
        const QDate date = QDate::fromString(match.captured(1), Qt::ISODate);
        if (!date.isValid()) return std::nullopt;
        first_day = QDate(1970, 1, 1).daysTo(date);
    }
    const auto micros = static_cast<std::int64_t>(std::llround(second * 1e6));
    std::int64_t at = first_day * day + hours * 3'600 + minutes * 60 - start;
    if (at < 0 && !dated) at += day;
    return std::chrono::seconds(at) + SimDuration(micros);
}

}  // namespace

bool ShownClock::needs_dates() const {
    const std::int64_t first = start_second(*this);
    return floor_day(first) != floor_day(first + std::max<std::int64_t>(seconds, 1) - 1);
}

const ShownClock& shown_clock() { return the_clock(); }

void show_clock(const ShownClock& clock) { the_clock() = clock; }

QString elapsed_text(std::int64_t seconds) {
    return QString::fromStdString(clock_text(sim_start + std::chrono::seconds(seconds)));
}

QString clock_of(std::int64_t second) {
    const ShownClock& clock = shown_clock();
    if (!clock.is_utc()) return elapsed_text(second);
    const QDateTime time = QDateTime::fromSecsSinceEpoch(start_second(clock) + second, Qt::UTC);
    return time.toString(clock.needs_dates() ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                             : QStringLiteral("HH:mm:ss"));
}

QString minute_of(std::int64_t second) { return clock_of(second).chopped(3); }

QString exact_clock(SimTime time, int decimals) {
    const std::int64_t second = whole_seconds(time);
    const std::int64_t micros = (time - sim_start - std::chrono::seconds(second)).count();
    return clock_of(second) + QLatin1Char('.') +
           QStringLiteral("%1").arg(micros, 6, 10, QLatin1Char('0')).left(decimals);
}

std::optional<SimDuration> entered_moment(const QString& text) {
    const QString typed = text.trimmed();
    if (typed.startsWith(QLatin1Char('+'))) return entered_time(typed.mid(1));
    const auto since_start = entered_time(typed);
    if (!shown_clock().is_utc()) return since_start;
    const auto utc = entered_utc(typed, shown_clock());
    const auto in_run = [](const std::optional<SimDuration>& moment) {
        return moment && *moment >= SimDuration{} &&
               *moment <= std::chrono::seconds(shown_clock().seconds);
    };
    // For example, "0:45" in a run of two minutes from midnight means 45 seconds.
    if (!utc || (!in_run(utc) && in_run(since_start))) return since_start;
    return utc;
}

}  // namespace isotherm
