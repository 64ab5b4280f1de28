// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the engine says in sentences (events, reasons and waits of policies, refusals) in the
// language of the window. In the run's own files they stay English.

#include <QString>
#include <string>

namespace isotherm {

// The sentence in the language of the window, as it is where nothing is known about it; control
// characters are made visible.
QString engine_words(const std::string& sentence);

// Whether it is one the program has words for. For tests: what the engine learns to say has to be
// added here.
bool is_known_sentence(const std::string& sentence);

}  // namespace isotherm
