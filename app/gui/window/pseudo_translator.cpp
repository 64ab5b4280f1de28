// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/window/pseudo_translator.h"

#include <QRegularExpression>
#include <string_view>

namespace isotherm {
namespace {

constexpr double longer_by = 0.4;
constexpr int word_length = 5;

// Pads with short words instead of one long one, so that long texts can still be wrapped.
QString padding(qsizetype length) {
    QString text;
    while (text.size() < length) {
        text +=
            text.size() % (word_length + 1) == word_length ? QLatin1Char(' ') : QLatin1Char('o');
    }
    return text.trimmed();
}

}  // namespace

QString PseudoTranslator::translate(const char* context, const char* source,
                                    const char* disambiguation, int) const {
    if (source == nullptr || *source == '\0') return {};
    // Qt parses key names, and date formats are not texts, so both stay as they are.
    if (context != nullptr && std::string_view(context) == "QShortcut") return {};
    if (disambiguation != nullptr && std::string_view(disambiguation) == "form of a date")
        return {};
    const QString text = QString::fromUtf8(source);
    QString seen = text;
    static const QRegularExpression unseen(QStringLiteral("&|%L?[0-9n]|<[^>]*>"));
    seen.remove(unseen);
    const auto more = static_cast<qsizetype>(static_cast<double>(seen.size()) * longer_by + 0.999);
    return QStringLiteral("\uff3b") + text + QLatin1Char(' ') + padding(more) +
           QStringLiteral("\uff3d");
}

}  // namespace isotherm
