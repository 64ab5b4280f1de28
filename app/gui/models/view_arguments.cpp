// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/view_arguments.h"

#include <QSignalBlocker>

#include "app/render/canvas.h"
#include "engine/insight/cell_facts.h"
#include "engine/insight/episodes.h"

namespace isotherm {
namespace {

constexpr int hex_digits = 16;

QString words_of_number(double number) { return QString::number(number, 'g', 15); }

}  // namespace

const QStringList& theme_words() {
    static const QStringList words{QStringLiteral("dark"), QStringLiteral("light"),
                                   QStringLiteral("print")};
    return words;
}

const QStringList& ramp_words() {
    static const QStringList words{QStringLiteral("inferno"), QStringLiteral("cividis"),
                                   QStringLiteral("viridis")};
    return words;
}

const QStringList& heat_scale_words() {
    static const QStringList words{QStringLiteral("limit"), QStringLiteral("absolute"),
                                   QStringLiteral("relative"), QStringLiteral("partition")};
    return words;
}

const QStringList& clock_words() {
    static const QStringList words{QStringLiteral("wall"), QStringLiteral("start")};
    return words;
}

const QStringList& band_order_words() {
    static const QStringList words{QStringLiteral("scenario"), QStringLiteral("throttled"),
                                   QStringLiteral("hottest"), QStringLiteral("name")};
    return words;
}

const QStringList& row_order_words() {
    static const QStringList words{QStringLiteral("hash"), QStringLiteral("hottest"),
                                   QStringLiteral("first_refusal")};
    return words;
}

std::optional<NamedBand> named_band(const QString& text) {
    const auto colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon < 0) return NamedBand{text.trimmed(), std::nullopt};
    static const QStringList sides{QStringLiteral("read"), QStringLiteral("write"),
                                   QStringLiteral("both")};
    const auto side = sides.indexOf(text.mid(colon + 1).trimmed());
    if (side < 0) return std::nullopt;
    return NamedBand{text.left(colon).trimmed(), static_cast<ShownSides>(side + 1)};
}

std::optional<PinnedPlace> pinned_place(const QString& text) {
    const auto at = text.indexOf(QLatin1Char('@'));
    if (at < 0) return PinnedPlace{text, std::nullopt};
    QString number = text.mid(at + 1);
    if (number.startsWith(QLatin1Char('P'))) number.remove(0, 1);
    bool is_number = false;
    const auto partition = number.toUInt(&is_number);
    if (!is_number) return std::nullopt;
    return PinnedPlace{text.left(at), std::size_t{partition}};
}

namespace {

// How the bands of a page are expanded, as the value of --bands; empty if only the focused one is
// expanded, or if there is only one table.
QStringList expanded_bands(const RunModel& run, const ViewState& view) {
    QStringList list;
    const std::size_t count = run.recording().tables.size();
    if (count < 2) return list;
    bool others = false;
    for (std::size_t t = 0; t < count; ++t) {
        if (view.band(t).collapsed) continue;
        static const QStringList sides{QString(), QStringLiteral(":read"), QStringLiteral(":write"),
                                       QStringLiteral(":both")};
        list << qtext(run.subject_name(t)) + sides[static_cast<int>(view.sides_of(t))];
        others |= t != view.table() || view.sides_of(t) != ShownSides::automatic;
    }
    return others ? list : QStringList();
}

}  // namespace

QString hashes_text(HashWindow hashes) {
    const auto hex = [](KeyPosition position) {
        return QString::number(position, 16).toUpper().rightJustified(hex_digits, QLatin1Char('0'));
    };
    return hex(hashes.first) + QStringLiteral("..") + hex(hashes.last);
}

std::optional<HashWindow> hashes_of(const QString& text) {
    const QStringList ends = text.split(QStringLiteral(".."));
    if (ends.size() != 2) return std::nullopt;
    // Missing digits count as 0 in the first position and as F in the last one.
    const auto position = [](QString digits, QLatin1Char rest) -> std::optional<KeyPosition> {
        if (digits.isEmpty() || digits.size() > hex_digits) return std::nullopt;
        bool is_number = false;
        const auto value = digits.leftJustified(hex_digits, rest).toULongLong(&is_number, 16);
        return is_number ? std::optional<KeyPosition>(value) : std::nullopt;
    };
    const auto first = position(ends[0], QLatin1Char('0'));
    const auto last = position(ends[1], QLatin1Char('F'));
    if (!first || !last || *first > *last) return std::nullopt;
    return HashWindow{*first, *last};
}

ViewArguments ViewArguments::of(const RunModel& run, const ViewState& view) {
    ViewArguments arguments;
    const auto& tables = run.recording().tables;
    if (view.table() < tables.size()) arguments.table = qtext(tables[view.table()].name);
    arguments.side = view.side();
    arguments.bands = expanded_bands(run, view);
    // Bands that were moved one by one have no name for their order.
    if (view.band_order() != BandOrder::scenario && view.band_order() != BandOrder::dragged)
        arguments.band_order = view.band_order();
    if (view.row_order() != RowOrder::hash) arguments.row_order = view.row_order();
    if (view.window() != TimeWindow{0, view.whole()}) arguments.window = view.window();
    arguments.selection = view.selection();
    if (view.pin() && view.table() < tables.size()) {
        arguments.pin = view.pin()->second;
        arguments.pin_partition = owner_of(tables[view.table()], *view.pin());
    }
    if (!view.hashes().whole()) arguments.hashes = view.hashes();
    if (view.theme().name != ThemeName::dark) arguments.theme = view.theme().name;
    if (view.ramp() != Ramp::inferno) arguments.ramp = view.ramp();
    if (view.heat_scale() != HeatScale::limit) arguments.heat_scale = view.heat_scale();
    if (view.clock_kind() != ClockKind::utc) arguments.clock_kind = view.clock_kind();
    if (view.gamma() != 1) arguments.gamma = view.gamma();
    if (view.text_scale() != 1) arguments.text_scale = view.text_scale();
    arguments.fold = view.folds_quiet();
    arguments.lens = view.lens() == Lens::cloudwatch;
    return arguments;
}

QStringList ViewArguments::words() const {
    QStringList words;
    const auto add = [&words](const char* option, const QString& value) {
        words << QLatin1String(option) << value;
    };
    if (!table.isEmpty()) add("--table", table);
    if (side) add("--side", qtext(std::string(side_names[*side])));
    if (!bands.isEmpty()) add("--bands", bands.join(QLatin1Char(',')));
    if (!collapsed.isEmpty()) add("--collapse", collapsed.join(QLatin1Char(',')));
    if (band_order) add("--order", band_order_words()[static_cast<int>(*band_order)]);
    if (row_order) add("--rows", row_order_words()[static_cast<int>(*row_order)]);
    if (window) {
        add("--from", QStringLiteral("%1s").arg(window->first));
        add("--to", QStringLiteral("%1s").arg(window->end));
    }
    if (selection)
        add("--select", QStringLiteral("%1s..%2s").arg(selection->first).arg(selection->end));
    if (pin)
        add("--pin", QStringLiteral("%1s").arg(*pin) +
                         (pin_partition ? QStringLiteral("@P%1").arg(*pin_partition) : QString()));
    if (hashes) add("--hashes", hashes_text(*hashes));
    if (theme) add("--theme", theme_words()[static_cast<int>(*theme)]);
    if (ramp) add("--ramp", ramp_words()[static_cast<int>(*ramp)]);
    if (heat_scale) add("--colours", heat_scale_words()[static_cast<int>(*heat_scale)]);
    if (clock_kind) add("--times", clock_words()[static_cast<int>(*clock_kind)]);
    if (gamma) add("--gamma", words_of_number(*gamma));
    if (text_scale) add("--text-scale", words_of_number(*text_scale));
    if (fold) words << QStringLiteral("--fold");
    if (lens) words << QStringLiteral("--lens");
    return words;
}

void ViewArguments::set_look(ViewState& view) const {
    view.set_look(theme.value_or(view.theme().name), ramp.value_or(view.ramp()));
    if (clock_kind) view.set_clock_kind(*clock_kind);
    if (gamma) view.set_gamma(*gamma);
    if (text_scale) view.set_text_scale(*text_scale);
}

// Without a list of bands, a named table is the only expanded one.
void ViewArguments::show_bands(const RunModel& run, ViewState& view) const {
    QStringList expanded;
    {
        const QSignalBlocker once(&view);  // the bands are placed once, not for each of them
        if (band_order) view.set_band_order(*band_order);
        if (row_order) view.set_row_order(*row_order);
        for (const QString& text : bands) {
            const auto named = named_band(text);
            if (!named) continue;
            expanded << named->name;
            const auto subject = run.subject_of(ResourceName(named->name.toStdString()));
            if (!subject || !named->sides) continue;
            BandState state = view.band(*subject);
            state.sides = named->sides;
            view.set_band(*subject, state);
        }
        if (expanded.isEmpty() && collapsed.isEmpty() && !table.isEmpty()) expanded << table;
        for (std::size_t t = 0; t < run.recording().tables.size(); ++t) {
            const QString name = qtext(run.subject_name(t));
            if (!expanded.isEmpty()) view.set_collapsed(t, !expanded.contains(name));
            if (collapsed.contains(name)) view.set_collapsed(t, true);
        }
    }
    Q_EMIT view.bands_changed();
}

void ViewArguments::show(const RunModel& run, ViewState& view) const {
    const auto& tables = run.recording().tables;
    std::size_t shown = view.table();
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (qtext(tables[t].name) == table) shown = t;
    }
    if (shown != view.table() || side)
        view.show_table(shown, side.value_or(run.busiest_side(shown)));
    show_bands(run, view);
    if (window) view.show(*window);
    if (hashes) view.show(*hashes);
    if (heat_scale) view.set_heat_scale(*heat_scale);
    view.set_folds_quiet(fold);
    if (lens) view.set_lens(Lens::cloudwatch);
    mark(run, view);
}

void ViewArguments::mark(const RunModel& run, ViewState& view) const {
    const std::int64_t recorded = run.recorded_seconds();
    if (selection && selection->end <= recorded) view.select(selection);
    const TableRecording* of = run.table(view.table());
    if (!pin || *pin < 0 || *pin >= recorded || of == nullptr || of->partitions.empty()) return;
    const auto partition =
        pin_partition ? pin_partition : most_throttled_partition(*of, view.side(), *pin);
    view.set_pin(CellCursor{
        *pin, middle_position(*of, std::min(partition.value_or(0), of->partitions.size() - 1))});
}

}  // namespace isotherm
