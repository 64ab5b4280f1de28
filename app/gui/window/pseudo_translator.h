// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A pseudo-language for testing translations: every text is in brackets and 40 % longer, so that
// texts that are cut off or not translatable become visible.

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
