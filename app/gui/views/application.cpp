#include "app/gui/views/application.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStyleFactory>
#include <QTimer>
#include <algorithm>
#include <iostream>

#include "app/gui/models/cause_names.h"
#include "app/gui/models/entered_time.h"
#include "app/gui/models/episodes.h"
#include "app/gui/models/run_table.h"

namespace isotherm {
namespace {

Error usage_error(const QString& option, const QString& value, std::string fix) {
    Error error;
    error.exit_code = ExitCode::usage;
    error.number = 2;
    error.place.file = option.toStdString();
    error.what = "\"" + printable(value.toStdString()) + "\" was given";
    error.fix = std::move(fix);
    return error;
}

// One of a few words, by position.
std::optional<std::size_t> word_of(const QString& text, const QStringList& words) {
    const auto at = words.indexOf(text);
    return at < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(at));
}

std::optional<TimeWindow> window_of(const QString& text) {
    const QStringList ends = text.split(QStringLiteral(".."));
    if (ends.size() != 2) return std::nullopt;
    const auto first = entered_time(ends[0]);
    const auto end = entered_time(ends[1]);
    if (!first || !end || *first >= *end) return std::nullopt;
    return TimeWindow{whole_seconds(*first), whole_seconds(*end)};
}

Errors read_compare(const QCommandLineParser& parser, GuiOptions& options) {
    options.b = parser.value(QStringLiteral("b"));
    if (!parser.isSet(QStringLiteral("compare"))) return {};
    const auto mode = word_of(parser.value(QStringLiteral("compare")),
                              {QStringLiteral("off"), QStringLiteral("ghost"),
                               QStringLiteral("side_by_side"), QStringLiteral("difference")});
    if (!mode) {
        return {usage_error(QStringLiteral("--compare"), parser.value(QStringLiteral("compare")),
                            "choose one of: off, ghost, side_by_side, difference")};
    }
    options.compare = static_cast<CompareMode>(*mode);
    return {};
}

Errors read_look(const QCommandLineParser& parser, GuiOptions& options) {
    if (parser.isSet(QStringLiteral("theme"))) {
        const auto theme =
            word_of(parser.value(QStringLiteral("theme")),
                    {QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("print")});
        if (!theme) {
            return {usage_error(QStringLiteral("--theme"), parser.value(QStringLiteral("theme")),
                                "choose one of: dark, light, print")};
        }
        options.theme = static_cast<ThemeName>(*theme);
    }
    if (parser.isSet(QStringLiteral("ramp"))) {
        const auto ramp = word_of(
            parser.value(QStringLiteral("ramp")),
            {QStringLiteral("inferno"), QStringLiteral("cividis"), QStringLiteral("viridis")});
        if (!ramp) {
            return {usage_error(QStringLiteral("--ramp"), parser.value(QStringLiteral("ramp")),
                                "choose one of: inferno, cividis, viridis")};
        }
        options.ramp = static_cast<Ramp>(*ramp);
    }
    return {};
}

}  // namespace

void add_options(QCommandLineParser& parser) {
    parser.setApplicationDescription(
        QStringLiteral("Isotherm: see where a DynamoDB table will throttle, and why.\n"
                       "The desktop program is GPL-3.0-or-later; the engine in it Apache-2.0."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("file"),
        QStringLiteral("A scenario (.toml), a run directory or a recorded stream."),
        QStringLiteral("[file]"));
    const auto option = [&](const char* name, const char* help, const char* value) {
        parser.addOption({QLatin1String(name), QLatin1String(help), QLatin1String(value)});
    };
    option("grab", "Paint the window into a PNG without a screen, and end.", "file.png");
    option("export", "Write what is shown, by the name's end: PNG, SVG, PDF, CSV, JSON; and end.",
           "file");
    option("size", "Of the window, such as 1920x1080.", "size");
    option("theme", "dark, light or print.", "name");
    option("ramp", "inferno, cividis or viridis.", "name");
    option("language", "en or ja.", "code");
    option("advance", "Simulate so far first, such as 10m; \"end\" for all.", "time");
    option("pin", "Pin the most throttled partition of this second, such as 2:13.", "time");
    option("b", "A scenario to run as B beside this one.", "file");
    option("compare", "How A stands beside B: off, ghost, side_by_side, difference.", "mode");
    option("window", "Show this time only, such as 1:00..2:30.", "times");
    option("show",
           "Bring a panel to the front: events, hot_keys, partitions, seconds, scenario,"
           " form, keys, go_to, full_screen.",
           "panel");
    parser.addOption({QStringLiteral("lens"), QStringLiteral("Look through the CloudWatch lens.")});
}

Result<GuiOptions> options_of(const QCommandLineParser& parser) {
    GuiOptions options;
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1) {
        return usage_error(QStringLiteral("file"), files[1], "give one file or folder");
    }
    if (!files.isEmpty()) options.path = files[0];
    options.grab = parser.value(QStringLiteral("grab"));
    options.export_to = parser.value(QStringLiteral("export"));
    options.language = parser.value(QStringLiteral("language"));
    options.show = parser.value(QStringLiteral("show"));
    options.lens = parser.isSet(QStringLiteral("lens"));
    // One more for those who make the window, not for those who use it.
    if (!options.language.isEmpty() && options.language != QLatin1String(pseudo_language) &&
        !Application::languages().contains(options.language)) {
        return usage_error(
            QStringLiteral("--language"), options.language,
            "choose one of: " + Application::languages().join(QStringLiteral(", ")).toStdString());
    }
    if (parser.isSet(QStringLiteral("size"))) {
        const QStringList sides = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
        const int width = sides.value(0).toInt();
        const int height = sides.value(1).toInt();
        if (width < 640 || height < 480 || width > 8192 || height > 8192) {
            return usage_error(QStringLiteral("--size"), parser.value(QStringLiteral("size")),
                               "write --size 1920x1080, at least 640x480");
        }
        options.size = QSize(width, height);
    }
    if (Errors errors = read_look(parser, options); !errors.empty()) return errors;
    if (Errors errors = read_compare(parser, options); !errors.empty()) return errors;
    const auto time = [&](const char* name) -> Result<std::optional<SimDuration>> {
        const QString text = parser.value(QLatin1String(name));
        if (text.isEmpty()) return std::optional<SimDuration>();
        if (text == QLatin1String("end")) return std::optional(longest_run);
        const auto entered = entered_time(text);
        if (entered) return std::optional(*entered);
        return usage_error(QStringLiteral("--") + QLatin1String(name), text,
                           "write a time such as 10m or 1:30");
    };
    const auto advance = time("advance");
    if (!advance.ok()) return advance.errors();
    options.advance = advance.value();
    const auto pin = time("pin");
    if (!pin.ok()) return pin.errors();
    if (pin.value()) options.pin = whole_seconds(*pin.value());
    if (parser.isSet(QStringLiteral("window"))) {
        options.window = window_of(parser.value(QStringLiteral("window")));
        if (!options.window) {
            return usage_error(QStringLiteral("--window"), parser.value(QStringLiteral("window")),
                               "write two times such as 1:00..2:30");
        }
    }
    return options;
}

Application::Application(GuiOptions options, QObject* parent)
    : QObject(parent), options_(std::move(options)) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QSettings settings;
    ViewState& view = session_.view();
    const bool unwatched = options_.only_a_file();
    const auto stored = [&](const char* key) {
        return unwatched ? 0 : std::clamp(settings.value(QLatin1String(key)).toInt(), 0, 2);
    };
    view.set_look(options_.theme.value_or(static_cast<ThemeName>(stored("theme"))),
                  options_.ramp.value_or(static_cast<Ramp>(stored("ramp"))));
    QString language = options_.language;
    if (language.isEmpty() && !unwatched)
        language = settings.value(QStringLiteral("language")).toString();
    if (language.isEmpty()) {
        const QString system = QLocale::system().name().left(2);
        language = languages().contains(system) && !unwatched ? system : QStringLiteral("en");
    }
    set_language(language);
}

QStringList Application::languages() { return {QStringLiteral("en"), QStringLiteral("ja")}; }

void Application::set_language(const QString& code) {
    QLocale::setDefault(code == QLatin1String("ja") ? QLocale(QLocale::Japanese)
                                                    : QLocale(QLocale::English));
    QCoreApplication::removeTranslator(&translator_);
    QCoreApplication::removeTranslator(&qt_translator_);
    QCoreApplication::removeTranslator(&pseudo_translator_);
    // English has a file too, for its plurals.
    QFont font = QApplication::font();
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP")});
    QApplication::setFont(font);
    if (code == QLatin1String(pseudo_language)) {
        QCoreApplication::installTranslator(&pseudo_translator_);
        return;
    }
    if (translator_.load(QStringLiteral(":/translations/isotherm_%1.qm").arg(code)))
        QCoreApplication::installTranslator(&translator_);
    if (qt_translator_.load(QStringLiteral("qtbase_%1").arg(code),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt_translator_);
}

void Application::make_window() {
    auto window = std::make_unique<MainWindow>(session_);
    window->resize(window_ ? window_->size() : options_.size);
    connect(window.get(), &MainWindow::language_asked, this, [this](const QString& code) {
        QSettings().setValue(QStringLiteral("language"), code);
        set_language(code);
        // Not from within the window that asks.
        QTimer::singleShot(0, this, [this] {
            make_window();
            window_->show();
        });
    });
    window_ = std::move(window);
}

int Application::run() {
    make_window();
    if (options_.only_a_file()) return write_file();
    window_->want_last_layout();
    window_->show();
    if (!options_.path.isEmpty()) window_->open(options_.path);
    if (options_.advance) {
        // Of a recorded stream, its scenario is simulated.
        connect(
            &session_, &Session::stream_opened, this,
            [this] {
                if (session_.make_scenario()) session_.sim().go_to(sim_start + *options_.advance);
            },
            Qt::SingleShotConnection);
        session_.sim().go_to(sim_start + *options_.advance);
    }
    return QApplication::exec();
}

void Application::show_as_asked() {
    ViewState& view = session_.view();
    if (options_.window) view.show(*options_.window);
    if (options_.lens) view.set_lens(Lens::cloudwatch);
    if (session_.comparing()) view.set_compare_mode(options_.compare);
    if (options_.pin && view.table() < session_.run().recording().tables.size()) {
        const TableRecording& table = session_.run().recording().tables[view.table()];
        const auto partition = most_throttled_partition(table, view.side(), *options_.pin);
        view.set_pin(CellCursor{*options_.pin, middle_position(table, partition.value_or(0))});
    }
    if (!options_.show.isEmpty()) {
        if (options_.show == QLatin1String("scenario") || options_.show == QLatin1String("form")) {
            window_->actions()["edit_scenario"]->trigger();
            if (options_.show == QLatin1String("form"))
                window_->scenario().tabs().setCurrentIndex(1);
        } else if (options_.show == QLatin1String("what_if")) {
            window_->actions()["what_if"]->trigger();
        } else if (options_.show == QLatin1String("go_to") ||
                   options_.show == QLatin1String("full_screen")) {
            window_->actions()[options_.show.toStdString()]->trigger();
        } else if (options_.show == QLatin1String("keys")) {
            window_->actions()["shortcuts"]->trigger();
        } else if (auto* dock = window_->findChild<QDockWidget*>(options_.show)) {
            dock->show();
            dock->raise();
        }
    }
}

void Application::advance_as_asked() {
    if (!options_.advance || !session_.sim().has_simulation()) return;
    session_.sim().go_to(std::min(sim_start + *options_.advance, session_.sim().end()));
    wait_for_rest();
}

// Until what was ordered has been simulated, and seeds have been compared.
void Application::wait_for_rest() {
    const auto resting = [this] { return !session_.sim().busy() && !session_.seeds().running(); };
    while (!resting()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

// Simulates as far as asked, lets the window settle, and paints it or exports what it shows.
int Application::write_file() {
    window_->show();
    if (!options_.path.isEmpty()) window_->open(options_.path);
    while (session_.opening().kind() != Opening::Kind::none) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    if (options_.advance) session_.make_scenario();  // of a recorded stream
    advance_as_asked();
    if (!options_.b.isEmpty() && session_.run_file_as_b(options_.b)) wait_for_rest();
    wait_for_rest();
    show_as_asked();
    // Of the size that was asked for, and not that of a screen which is not there.
    if (window_->isFullScreen()) {
        window_->setWindowState(Qt::WindowNoState);
        window_->resize(options_.size);
    }
    QElapsedTimer settling;
    settling.start();
    while (settling.elapsed() < 700) QApplication::processEvents(QEventLoop::AllEvents, 50);
    bool written = true;
    if (!options_.grab.isEmpty()) written = window_->grab().save(options_.grab, "PNG");
    if (!options_.export_to.isEmpty()) {
        const bool exported = window_->export_to(options_.export_to);
        if (!exported) std::cerr << window_->banner().text().toStdString() << '\n';
        written = written && exported;
    }
    return static_cast<int>(written ? ExitCode::done : ExitCode::cannot_create);
}

}  // namespace isotherm
