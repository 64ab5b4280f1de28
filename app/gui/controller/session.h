#pragma once
// What outlives the window: the run, the view of it and the simulation. A window in another
// language is another window over the same session.

#include <QObject>
#include <QString>
#include <QStringList>

#include "app/gui/controller/sim_controller.h"
#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"

namespace isotherm {

class Session final : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);

    RunModel& run() { return run_; }
    ViewState& view() { return view_; }
    SimController& sim() { return sim_; }

    // A scenario (.toml), a run directory or its run.sqlite, or a recorded stream, by what it is.
    // False after a failure, which has been told by `trouble`.
    bool open(const QString& path);
    // Text that need not be a file; `path` is empty, or where it was read from.
    bool open_text(const QString& text, const QString& path);

    // Of what is open: the file or the folder.
    const QString& path() const { return path_; }
    // After the scenario was saved under another name.
    void set_path(const QString& path);
    const QString& scenario_text() const { return scenario_text_; }
    static QStringList recent_files();
    static void forget_recent_files();

    // What would make the console program do the same.
    QString command_line() const;

Q_SIGNALS:
    void opened();
    void trouble(const QString& what, const QString& fix);

private:
    bool tell(const Errors& errors);
    bool open_run(const QString& path);
    bool open_trace(const QString& path);
    void remember(const QString& path);
    void settle();

    RunModel run_;
    ViewState view_;
    SimController sim_;
    QString path_;
    QString scenario_text_;
    bool subject_chosen_ = false;
};

// A scenario that replays a recorded stream against a table of its own; its format is guessed from
// the first bytes. The errors of a file no format fits.
Result<std::string> scenario_of_trace(const std::string& path);

}  // namespace isotherm
