// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The cheapest settings that keep a promise: what is promised, what may vary, how far the search
// is, the winner, and the settings that nothing tried beats, each of which can be opened as B.

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QWidget>

#include "app/gui/controller/plan_check.h"
#include "app/gui/controller/session.h"
#include "app/gui/panels/plan_view.h"

namespace isotherm {

class PlanPanel final : public QWidget {
    Q_OBJECT

public:
    PlanPanel(Session& session, PlanCheck& check, QWidget* parent = nullptr);

    QLineEdit& promise() { return *promise_; }
    QPlainTextEdit& over() { return *over_; }
    QPushButton& find_button() { return *find_; }
    QPushButton& b_button() { return *b_; }
    PlanView& front() { return *front_; }
    QTreeWidget& tables() { return *tables_; }
    QString state() const { return state_->text(); }
    QString point() const { return point_->text(); }

Q_SIGNALS:
    void try_asked(const QString& text);  // a scenario, to be run as B

private:
    void make_question(QVBoxLayout& into);
    void make_answer(QVBoxLayout& into);
    void refresh();
    void show_promise();
    void show_found();
    void show_tables(const ScenarioPlan& plan);
    void show_point();
    void find();
    QString why_not() const;
    QString state_words() const;
    QString winner_words(const FoundPlan& found) const;
    // The scenario with the selected point; nullopt: none is selected.
    std::optional<QString> chosen_text() const;

    Session& session_;
    PlanCheck& check_;
    QLineEdit* promise_;
    QPlainTextEdit* over_;
    QCheckBox* commitments_;
    QPushButton* find_;
    QLabel* state_;
    QTreeWidget* tables_;
    PlanView* front_;
    QLabel* point_;
    QPushButton* b_;
    QWidget* answer_ = nullptr;
    QScrollArea* scroll_;
    std::shared_ptr<const FoundPlan> shown_;
    QString usual_;  // the promise that was filled in
};

}  // namespace isotherm
