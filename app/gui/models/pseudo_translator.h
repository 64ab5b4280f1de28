// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A language nobody speaks, to see what a translation would do to the window: every text in
// brackets and 40 % longer, so that what is cut off or was never translated shows.

#include <QTranslator>

namespace isotherm {

inline constexpr auto pseudo_language = "qps";

class PseudoTranslator final : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* disambiguation,
                      int n) const override;
};

}  // namespace isotherm
