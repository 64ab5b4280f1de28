// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first page: a live example of a hot table, ways to open or start something, scenarios to
// learn from, and recent files.

#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

#include "app/gui/models/view_state.h"
#include "app/gui/canvas/demo_card.h"

namespace isotherm {

class StartPage final : public QScrollArea {
    Q_OBJECT

public:
    explicit StartPage(const ViewState& view, QWidget* parent = nullptr);

    void show_recent(const QStringList& paths);
    QListWidget& recent() { return *recent_; }
    DemoCard& demo() { return *demo_; }
    const std::vector<QPushButton*>& cards() const { return cards_; }
    const std::vector<QPushButton*>& examples() const { return examples_; }

Q_SIGNALS:
    void open_asked(const QString& path);
    void demo_asked(const QString& path);
    void browse_asked();
    void new_asked();
    void run_browse_asked();

private:
    QWidget* make_head();
    QLayout* make_cards();
    QLayout* make_lists(const QString& folder);
    QPushButton* card(const QString& title, const QString& text, bool large);
    QWidget* titled(const QString& title, QWidget* below);
    QWidget* make_examples(const QString& folder);
    QWidget* make_recent();

    QWidget* page_;
    DemoCard* demo_ = nullptr;
    QListWidget* recent_;
    QLabel* no_recent_;
    std::vector<QPushButton*> cards_;
    std::vector<QPushButton*> examples_;
};

}  // namespace isotherm
