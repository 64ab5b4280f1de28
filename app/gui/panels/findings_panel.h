// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Why the run throttles: one card for each finding, with what would help.

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QWidget>
#include <vector>

#include "app/gui/controller/session.h"
#include "app/gui/panels/finding_card.h"

namespace isotherm {

class FindingsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit FindingsPanel(Session& session, QWidget* parent = nullptr);

    const std::vector<FindingCard*>& cards() const { return cards_; }
    // The sentence above the cards.
    QString summary() const { return summary_->text(); }
    QPushButton& check_button() { return *check_; }
    void scroll_to(QWidget& part) { scroll_->ensureWidgetVisible(&part); }
    // Asks to show the next or the previous finding, from first to last and again.
    void step(bool forward);

Q_SIGNALS:
    void show_asked(const isotherm::ThrottleFinding& finding);
    void why_asked(const isotherm::ThrottleFinding& finding);
    void try_asked(const QString& text);  // a scenario, to be run as B

private:
    void refresh();
    void show_summary();
    void show_check();
    void show_remedies();
    FindingCard* make_card(const ThrottleFinding& finding);
    QString state_words() const;
    QString why_not() const;
    void check();

    Session& session_;
    QLabel* summary_;
    QPushButton* check_;
    QScrollArea* scroll_;
    QVBoxLayout* list_;
    std::vector<FindingCard*> cards_;
    // The findings of the cards and the remedies for them.
    std::vector<ThrottleFinding> findings_;
    std::vector<Remedy> remedies_;
    std::optional<std::size_t> current_;  // shown last by step()
};

}  // namespace isotherm
