// SPDX-License-Identifier: Apache-2.0
#pragma once
// The engine's messages in the language of a page. Japanese is taken from the translations of the
// window (resources/translations), which are built into the program.

#include <string>
#include <string_view>

#include "app/report/run_directory/report_page.h"
#include "engine/vocabulary/message.h"

namespace isotherm {

// A message in that language, not escaped. Forms without a translation stay English.
std::string sentence_in(PageLanguage language, const Message& message);

// The text of resources/translations/isotherm_ja.ts.
std::string_view japanese_translations();

}  // namespace isotherm
