// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An import in progress: the files, what the user says about them, and what is understood. All of
// it is computed on another thread, with the same calls as `isotherm import`.

#include <QObject>
#include <QStringList>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "app/gui/controller/background_job.h"
#include "app/report/open_values.h"
#include "app/report/understood_facts.h"
#include "engine/vocabulary/result.h"
#include "workloads/imports/import_options.h"

namespace isotherm {

// A file as the page shows it.
struct ImportedFile {
    std::string file;
    bool used = true;                // the user may leave a file out
    std::string kind;                // empty: not recognized
    std::vector<std::string> kinds;  // all kinds that fit its content
    std::uint64_t values = 0, skipped = 0;
    std::vector<UnderstoodFact> understood;
    Errors errors;
};

// An assumption or question with the user's answer.
struct AnsweredValue {
    OpenValue value;
    std::string answer;  // as the user wrote it; empty: none
    Errors errors;       // why the answer cannot be taken
};

struct UnderstoodImport {
    std::vector<ImportedFile> files;
    std::vector<AnsweredValue> values;
    Errors errors;                    // of the whole: why no scenario can be made
    std::string text;                 // the scenario, with all answers
    std::vector<std::string> tables;  // names, also those that --table would leave out
    ImportedFacts facts;
    ImportPlan plan;
    ImportEdits edits;  // of the answers

    // Whether a scenario can be made now.
    bool ready() const;
};

class Importing final : public QObject {
    Q_OBJECT

public:
    explicit Importing(QObject* parent = nullptr);
    ~Importing() override;

    // Starts anew with these files and folders. `dropped` says that they need not be meant for an
    // import: a single file of no known kind is then handed back by `not_for_import`.
    void begin(const QStringList& paths, bool dropped);
    void add(const QStringList& paths);
    void leave_out(const std::string& file, bool left_out);
    void choose_kind(const std::string& file, const std::string& kind);
    // An empty answer takes the assumption back.
    void answer(const OpenValue& value, const std::string& answer);
    // What no file says: the table, Region and so on. The kinds stay as chosen.
    void set_options(ImportOptions options);
    const ImportOptions& options() const { return options_; }

    bool reading() const { return reading_; }
    // What was understood last; nullptr before the first reading ends.
    const std::shared_ptr<const UnderstoodImport>& understood() const { return understood_; }
    const QStringList& paths() const { return paths_; }
    // Writes the scenario and the files beside it.
    Errors write(const QString& path) const;

Q_SIGNALS:
    void changed();
    // A single file that was dropped has been read: it is to be imported, or opened otherwise.
    void for_import();
    void not_for_import(const QString& path);

private:
    struct Asked;
    struct Documents;
    static UnderstoodImport understand(const Documents& documents, const Asked& asked);
    static void read_all(const Documents& documents, const Asked& asked, UnderstoodImport& whole);
    static void take_answers(const Asked& asked, UnderstoodImport& whole);
    void read_again(bool files_changed);

    QStringList paths_;
    bool dropped_ = false;
    bool reading_ = false;
    ImportOptions options_;
    std::set<std::string> left_out_;
    std::map<std::string, std::string> answers_;  // by path and assumption
    std::shared_ptr<const Documents> documents_;
    std::shared_ptr<const UnderstoodImport> understood_;
    BackgroundJob job_;  // last member, so it ends before the others are destroyed
};

}  // namespace isotherm
