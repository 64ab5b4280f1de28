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
    // What to do where there are no findings: try a larger load, or make a scenario of a stream.
    QPushButton& next_button() { return *next_; }
    void scroll_to(QWidget& part) { scroll_->ensureWidgetVisible(&part); }
    QPushButton& dismissed_button() { return *dismissed_; }
    // Asks to show the next or the previous finding, from first to last and again.
    void step(bool forward);
    // The card that step() showed last, else the first; nullptr: there is none.
    FindingCard* current_card() const;
    std::size_t current() const { return current_.value_or(0); }
    // Tries the best remedy of the current card as B; returns false if there is none.
    bool try_best();

Q_SIGNALS:
    void changed();  // other cards, or another one is current
    void show_asked(const isotherm::ThrottleFinding& finding);
    void why_asked(const isotherm::ThrottleFinding& finding);
    void try_asked(const QString& text);         // a scenario, to be run as B
    void what_if_asked(const QString& changes);  // "path = value", separated by commas
    void scenario_asked();                       // of the stream that is open

protected:
    void showEvent(QShowEvent* event) override;

private:
    const RunModel& shown() const;
    QString shown_text() const;
    QString headroom_words() const;
    // How far the load could grow, in tenths; nullopt: it is at its limit, or nothing is known.
    std::optional<double> growth() const;
    void show_next();
    void take_next();
    void check_if_cheap();
    std::uint64_t tries_to_check() const;
    void refresh();
    // Shows other numbers on the same cards; returns false if there have to be other cards.
    bool refresh_numbers();
    void refresh_live();
    void show_trial();
    void try_remedy(const FindingCard* card, const QString& text);
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
    QPushButton* next_;
    QScrollArea* scroll_;
    QVBoxLayout* list_;
    std::vector<FindingCard*> cards_;
    // The findings of the cards and the remedies for them.
    std::vector<ThrottleFinding> findings_;
    std::vector<Remedy> remedies_;
    std::optional<std::size_t> current_;  // shown last by step()
    QPushButton* dismissed_;
    // The remedy that is tried as B; the cards are then those of A.
    struct Tried {
        QString text;  // of B
        std::size_t card = 0;
        std::optional<std::uint64_t> said;  // throttled tries with the run's own seed
    };
    std::optional<Tried> tried_;
    std::optional<std::uint64_t> checked_;  // epoch of the run whose remedies were tried unasked
    bool trying_ = false;                   // B is being opened; the cards stay as they are
};

}  // namespace isotherm
