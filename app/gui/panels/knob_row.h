// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One knob of What if: name, slider, field, the number before or in force, and a button to reset.

#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "app/gui/models/view_state.h"
#include "app/gui/panels/knob_entry.h"
#include "engine/insight/what_if_knob.h"

namespace isotherm {

class KnobRow final : public QWidget {
    Q_OBJECT

public:
    KnobRow(const ViewState& view, const WhatIfKnob& knob, QWidget* parent = nullptr);

    QSlider& slider() { return *slider_; }
    KnobEntry& entry() { return *entry_; }
    // Shows the numbers. A field that has the focus is not written to: it would mix two numbers.
    void show_knob(const WhatIfKnob& knob);
    // Writes the wanted number into the field, even if it has the focus.
    void show_entry();
    // Takes over what has been typed. Returns false, says why and leaves the field as it is if that
    // is not a number of the range.
    bool commit();
    // Why the typed number is refused; empty: it is not.
    QString refusal() const;

Q_SIGNALS:
    // `drag` is the same while a slider is dragged, and 0 for a number of its own.
    void wanted(double number, int drag);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void connect_all();
    double typed_or_wanted() const;
    void want(double number);
    void refuse(const QString& why);
    void show_beside();

    const ViewState& view_;
    WhatIfKnob knob_;
    QLabel* name_;
    QLabel* beside_;  // "was 1" or "now 1,200"
    QSlider* slider_;
    KnobEntry* entry_;
    QToolButton* reset_;
    QLabel* refusal_;
    QString shown_;  // text that the program last wrote into the entry
    int drag_ = 0;
};

}  // namespace isotherm
