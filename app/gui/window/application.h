// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program around the window: its language, the command line, and pictures of the window without
// a screen.

#include <QObject>
#include <QTimer>
#include <QTranslator>
#include <memory>

#include "app/gui/controller/session.h"
#include "app/gui/window/pseudo_translator.h"
#include "app/gui/window/gui_options.h"
#include "app/gui/window/main_window.h"

namespace isotherm {

class Application final : public QObject {
    Q_OBJECT

public:
    explicit Application(GuiOptions options, QObject* parent = nullptr);

    int run();
    // Opens a window and starts the steps that the command line requests.
    void open_as_asked();
    bool is_as_asked() const { return stage_ == Stage::done; }
    // Reports an unexpected error. When the program only writes a file, also ends it.
    void tell(const Error& error);
    Session& session() { return session_; }
    // nullptr before open_as_asked.
    MainWindow* window() { return window_.get(); }
    // Loads the translations of a language.
    void set_language(const QString& code);
    static QStringList languages();
    // Sets the same font families on every machine.
    static void use_fonts();

private:
    void make_window();
    void play_script();
    void proceed();
    void complain(const QString& what, const QString& fix);
    void print(const QString& what, const QString& fix);
    void show_panel(const QString& panel);
    void show_view();
    void show_as_asked();
    void open_lesson();
    void proceed_in_lesson();
    int write_file();

    enum class Stage { opening, advancing, comparing, done };

    GuiOptions options_;
    QTimer asking_;
    Stage stage_ = Stage::opening;  // next step of what the command line requests
    bool troubled_ = false;
    std::optional<ExitCode> lesson_failure_;
    bool lesson_ran_ = false;  // the run of the step was asked for
    QTranslator translator_;
    QTranslator qt_translator_;
    PseudoTranslator pseudo_translator_;
    Session session_;
    std::unique_ptr<MainWindow> window_;
};

}  // namespace isotherm
