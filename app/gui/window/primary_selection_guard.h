// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Middle clicks into text where there is nothing to paste: Qt 6.4.2 pastes the primary selection
// without asking whether there is one, and ends the program where there is none.

#include <QObject>

namespace isotherm {

class PrimarySelectionGuard final : public QObject {
    Q_OBJECT

public:
    // Watches all widgets of the application while it lives.
    explicit PrimarySelectionGuard(QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;
};

}  // namespace isotherm
