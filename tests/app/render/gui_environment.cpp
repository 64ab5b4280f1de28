// SPDX-License-Identifier: Apache-2.0
// Pictures need fonts, and fonts need a QGuiApplication, which is made before the first test.

#include <gtest/gtest.h>

#include "app/render/picture_file.h"

namespace isotherm {
namespace {

class GuiEnvironment final : public ::testing::Environment {
public:
    void SetUp() override { ensure_gui_application(); }
};

[[maybe_unused]] const auto* const environment =
    ::testing::AddGlobalTestEnvironment(new GuiEnvironment);

}  // namespace
}  // namespace isotherm

// fontconfig keeps its configuration until the process ends, which a leak checker reports.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
