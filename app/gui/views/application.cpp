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

Application::Application(GuiOptions options, QObject* parent)
    : QObject(parent), options_(std::move(options)) {
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QSettings settings;
    ViewState& view = session_.view();
    const bool unwatched = options_.only_a_file();
    const auto stored = [&](const char* key) {
        return unwatched ? 0 : std::clamp(settings.value(QLatin1String(key)).toInt(), 0, 2);
    };
    view.set_look(static_cast<ThemeName>(stored("theme")), static_cast<Ramp>(stored("ramp")));
    options_.view.set_look(view);
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

void Application::use_fonts() {
    QFont font = QApplication::font();
    font.setFamilies({QStringLiteral("DejaVu Sans"), QStringLiteral("Noto Sans CJK JP")});
    QApplication::setFont(font);
}

void Application::set_language(const QString& code) {
    QLocale::setDefault(code == QLatin1String("ja") ? QLocale(QLocale::Japanese)
                                                    : QLocale(QLocale::English));
    QCoreApplication::removeTranslator(&translator_);
    QCoreApplication::removeTranslator(&qt_translator_);
    QCoreApplication::removeTranslator(&pseudo_translator_);
    use_fonts();
    // English has a file too, for its plurals.
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
    options_.view.show(session_.run(), view);
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
        const bool exported = window_->export_to(options_.export_to, options_.page);
        if (!exported) std::cerr << window_->banner().text().toStdString() << '\n';
        written = written && exported;
    }
    return static_cast<int>(written ? ExitCode::done : ExitCode::cannot_create);
}

}  // namespace isotherm
