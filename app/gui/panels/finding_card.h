// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One finding: its share, cause and place, the numbers that show it, and the remedies for it.

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>
#include <vector>

#include "engine/insight/throttle_finding.h"

namespace isotherm {

// A remedy as the card shows it.
struct RemedyLine {
    QString name;    // "Write shards"
    QString change;  // "workloads.voters.write_shards = 8"
    QString effect;  // empty: not tried yet
    QString text;    // the scenario with the change
};

class FindingCard final : public QFrame {
    Q_OBJECT

public:
    FindingCard(const ThrottleFinding& finding, QWidget* parent);

    const ThrottleFinding& finding() const { return finding_; }
    // `without` names remedies that were tried and make no difference. `why_not` says why none can
    // be tried; empty: they can be.
    void show_remedies(const std::vector<RemedyLine>& remedies, const QStringList& without,
                       const QString& why_not);
    // Buttons of the remedies, in their order.
    const std::vector<QPushButton*>& try_buttons() const { return tries_; }
    QPushButton& show_button() { return *show_; }
    QPushButton& why_button() { return *why_; }

Q_SIGNALS:
    void show_asked();
    void why_asked();
    void try_asked(const QString& text);

private:
    QLabel* label(const QString& text, const char* role, QVBoxLayout& into);

    ThrottleFinding finding_;
    QPushButton* show_;
    QPushButton* why_;
    QVBoxLayout* remedies_;
    QWidget* remedy_box_ = nullptr;
    std::vector<QPushButton*> tries_;
};

}  // namespace isotherm
