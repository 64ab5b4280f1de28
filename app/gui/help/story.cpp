// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/story.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrlQuery>

#include "app/gui/models/entered_time.h"

namespace isotherm {
namespace {

constexpr qint64 longest_story = 256 << 10;

QString text_of_file(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    return QString::fromUtf8(file.read(longest_story));
}

std::optional<std::int64_t> second_in(const QUrlQuery& query, const char* name, bool& bad) {
    const QString key = QLatin1String(name);
    if (!query.hasQueryItem(key)) return std::nullopt;
    const auto time = entered_time(query.queryItemValue(key, QUrl::FullyDecoded));
    bad |= !time.has_value();
    return time ? std::optional(whole_seconds(*time)) : std::nullopt;
}

}  // namespace

QString leading_comment(const QString& scenario_text) {
    QString story;
    for (const QString& line : scenario_text.split(QLatin1Char('\n'))) {
        if (!line.startsWith(QLatin1Char('#'))) break;
        story += line.mid(line.startsWith(QLatin1String("# ")) ? 2 : 1) + QLatin1Char('\n');
    }
    return story.trimmed();
}

QString story_of(const QString& path, const QString& scenario_text, const QString& language) {
    if (path.endsWith(QLatin1String(".toml"))) {
        const QFileInfo file(path);
        const QString beside = file.absolutePath() + QLatin1Char('/') + file.completeBaseName();
        const QString own =
            text_of_file(beside + QLatin1Char('.') + language + QStringLiteral(".md"));
        if (!own.isEmpty()) return own;
        const QString story = text_of_file(beside + QStringLiteral(".md"));
        if (!story.isEmpty()) return story;
    }
    return leading_comment(scenario_text);
}

std::optional<StoryView> story_view(const QUrl& link) {
    if (link.scheme() != QLatin1String("view")) return std::nullopt;
    const QUrlQuery query(link);
    StoryView view;
    bool bad = false;
    const auto from = second_in(query, "from", bad);
    const auto to = second_in(query, "to", bad);
    view.pin = second_in(query, "pin", bad);
    if (from || to)
        view.window = TimeWindow{from.value_or(0), to.value_or(whole_seconds(longest_run))};
    if (view.window && view.window->first >= view.window->end) bad = true;
    const QString band = query.queryItemValue(QStringLiteral("band"), QUrl::FullyDecoded);
    view.table = band.section(QLatin1Char(':'), 0, 0);
    const QString side = band.section(QLatin1Char(':'), 1);
    if (side == QLatin1String("read"))
        view.side = Side::read;
    else if (side == QLatin1String("write"))
        view.side = Side::write;
    else
        bad |= !side.isEmpty();
    return bad ? std::nullopt : std::optional(view);
}

std::optional<std::pair<QString, QString>> story_trial(const QUrl& link) {
    if (link.scheme() != QLatin1String("try")) return std::nullopt;
    const QString text = link.path(QUrl::FullyDecoded);
    const auto equals = text.indexOf(QLatin1Char('='));
    if (equals <= 0 || equals == text.size() - 1) return std::nullopt;
    return std::pair(text.left(equals), text.mid(equals + 1));
}

}  // namespace isotherm
