// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lines in which two texts differ.

#include <QStringList>
#include <vector>

namespace isotherm {

// Lines that were replaced; either list may be empty.
struct LineChange {
    QStringList before;
    QStringList after;
    bool operator==(const LineChange&) const = default;
};

// Returns the changes that turn one text into the other, from top to bottom.
std::vector<LineChange> line_changes(const QString& before, const QString& after);

}  // namespace isotherm
