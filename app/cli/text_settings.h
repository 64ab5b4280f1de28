#pragma once
// Settings given on the command line as NAME=VALUE texts, for anything Configurable.

#include <map>
#include <string>
#include <vector>

#include "engine/vocabulary/result.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Applies the values, in the forms the scenario has them in but without quotes. Every value that is
// malformed or that nothing asked for is an error.
Errors apply_text_settings(Configurable& target, const std::map<std::string, std::string>& values);

}  // namespace isotherm
