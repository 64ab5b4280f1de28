// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first page: what was open last, ways to open or start something, and a gallery of the
// scenarios to learn from. The window can return from it to what is open.

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QWidget>

#include "app/gui/pages/gallery.h"

namespace isotherm {

class FlowLayout;

class StartPage final : public QWidget {
    Q_OBJECT

public:
    explicit StartPage(const ViewState& view, QWidget* parent = nullptr);

    // Offers the last three files.
    void show_recent(const QStringList& paths);
    // Offers to return to what is open; an empty name: nothing is open.
    void show_open(const QString& name);
    const std::vector<QPushButton*>& recent() const { return recent_; }
    // Open a file, open a run, start a new scenario.
    const std::vector<QPushButton*>& cards() const { return cards_; }
    Gallery& gallery() { return *gallery_; }
    QPushButton& back() { return *back_; }
    const QButtonGroup& chips() const { return *chips_; }

Q_SIGNALS:
    void open_asked(const QString& path);
    void browse_asked();
    void new_asked();
    void run_browse_asked();
    void back_asked();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QLayout* make_head();
    void make_ways();
    QWidget* make_chips();

    Gallery* gallery_;
    QPushButton* back_;
    QWidget* ways_;
    FlowLayout* ways_layout_ = nullptr;
    QButtonGroup* chips_;
    std::vector<QPushButton*> recent_;
    std::vector<QPushButton*> cards_;
};

}  // namespace isotherm
