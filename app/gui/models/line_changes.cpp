// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/line_changes.h"

namespace isotherm {
namespace {

// The lengths of the longest shared subsequences of all ends of two lists of lines.
class SharedLines {
public:
    SharedLines(const QStringList& a, const QStringList& b)
        : width_(b.size() + 1), lengths_(static_cast<std::size_t>((a.size() + 1) * width_)) {
        for (qsizetype i = a.size() - 1; i >= 0; --i) {
            for (qsizetype j = b.size() - 1; j >= 0; --j)
                of(i, j) =
                    a[i] == b[j] ? of(i + 1, j + 1) + 1 : std::max(of(i + 1, j), of(i, j + 1));
        }
    }
    int& of(qsizetype i, qsizetype j) { return lengths_[static_cast<std::size_t>(i * width_ + j)]; }

private:
    qsizetype width_;
    std::vector<int> lengths_;
};

}  // namespace

std::vector<LineChange> line_changes(const QString& before, const QString& after) {
    QStringList a = before.split(QLatin1Char('\n')), b = after.split(QLatin1Char('\n'));
    // Most lines at both ends are the same; what is left is short.
    while (!a.isEmpty() && !b.isEmpty() && a.first() == b.first()) {
        a.removeFirst();
        b.removeFirst();
    }
    while (!a.isEmpty() && !b.isEmpty() && a.last() == b.last()) {
        a.removeLast();
        b.removeLast();
    }
    constexpr qsizetype most_compared = 4'000'000;
    if (a.isEmpty() && b.isEmpty()) return {};
    if (a.size() * b.size() > most_compared) return {{a, b}};
    SharedLines shared(a, b);
    std::vector<LineChange> changes;
    LineChange next;
    const auto finish = [&] {
        if (next.before.isEmpty() && next.after.isEmpty()) return;
        changes.push_back(std::exchange(next, {}));
    };
    qsizetype i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            finish();
            ++i;
            ++j;
        } else if (j == b.size() || (i < a.size() && shared.of(i + 1, j) >= shared.of(i, j + 1))) {
            next.before << a[i++];
        } else {
            next.after << b[j++];
        }
    }
    finish();
    return changes;
}

}  // namespace isotherm
