// SPDX-License-Identifier: Apache-2.0
#pragma once
// Opens a page in Chromium without a window or a network.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {

struct BrowserPage {
    std::string dom;  // after the scripts have run
    std::string log;  // the browser's, with what the page wrote to its console
};

// Fails the test if there is no browser: `sh resources/bootstrap.sh test` installs it. Every name
// is said not to exist, so a page that asks for anything from elsewhere logs an error.
inline BrowserPage browsed(const std::string& path) {
    const ScenarioFolder folder;
    const std::string command =
        "chromium --headless --no-sandbox --disable-gpu --disable-background-networking "
        "--disable-component-update --disable-sync --no-first-run --disable-dev-shm-usage "
        "--host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr --v=0 "
        "--virtual-time-budget=5000 --window-size=1280,1000 --user-data-dir=" +
        folder.path("profile") + " --dump-dom 'file://" + path + "' >" + folder.path("dom") +
        " 2>" + folder.path("log");
    const int status = std::system(command.c_str());
    BrowserPage page{content_of(folder.path("dom")), content_of(folder.path("log"))};
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0)
        << "chromium, which resources/bootstrap.sh installs, did not open the page: " << page.log;
    return page;
}

}  // namespace isotherm
