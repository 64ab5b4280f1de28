#pragma once
// The program around the window: options, language, and pictures of the window without a screen.

#include <QCommandLineParser>
#include <QObject>
#include <QSize>
#include <QTranslator>
#include <memory>
#include <optional>

#include "app/gui/controller/session.h"
#include "app/gui/models/pseudo_translator.h"
#include "app/gui/views/main_window.h"
#include "engine/vocabulary/result.h"

namespace isotherm {

struct GuiOptions {
    QString path;       // to open; empty for the start page
    QString grab;       // a PNG of the window, then the program ends
    QString export_to;  // what is shown as picture or data, then the program ends
    QSize size{1440, 900};
    std::optional<ThemeName> theme;
    std::optional<Ramp> ramp;
    QString language;                    // "en", "ja"; empty: as last time, else the system's
    std::optional<SimDuration> advance;  // simulated before anything is shown
    std::optional<std::int64_t> pin;     // this second, at its most throttled partition
    std::optional<TimeWindow> window;
    bool lens = false;
    QString b;  // a scenario to run as B once A has come as far as asked
    CompareMode compare = CompareMode::ghost;
    QString show;  // a dock to bring to the front

    // Nobody watches, and nothing is as somebody left it.
    bool only_a_file() const { return !grab.isEmpty() || !export_to.isEmpty(); }
};

void add_options(QCommandLineParser& parser);
Result<GuiOptions> options_of(const QCommandLineParser& parser);

class Application final : public QObject {
    Q_OBJECT

public:
    explicit Application(GuiOptions options, QObject* parent = nullptr);

    int run();
    // Loads the words of a language; English needs none.
    void set_language(const QString& code);
    static QStringList languages();

private:
    void make_window();
    void advance_as_asked();
    void wait_for_rest();
    void show_as_asked();
    int write_file();

    GuiOptions options_;
    QTranslator translator_;
    QTranslator qt_translator_;
    PseudoTranslator pseudo_translator_;
    Session session_;
    std::unique_ptr<MainWindow> window_;
};

}  // namespace isotherm
