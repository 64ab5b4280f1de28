// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/help/glossary.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <algorithm>
#include <map>

namespace isotherm {
namespace {

// ## ID: word, other word
// sentences, on any number of lines
// > scenario
std::vector<GlossaryEntry> read_glossary(const QString& language) {
    QFile file(QStringLiteral(":/glossary/") + language + QStringLiteral(".md"));
    std::vector<GlossaryEntry> entries;
    if (!file.open(QIODevice::ReadOnly)) return entries;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))) {
        if (line.startsWith(QLatin1String("## "))) {
            GlossaryEntry entry;
            entry.id = line.mid(3).section(QLatin1Char(':'), 0, 0).trimmed();
            entry.words = line.section(QLatin1Char(':'), 1).split(QLatin1Char(','));
            for (QString& word : entry.words) word = word.trimmed();
            entries.push_back(entry);
        } else if (entries.empty()) {
            continue;
        } else if (line.startsWith(QLatin1String("> "))) {
            entries.back().scenario = line.mid(2).trimmed();
        } else if (!line.isEmpty()) {
            QString& text = entries.back().text;
            text += (text.isEmpty() ? QString() : QStringLiteral(" ")) + line.trimmed();
        }
    }
    return entries;
}

std::map<QString, QString> numbers_of(const Era& era) {
    const auto count = [](std::int64_t value) { return QLocale().toString(value); };
    const auto seconds = [&](SimDuration length) { return count(length / 1s); };
    return {{QStringLiteral("era"), QString::fromStdString(era.name)},
            {QStringLiteral("read_kb"), count(era.read_unit.count / 1024)},
            {QStringLiteral("write_kb"), count(era.write_unit.count / 1024)},
            {QStringLiteral("item_kb"), count(era.item_largest.count / 1024)},
            {QStringLiteral("partition_reads"), count(era.partition_read_maximum)},
            {QStringLiteral("partition_writes"), count(era.partition_write_maximum)},
            {QStringLiteral("partition_gb"), count(era.partition_size_maximum.count >> 30)},
            {QStringLiteral("burst_seconds"), seconds(era.burst_window)},
            {QStringLiteral("table_quota"), count(era.table_quota)},
            {QStringLiteral("indexes"), count(era.global_indexes_most)},
            {QStringLiteral("decreases"), count(era.decreases_per_day)},
            {QStringLiteral("scale_out_minutes"), count(era.scale_out_points)},
            {QStringLiteral("scale_in_minutes"), count(era.scale_in_points)}};
}

// Links, code and headings, in which no word becomes a link.
const QRegularExpression& kept_parts() {
    static const QRegularExpression parts(QStringLiteral("^#.*$|`[^`]*`|\\[[^\\]]*\\]\\([^)]*\\)"),
                                          QRegularExpression::MultilineOption);
    return parts;
}

bool is_kept(const QString& markdown, qsizetype at) {
    auto parts = kept_parts().globalMatch(markdown);
    while (parts.hasNext()) {
        const auto part = parts.next();
        if (part.capturedStart() <= at && at < part.capturedEnd()) return true;
    }
    return false;
}

// Makes the first occurrence of a word a link.
bool link_first(QString& markdown, const QString& word, const QString& id) {
    // Japanese has no spaces between words.
    const bool spaced = word.at(0).unicode() < 0x2000;
    const QString edge = spaced ? QStringLiteral("\\b") : QString();
    const QRegularExpression wanted(edge + QRegularExpression::escape(word) + edge,
                                    QRegularExpression::CaseInsensitiveOption);
    auto places = wanted.globalMatch(markdown);
    while (places.hasNext()) {
        const auto place = places.next();
        if (is_kept(markdown, place.capturedStart())) continue;
        markdown.replace(place.capturedStart(), place.capturedLength(),
                         QStringLiteral("[%1](word:%2)").arg(place.captured(), id));
        return true;
    }
    return false;
}

}  // namespace

const std::vector<GlossaryEntry>& glossary(const QString& language) {
    static std::map<QString, std::vector<GlossaryEntry>> read;
    const auto known = read.find(language);
    if (known != read.end()) return known->second;
    std::vector<GlossaryEntry> entries = read_glossary(language);
    if (entries.empty()) entries = read_glossary(QStringLiteral("en"));
    return read.emplace(language, std::move(entries)).first->second;
}

QString glossary_text(const GlossaryEntry& entry, const Era& era) {
    QString text = entry.text;
    for (const auto& [name, value] : numbers_of(era))
        text.replace(QLatin1Char('{') + name + QLatin1Char('}'), value);
    return text;
}

QString glossary_page(const QString& language, const Era& era, const QString& id) {
    QString page;
    for (const GlossaryEntry& entry : glossary(language)) {
        if (!id.isEmpty() && entry.id != id) continue;
        page += QStringLiteral("## %1\n\n%2").arg(entry.words.front(), glossary_text(entry, era));
        if (!entry.scenario.isEmpty())
            page += QStringLiteral("\n\n[%1](scenario:%1)").arg(entry.scenario);
        page += QStringLiteral("\n\n");
    }
    return page;
}

QString with_word_links(const QString& markdown, const QString& language) {
    QString linked = markdown;
    for (const GlossaryEntry& entry : glossary(language)) {
        // one link an entry, to its first word that occurs
        std::any_of(entry.words.begin(), entry.words.end(),
                    [&](const QString& word) { return link_first(linked, word, entry.id); });
    }
    return linked;
}

}  // namespace isotherm
