// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/gui_options.h"

#include <algorithm>
#include <cmath>

#include "app/gui/models/entered_time.h"
#include "app/gui/window/pseudo_translator.h"
#include "app/gui/window/application.h"

namespace isotherm {
namespace {

constexpr int smallest_width = 640, smallest_height = 480, largest_side = 8'192;

// Reads the values of options. Collects an error with the option's name for each invalid value.
class OptionReader {
public:
    explicit OptionReader(const QCommandLineParser& parser) : parser_(parser) {}

    QString text(const char* name) const { return parser_.value(QLatin1String(name)); }

    // `read` returns nullopt for a text that is not valid.
    template <class Value, class Read>
    void value(const char* name, std::optional<Value>& into, const Read& read, const char* fix) {
        if (!parser_.isSet(QLatin1String(name))) return;
        into = read(text(name));
        if (!into) refuse(name, fix);
    }

    // Reads one of `words`; the value is the index of the word.
    template <class Choice>
    void choice(const char* name, std::optional<Choice>& into, const QStringList& words) {
        value(
            name, into,
            [&](const QString& word) -> std::optional<Choice> {
                const auto at = words.indexOf(word);
                return at < 0 ? std::nullopt : std::optional(static_cast<Choice>(at));
            },
            ("choose one of: " + words.join(QStringLiteral(", ")).toStdString()).c_str());
    }

    void refuse(const char* name, const char* fix) {
        errors.push_back({ExitCode::usage,
                          ErrorNumber::options_contradict,
                          {.file = std::string("--") + name},
                          "\"" + printable(text(name).toStdString()) + "\" was given",
                          fix});
    }

    Errors errors;

private:
    const QCommandLineParser& parser_;
};

std::optional<double> number_in(const QString& text, double lowest, double highest) {
    bool is_number = false;
    const double number = text.toDouble(&is_number);
    const bool inside = is_number && number >= lowest && number <= highest;
    return inside ? std::optional(number) : std::nullopt;
}

std::optional<QSize> size_of(const QString& text) {
    const QStringList sides = text.split(QLatin1Char('x'));
    const QSize size(sides.value(0).toInt(), sides.value(1).toInt());
    const bool fits = sides.size() == 2 && size.width() <= largest_side &&
                      size.height() <= largest_side && size.width() > 0 && size.height() > 0;
    return fits ? std::optional(size) : std::nullopt;
}

std::optional<SimDuration> time_or_end(const QString& text) {
    return text == QLatin1String("end") ? std::optional(longest_run) : entered_time(text);
}

QStringList names_in(const QString& text) {
    QStringList names;
    for (const QString& name : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
        names << name.trimmed();
    return names;
}

void read_bands(OptionReader& reader, ViewArguments& view) {
    std::optional<QStringList> bands;
    reader.value(
        "bands", bands,
        [](const QString& text) -> std::optional<QStringList> {
            const QStringList names = names_in(text);
            const bool good =
                !names.isEmpty() && std::all_of(names.begin(), names.end(), [](const QString& one) {
                    return named_band(one).has_value();
                });
            return good ? std::optional(names) : std::nullopt;
        },
        "name tables or indexes, each with :read, :write or :both if only that side is wanted, "
        "such as votes:write,sharded_votes");
    view.bands = bands.value_or(QStringList());
    view.collapsed = names_in(reader.text("collapse"));
    reader.choice("order", view.band_order, band_order_words());
    reader.choice("rows", view.row_order, row_order_words());
}

std::optional<TimeWindow> stretch_of(const QString& text) {
    const QStringList ends = text.split(QStringLiteral(".."));
    const auto first = entered_time(ends.value(0)), end = entered_time(ends.value(1));
    if (ends.size() != 2 || !first || !end || *first >= *end) return std::nullopt;
    return TimeWindow{whole_seconds(*first), whole_seconds(*end)};
}

// What is pinned, selected and in view.
void read_places(OptionReader& reader, ViewArguments& view) {
    const char* const pin_form =
        "write a time such as 10m or 1:30, and if wanted a partition: 4:10@P18";
    std::optional<PinnedPlace> place;
    reader.value("pin", place, pinned_place, pin_form);
    if (place) {
        const auto time = entered_time(place->time);
        if (time) view.pin = whole_seconds(*time);
        if (!time) reader.refuse("pin", pin_form);
        view.pin_partition = place->partition;
    }
    reader.value("select", view.selection, stretch_of, "write two times, such as 2:00..3:00");
    std::optional<SimDuration> from, to;
    reader.value("from", from, entered_time, "write a time such as 10m or 1:30");
    reader.value("to", to, entered_time, "write a time such as 10m or 1:30");
    if (!from && !to) return;
    const TimeWindow window{whole_seconds(from.value_or(SimDuration{})),
                            to ? whole_seconds(*to) : whole_seconds(longest_run)};
    if (window.first < window.end)
        view.window = window;
    else
        reader.refuse("to", "write a time after --from");
}

void read_view(OptionReader& reader, const QCommandLineParser& parser, GuiOptions& options) {
    ViewArguments& view = options.view;
    view.table = reader.text("table");
    view.fold = parser.isSet(QStringLiteral("fold"));
    view.lens = parser.isSet(QStringLiteral("lens"));
    read_bands(reader, view);
    reader.choice("side", view.side, {QStringLiteral("read"), QStringLiteral("write")});
    reader.choice("theme", view.theme, theme_words());
    reader.choice("ramp", view.ramp, ramp_words());
    reader.choice("colours", view.heat_scale, heat_scale_words());
    reader.value(
        "times", view.clock_kind,
        [](const QString& word) -> std::optional<ClockKind> {
            const bool older = word == QLatin1String("utc");  // the word before "wall"
            const auto at = older ? 0 : clock_words().indexOf(word);
            return at < 0 ? std::nullopt : std::optional(static_cast<ClockKind>(at));
        },
        "choose one of: wall, start");
    reader.value("hashes", view.hashes, hashes_of,
                 "write a stretch of hash space in hexadecimal digits, such as 40..7F");
    reader.value(
        "gamma", view.gamma, [](const QString& text) { return number_in(text, 0.25, 4); },
        "write a number from 0.25 to 4");
    reader.value(
        "text-scale", view.text_scale, [](const QString& text) { return number_in(text, 0.5, 4); },
        "write a number from 0.5 to 4");
    read_places(reader, view);
}

struct NamedOption {
    const char* name;
    const char* help;
    const char* value;
};

// Options with a value, in the order of --help.
constexpr NamedOption named_options[] = {
    {"grab", "Write the window to a PNG file, even without a screen, then exit.", "file.png"},
    {"export",
     "Write what is shown as PNG, SVG or PDF, or its values per second as CSV or JSON, "
     "depending on the file extension; then exit.",
     "file"},
    {"size", "Size of the window, such as 1920x1080.", "size"},
    {"page", "Size of an exported picture, such as 1180x640.", "size"},
    {"theme", "dark, light or print.", "name"},
    {"ramp", "inferno, cividis or viridis.", "name"},
    {"colours", "Scale of the colours: limit, absolute, relative or partition.", "name"},
    {"times",
     "How times are shown: wall (clock in UTC, if the start of the run is known) or start "
     "(time since the start).",
     "clock"},
    {"gamma", "Brightens (below 1) or darkens (above 1) the colours.", "number"},
    {"text-scale", "Scale of all text in pictures and window.", "number"},
    {"language", "en or ja.", "code"},
    {"advance",
     "Simulate this long before showing anything, such as 10m; \"end\" for the whole run.", "time"},
    {"pin",
     "Pin the most throttled partition of this second, such as 2:13, or a partition: 2:13@P18.",
     "time"},
    {"select", "Select this stretch of time, such as 2:00..3:00.", "times"},
    {"a", "What to show as A: a scenario, the directory of a run, or a bundle.", "file"},
    {"b", "What to show as B beside it, likewise.", "file"},
    {"compare", "How A is shown beside B: off, ghost, side_by_side, difference.", "mode"},
    {"table", "The table or index to show, such as \"votes / by_date\".", "name"},
    {"side", "read or write.", "side"},
    {"bands",
     "The tables or indexes to expand, such as votes:write,sharded_votes; all others are one "
     "line.",
     "names"},
    {"collapse", "Tables or indexes to collapse to one line, such as votes,archive.", "names"},
    {"order", "Order of the bands: scenario, throttled, hottest or name.", "order"},
    {"rows", "Order of the rows of each heat block: hash, hottest or first_refusal.", "order"},
    {"from", "Show from this simulated time on, such as 1:00.", "time"},
    {"to", "Show up to this time.", "time"},
    {"hashes", "Show this stretch of hash space only, such as 40..7F.", "digits"},
    {"step", "The step of a lesson to show, if the file is the folder of a lesson.", "id"},
    {"handout", "Write the pages for students to a PDF file, then exit.", "file.pdf"},
    {"show",
     "Bring a panel to the front: events, hot_keys, partitions, cells, seconds, requests,"
     " scenario, form, what_if, findings, plan, compare, keys, go_to, ab_table, notes,"
     " full_screen.",
     "panel"},
    {"script",
     "Play this script of clicks, keys and expectations, then exit: 0, or 1 with the line that "
     "failed.",
     "file"},
};

// Language and size of the window.
void read_window(OptionReader& reader, GuiOptions& options) {
    std::optional<QString> language;
    // Developers can also choose the pseudo-language, which the error text does not list.
    reader.value(
        "language", language,
        [](const QString& code) -> std::optional<QString> {
            const bool known =
                Application::languages().contains(code) || code == QLatin1String(pseudo_language);
            return known ? std::optional(code) : std::nullopt;
        },
        "choose one of: en, ja");
    options.language = language.value_or(QString());
    std::optional<QSize> size;
    reader.value(
        "size", size,
        [](const QString& text) -> std::optional<QSize> {
            const auto read = size_of(text);
            const bool large =
                read && read->width() >= smallest_width && read->height() >= smallest_height;
            return large ? read : std::nullopt;
        },
        "write --size 1920x1080, at least 640x480");
    options.size = size.value_or(options.size);
    options.sized = size.has_value();
}

}  // namespace

void add_options(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        QStringLiteral("Isotherm: see where a DynamoDB table will throttle, and why.\nThe desktop "
                       "program is GPL-3.0-or-later; its engine is Apache-2.0."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QStringLiteral(
            "A scenario (.toml), a run directory or a recorded stream; several files are "
            "imported together: table descriptions, templates, metrics and logs."),
        QStringLiteral("[file...]"));
    for (const NamedOption& option : named_options)
        parser.addOption(
            {QLatin1String(option.name), QLatin1String(option.help), QLatin1String(option.value)});
    parser.addOption({QStringLiteral("fold"), QStringLiteral("Fold quiet partitions.")});
    parser.addOption({QStringLiteral("lens"), QStringLiteral("Show the run as CloudWatch would.")});
}

Result<GuiOptions> options_of(const QCommandLineParser& parser) {
    GuiOptions options;
    OptionReader reader(parser);
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1)
        options.imports = files;
    else
        options.path = files.value(0);
    options.grab = reader.text("grab");
    options.export_to = reader.text("export");
    options.show = reader.text("show");
    options.a = reader.text("a");
    options.b = reader.text("b");
    options.step = reader.text("step");
    options.handout = reader.text("handout");
    options.script = reader.text("script");
    if (!options.a.isEmpty() && !files.isEmpty())
        reader.refuse("a", "name A once: as -a, or as the file");
    read_view(reader, parser, options);
    read_window(reader, options);
    static const QStringList panels{
        QStringLiteral("events"),  QStringLiteral("hot_keys"),    QStringLiteral("partitions"),
        QStringLiteral("seconds"), QStringLiteral("requests"),    QStringLiteral("scenario"),
        QStringLiteral("form"),    QStringLiteral("what_if"),     QStringLiteral("keys"),
        QStringLiteral("go_to"),   QStringLiteral("full_screen"), QStringLiteral("findings"),
        QStringLiteral("plan"),    QStringLiteral("compare"),     QStringLiteral("ab_table"),
        QStringLiteral("notes"),   QStringLiteral("cells")};
    std::optional<int> panel;
    reader.choice("show", panel, panels);
    reader.value("page", options.page, size_of, "write --page 1180x640");
    reader.value("advance", options.advance, time_or_end, "write a time such as 10m, or end");
    std::optional<CompareMode> compare;
    reader.choice("compare", compare,
                  {QStringLiteral("off"), QStringLiteral("ghost"), QStringLiteral("side_by_side"),
                   QStringLiteral("difference")});
    options.compare = compare.value_or(options.compare);
    if (!reader.errors.empty()) return reader.errors;
    return options;
}

}  // namespace isotherm
