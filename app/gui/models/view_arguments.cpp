// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/view_arguments.h"

#include "app/render/canvas.h"

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
                                   QStringLiteral("relative")};
    return words;
}

const QStringList& clock_words() {
    static const QStringList words{QStringLiteral("wall"), QStringLiteral("start")};
    return words;
}

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
    if (view.window() != TimeWindow{0, view.whole()}) arguments.window = view.window();
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
    if (window) {
        add("--from", QStringLiteral("%1s").arg(window->first));
        add("--to", QStringLiteral("%1s").arg(window->end));
    }
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

void ViewArguments::show(const RunModel& run, ViewState& view) const {
    const auto& tables = run.recording().tables;
    std::size_t shown = view.table();
    for (std::size_t t = 0; t < tables.size(); ++t) {
        if (qtext(tables[t].name) == table) shown = t;
    }
    if (shown != view.table() || side)
        view.show_table(shown, side.value_or(run.busiest_side(shown)));
    if (window) view.show(*window);
    if (hashes) view.show(*hashes);
    if (heat_scale) view.set_heat_scale(*heat_scale);
    view.set_folds_quiet(fold);
    if (lens) view.set_lens(Lens::cloudwatch);
}

}  // namespace isotherm
