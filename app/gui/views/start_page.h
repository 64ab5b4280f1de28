#pragma once
// The first thing one sees: what can be done, scenarios to learn from, and what was open lately.

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QWidget>

#include "app/gui/models/view_state.h"

namespace isotherm {

class StartPage final : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(const ViewState& view, QWidget* parent = nullptr);

    // Scenarios that ship with the program; their folder is found beside it.
    static QString shipped_folder();
    void show_recent(const QStringList& paths);
    QListWidget& recent() { return *recent_; }
    QListWidget& examples() { return *examples_; }
    const std::vector<QPushButton*>& cards() const { return cards_; }

Q_SIGNALS:
    void open_asked(const QString& path);
    void browse_asked();
    void new_asked();
    void run_browse_asked();

private:
    QPushButton* card(const QString& title, const QString& text);
    QWidget* titled(const QString& title, QWidget* below);
    void list_examples(const QString& folder);
    void open_when_chosen(QListWidget* list);

    const ViewState& view_;
    QListWidget* recent_;
    QLabel* no_recent_;
    QListWidget* examples_;
    std::vector<QPushButton*> cards_;
};

}  // namespace isotherm
