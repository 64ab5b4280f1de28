// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/controller/importing.h"

#include <algorithm>
#include <utility>

#include "app/report/made_import.h"
#include "workloads/imports/import_format.h"
#include "workloads/recorded/joined_reader.h"

namespace isotherm {

// The files once they have been read; they are kept while the user answers questions.
struct Importing::Documents {
    struct File {
        std::string file;
        std::optional<ImportDocument> document;
        std::vector<std::string> kinds;
        Errors errors;
    };
    std::vector<File> files;
};

// What the user has said so far.
struct Importing::Asked {
    ImportOptions options;
    std::set<std::string> left_out;
    std::map<std::string, std::string> answers;
};

namespace {

constexpr std::string_view parameter_key = "parameter\n";

// Templates may ask for the same parameter in several places, so its name is the key.
std::string answer_key(const OpenValue& value) {
    return value.parameter.empty() ? value.path + '\n' + value.assumed
                                   : std::string(parameter_key) + value.parameter;
}

bool is_of(const Error& error, const std::string& file) { return error.place.file == file; }

std::vector<std::string> files_of(const QStringList& paths, Errors& errors) {
    std::vector<std::string> files;
    for (const QString& path : paths) {
        const auto meant = files_meant(path.toStdString());
        if (!meant.ok()) {
            files.push_back(path.toStdString());  // the reader of the file says what is wrong
            errors.insert(errors.end(), meant.errors().begin(), meant.errors().end());
            continue;
        }
        for (const std::string& file : meant.value())
            if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
    }
    return files;
}

// The kind of each document and what it says, or what is wrong with it.
void sort_out(const ImportedFacts& facts, const Errors& errors, const ImportDocument& document,
              ImportedFile& into) {
    for (const ImportedSource& source : facts.sources) {
        if (source.file != document.file) continue;
        into.kind = source.kind;
        into.values = source.used;
        into.skipped = source.skipped;
    }
    into.understood = understood_from(facts, document);
    std::copy_if(errors.begin(), errors.end(), std::back_inserter(into.errors),
                 [&](const Error& error) { return is_of(error, document.file); });
}

}  // namespace

bool UnderstoodImport::ready() const {
    return !text.empty() && errors.empty() &&
           std::all_of(files.begin(), files.end(),
                       [](const ImportedFile& one) { return !one.used || one.errors.empty(); });
}

Importing::Importing(QObject* parent) : QObject(parent) {}
Importing::~Importing() = default;

void Importing::begin(const QStringList& paths, bool dropped) {
    paths_ = paths;
    dropped_ = dropped;
    options_ = {};
    left_out_.clear();
    answers_.clear();
    understood_.reset();
    read_again(true);
}

void Importing::add(const QStringList& paths) {
    dropped_ = false;
    for (const QString& path : paths)
        if (!paths_.contains(path)) paths_ << path;
    read_again(true);
}

void Importing::leave_out(const std::string& file, bool left_out) {
    if (left_out ? !left_out_.insert(file).second : left_out_.erase(file) == 0) return;
    read_again(false);
}

void Importing::choose_kind(const std::string& file, const std::string& kind) {
    options_.kinds[file] = kind;
    read_again(false);
}

void Importing::answer(const OpenValue& value, const std::string& answer) {
    if (answer.empty())
        answers_.erase(answer_key(value));
    else
        answers_[answer_key(value)] = answer;
    if (value.parameter == "AWS::Region") options_.region = answer;
    read_again(false);
}

void Importing::set_options(ImportOptions options) {
    options.kinds = options_.kinds;
    options_ = std::move(options);
    read_again(false);
}

void Importing::read_again(bool files_changed) {
    if (files_changed) documents_.reset();
    reading_ = true;
    const auto work = [this, paths = paths_, known = documents_,
                       asked = Asked{options_, left_out_, answers_}](
                          const std::atomic<bool>& stopping, const BackgroundJob::Tell& tell) {
        std::shared_ptr<const Documents> documents = known;
        Errors errors;
        if (documents == nullptr) {
            auto read = std::make_shared<Documents>();
            for (const std::string& file : files_of(paths, errors)) {
                if (stopping) return;
                auto document = read_import_document(file);
                Documents::File& one = read->files.emplace_back();
                one.file = file;
                if (document.ok()) {
                    one.kinds = kinds_that_fit(document.value());
                    one.document = std::move(document.value());
                } else {
                    one.errors = document.errors();
                }
            }
            documents = read;
        }
        auto whole = std::make_shared<UnderstoodImport>(understand(*documents, asked));
        whole->errors.insert(whole->errors.end(), errors.begin(), errors.end());
        tell([this, documents, whole] {
            documents_ = documents;
            understood_ = whole;
            reading_ = false;
            const auto& files = whole->files;
            // What was dropped alone and is nothing to import is opened as before.
            if (std::exchange(dropped_, false) && paths_.size() == 1) {
                if (files.size() == 1 && files.front().kinds.empty()) {
                    understood_.reset();
                    Q_EMIT not_for_import(std::exchange(paths_, {}).front());
                    return;
                }
                Q_EMIT for_import();
            }
            Q_EMIT changed();
        });
    };
    job_.start(this, work, [this](const Error& error) {
        reading_ = false;
        auto failed = std::make_shared<UnderstoodImport>();
        failed->errors = {error};
        understood_ = failed;
        Q_EMIT changed();
    });
    Q_EMIT changed();
}

// Questions of templates may come up only when other values are known, so answers are kept by path.
UnderstoodImport Importing::understand(const Documents& documents, const Asked& asked) {
    UnderstoodImport whole;
    for (const Documents::File& one : documents.files) {
        ImportedFile& file = whole.files.emplace_back();
        file.file = one.file;
        file.used = !asked.left_out.contains(one.file);
        file.kinds = one.kinds;
        file.errors = one.errors;
    }
    read_all(documents, asked, whole);
    return whole;
}

void Importing::read_all(const Documents& documents, const Asked& asked, UnderstoodImport& whole) {
    std::vector<ImportDocument> used;
    for (std::size_t f = 0; f < whole.files.size(); ++f)
        if (whole.files[f].used && documents.files[f].document)
            used.push_back(*documents.files[f].document);
    if (used.empty()) return;
    ImportOptions options = asked.options;
    for (const auto& [key, answer] : asked.answers) {
        if (key.starts_with(parameter_key))
            options.parameters.set(key.substr(parameter_key.size()), answer);
    }
    ImportedFacts facts;
    const Errors errors = read_imports(used, options, facts);
    for (const ImportDocument& document : used) {
        for (ImportedFile& file : whole.files)
            if (file.file == document.file) sort_out(facts, errors, document, file);
    }
    for (const auto& [name, table] : facts.tables) whole.tables.push_back(name);
    const bool all_of_files = std::all_of(errors.begin(), errors.end(), [&](const Error& error) {
        return std::any_of(used.begin(), used.end(), [&](const ImportDocument& document) {
            return is_of(error, document.file);
        });
    });
    if (!all_of_files) whole.errors = errors;
    whole.plan = import_plan(facts, options);
    whole.facts = std::move(facts);
    if (!errors.empty()) return take_answers(asked, whole);
    if (const auto error = nothing_to_write(whole.facts)) {
        whole.errors = {*error};
        return take_answers(asked, whole);
    }
    ImportedFacts all = whole.facts;  // with what comes up while the scenario is written
    WholeImport made = whole_import(all, whole.plan);
    whole.errors = std::move(made.errors);
    whole.text = std::move(made.text);
    std::swap(all.asks, whole.facts.asks);
    std::swap(all.assumed, whole.facts.assumed);
    take_answers(asked, whole);
    // Writing asks the same again.
    std::swap(all.asks, whole.facts.asks);
    std::swap(all.assumed, whole.facts.assumed);
}

void Importing::take_answers(const Asked& asked, UnderstoodImport& whole) {
    for (OpenValue& value : open_values(whole.facts, whole.plan, whole.text)) {
        AnsweredValue answered{std::move(value), "", {}};
        const auto found = asked.answers.find(answer_key(answered.value));
        if (found != asked.answers.end()) answered.answer = found->second;
        if (!answered.answer.empty() && !answered.value.settings.empty() && !whole.text.empty()) {
            auto edits = edits_for(whole.text, answered.value, answered.answer);
            if (edits.ok()) {
                whole.text = with_import_edits(std::move(whole.text), edits.value());
                whole.edits.insert(whole.edits.end(), edits.value().begin(), edits.value().end());
            } else {
                answered.errors = edits.errors();
            }
        }
        whole.values.push_back(std::move(answered));
    }
    // A parameter that was given is no question any more; it stays in the list to be changed.
    for (const auto& [key, answer] : asked.answers) {
        if (!key.starts_with(parameter_key)) continue;
        OpenValue given;
        given.path = given.parameter = key.substr(parameter_key.size());
        const auto open =
            std::any_of(whole.values.begin(), whole.values.end(),
                        [&](const auto& one) { return one.value.parameter == given.parameter; });
        if (!open) whole.values.push_back({given, answer, {}});
    }
}

Errors Importing::write(const QString& path) const {
    if (understood_ == nullptr || !understood_->ready()) return {};
    ImportedFacts facts = understood_->facts;
    std::vector<std::string> inputs;
    for (const ImportedFile& file : understood_->files) inputs.push_back(file.file);
    return write_import(facts, understood_->plan,
                        {path.toStdString(), inputs, [this](std::string text) {
                             return with_import_edits(std::move(text), understood_->edits);
                         }});
}

}  // namespace isotherm
