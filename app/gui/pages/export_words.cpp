// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/export_words.h"

#include "app/gui/models/cause_names.h"
#include "app/gui/models/cell_words.h"
#include "app/gui/models/compare_sentence.h"
#include "app/gui/models/contrast_words.h"
#include "app/gui/models/finding_words.h"
#include "app/render/canvas.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/score.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t most_bands = 4;
constexpr std::size_t most_findings = 3;  // of each run

QString clean_name(const QString& name) {
    QString clean = name;
    for (QChar& letter : clean)
        if (letter.isSpace() || QStringLiteral("/\\:*?\"<>|").contains(letter))
            letter = QLatin1Char('-');
    return clean;
}

QString short_length(std::int64_t seconds) {
    return seconds == 0 ? QStringLiteral("0") : qtext(text_of(std::chrono::seconds(seconds)));
}

QString sides_words(const std::vector<Side>& sides) {
    QStringList words;
    for (const Side side : sides) words << Words::reads_or_writes(side);
    return words.join(QStringLiteral(", "));
}

// Tables and indexes that are expanded, with their sides.
QStringList shown_bands(const RunModel& run, const ExplorePage& page) {
    QStringList list;
    std::size_t more = 0;
    for (const Band* band : page.bands().bands()) {
        const BandEntry& entry = band->entry();
        if (entry.collapsed) continue;
        if (static_cast<std::size_t>(list.size()) == most_bands) {
            ++more;
            continue;
        }
        const QString name = entry.series.empty()
                                 ? qtext(printable(run.subject_name(entry.table).label()))
                                 : entry.series_name;
        list << (entry.series.empty()
                     ? ExportWords::tr("%1: %2", "table: sides").arg(name, sides_words(entry.sides))
                     : name);
    }
    if (more > 0) list << ExportWords::tr("and %n more", nullptr, static_cast<int>(more));
    return list;
}

QString way_words(CompareMode mode) {
    switch (mode) {
        case CompareMode::ghost:
            return ExportWords::tr("A behind B");
        case CompareMode::side_by_side:
            return ExportWords::tr("A above B");
        case CompareMode::difference:
            return ExportWords::tr("B \u2212 A");
        default:
            return ExportWords::tr("B only");
    }
}

QString label_of(const QString& slot, const RunModel& run) {
    const Totals totals = run.totals();
    return ExportWords::tr("%1: %2, seed %3, %4 of %5 tries throttled")
        .arg(slot, qtext(printable(run.recording().name)))
        .arg(run.identity().seed)
        .arg(count_text(totals.throttled), count_text(totals.attempts));
}

QStringList finding_lines(const RunModel& run, const QStringList& dismissed, const QString& slot) {
    QStringList lines;
    if (!run.findings()) return lines;
    for (const ThrottleFinding& finding : *run.findings()) {
        if (static_cast<std::size_t>(lines.size()) == most_findings) break;
        if (dismissed.contains(qtext(std::string(name_of(finding.cause))))) continue;
        const QString words =
            ExportWords::tr("%1 %2, %3. %4", "share, cause, place and sentence of a finding")
                .arg(share_text(finding.share, 0), FindingWords::cause(finding.cause),
                     FindingWords::place(finding), FindingWords::sentence(finding));
        lines << (slot.isEmpty() ? words : slot + QStringLiteral(": ") + words);
    }
    return lines;
}

// What is pinned and what is selected, in the focused band.
QStringList marked(const RunModel& run, const ViewState& view) {
    QStringList lines;
    const TableRecording* table = run.table(view.table());
    if (view.pin()) {
        const auto facts = cell_facts(run.recording(), view.table(), view.side(), *view.pin());
        if (facts)
            lines << ExportWords::tr("Pinned: %1").arg(CellWords::sentence(*facts, view.side()));
    }
    if (view.selection() && table != nullptr) {
        const TimeWindow part = *view.selection();
        const SideTries counts = try_counts(*table, view.side(), part);
        lines << ExportWords::tr("Selected: %1 to %2, %3 throttled of %4 tries; %5 of %6")
                     .arg(clock_of(part.first), clock_of(part.end), count_text(counts.throttled),
                          count_text(counts.tries), Words::reads_or_writes(view.side()),
                          qtext(printable(table->name.label())));
    }
    return lines;
}

QStringList note_lines(const std::vector<BundleNote>& notes) {
    QStringList lines;
    for (const BundleNote& note : notes) {
        QString where = qtext(printable(note.resource.label()));
        if (note.partition) where += QLatin1Char(' ') + partition_name(*note.partition);
        lines << QStringLiteral("\u25C6 %1 %2, %3: %4")
                     .arg(clock_of(note.second), where, Words::reads_or_writes(note.side),
                          qtext(printable(note.text)));
    }
    return lines;
}

}  // namespace

ExportWords ExportWords::of(Session& session, const ExplorePage& page) {
    const RunModel& run = session.run();
    const ViewState& view = session.view();
    const bool two = session.comparing();
    ExportWords words;
    QStringList title{qtext(printable(run.recording().name))};
    title << shown_bands(run, page).join(QStringLiteral("; "));
    if (two) title << way_words(view.compare_mode());
    title.removeAll(QString());
    words.title = title.join(QStringLiteral(" \u00b7 "));
    if (two) {
        const RunModel& a = session.run_a();
        words.above << label_of(QStringLiteral("A"), a) << label_of(QStringLiteral("B"), run);
        words.above += ContrastWords::whole(run).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        words.above << CompareSentence::changes(a, run);
        words.above += finding_lines(a, session.dismissed(), QStringLiteral("A"));
    }
    words.above += finding_lines(run, session.dismissed(), two ? QStringLiteral("B") : QString());
    words.above.removeAll(QString());
    words.below = marked(run, view) + note_lines(session.notes());
    return words;
}

QString ExportWords::file_name(Session& session) {
    const ViewState& view = session.view();
    QStringList parts{clean_name(qtext(session.run().recording().name))};
    if (session.comparing()) parts << QStringLiteral("A-B");
    parts << qtext(std::string(side_names[view.side()])) << short_length(view.window().first)
          << short_length(view.window().end);
    return parts.join(QLatin1Char('-')) + QStringLiteral(".png");
}

}  // namespace isotherm
