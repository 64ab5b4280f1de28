// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One finding as a card: its share as a bar, cause, sentence and time, how it is known, and the
// best remedies with what they do.

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <vector>

#include "app/render/theme.h"
#include "engine/insight/throttle_finding.h"

namespace isotherm {

// A remedy as the card shows it.
struct RemedyLine {
    QString name;    // "Write shards"
    QString change;  // "workloads.voters.write_shards = 8"
    QString effect;  // empty: not tried yet
    QString text;    // the scenario with the change
};

// The share of a finding as a bar in the colour of its cause, with the cause's glyph.
class ShareBar final : public QWidget {
    Q_OBJECT

public:
    ShareBar(double share, CauseStyle style, QWidget* parent);
    void set_share(double share);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double share_;
    CauseStyle style_;
};

class FindingCard final : public QFrame {
    Q_OBJECT

public:
    FindingCard(const ThrottleFinding& finding, const Theme& theme, QWidget* parent);

    const ThrottleFinding& finding() const { return finding_; }
    // Other numbers of the same cause at the same place: those of a run that goes on.
    void show_finding(const ThrottleFinding& finding);
    // The best remedies first; at most three are shown. `without` names remedies that were tried
    // and make no difference. `why_not` says why none can be tried; empty: they can be.
    void show_remedies(const std::vector<RemedyLine>& remedies, const QStringList& without,
                       const QString& why_not);
    // What B did with the remedy that was tried: "B: 0 refused (said: 0)"; empty: none was tried.
    void show_trial(const QString& text);
    QString trial() const;
    // Buttons of the remedies, in their order.
    const std::vector<QPushButton*>& try_buttons() const { return tries_; }
    QPushButton& show_button() { return *show_; }
    QPushButton& why_button() { return *why_; }
    QPushButton& dismiss_button() { return *dismiss_; }

Q_SIGNALS:
    void show_asked();
    void why_asked();
    void dismiss_asked();
    void try_asked(const QString& text);
    void what_if_asked(const QString& changes);

private:
    QLabel* label(const QString& text, const char* role, QVBoxLayout& into);
    void add_buttons(QVBoxLayout& layout);
    void add_remedy(const RemedyLine& remedy, const QString& why_not, QVBoxLayout& box);

    ThrottleFinding finding_;
    ShareBar* bar_;
    QLabel* title_;
    QLabel* sentence_;
    QLabel* known_;  // where, when, and how it is known
    QPushButton* show_;
    QPushButton* why_;
    QPushButton* dismiss_;
    QVBoxLayout* remedies_;
    QWidget* remedy_box_ = nullptr;
    QLabel* trial_;
    std::vector<QPushButton*> tries_;
};

}  // namespace isotherm
