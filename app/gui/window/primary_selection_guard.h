// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Blocks middle clicks into text while there is nothing to paste. Qt 6.4.2 pastes the primary
// selection without checking that there is one, and crashes if there is none.

#include <QObject>

namespace isotherm {

class PrimarySelectionGuard final : public QObject {
    Q_OBJECT

public:
    // Filters the events of all widgets of the application as long as it exists.
    explicit PrimarySelectionGuard(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace isotherm
