// SPDX-License-Identifier: Apache-2.0
#pragma once
// One command of the program with faults: its initial state, and what must hold afterwards.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {

struct Fault {
    long at = 0;         // number of the failing call; 0: none
    std::string reason;  // such as "EIO" or "KILL"
    bool more = false;   // all later calls fail as well
    int kill_after_us = -1;
    long allocation = 0;  // number of the failing allocation; 0: none

    std::string text() const {
        return reason + (more ? " from call " : " at call ") + std::to_string(at);
    }
};

// Where the program runs, and which files are subject to faults.
struct Stage {
    std::string root;   // calls on files below it are counted and may fail
    std::string start;  // working directory of the program
    std::string err;    // file for its standard error
    std::string count;  // file with one line per call; empty: not written
};

// Runs a program with the preloaded shim and returns its exit code; 137 if it was killed.
inline int exit_code_of(const std::vector<std::string>& command, const Stage& stage,
                        const Fault& fault) {
    std::vector<char*> argv;
    for (const std::string& word : command) argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const int none = open("/dev/null", O_RDWR);
        dup2(none, STDIN_FILENO);
        dup2(none, STDOUT_FILENO);
        dup2(open(stage.err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644), STDERR_FILENO);
        if (chdir(stage.start.c_str()) != 0) _exit(126);
        setenv("LD_PRELOAD", ISOTHERM_FAULT_SHIM, 1);
        setenv("QT_QPA_PLATFORM", "offscreen", 1);
        setenv("ISOTHERM_FAULT_ROOT", stage.root.c_str(), 1);
        setenv("ISOTHERM_FAULT_AT", std::to_string(fault.at).c_str(), 1);
        setenv("ISOTHERM_FAULT", fault.reason.c_str(), 1);
        setenv("ISOTHERM_FAULT_MORE", fault.more ? "1" : "0", 1);
        setenv("ISOTHERM_FAULT_NEW", std::to_string(fault.allocation).c_str(), 1);
        setenv("ISOTHERM_FAULT_COUNT", stage.count.c_str(), 1);
        execv(argv[0], argv.data());
        _exit(127);
    }
    if (fault.kill_after_us >= 0) {
        usleep(static_cast<useconds_t>(fault.kill_after_us));
        kill(child, SIGKILL);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Every file below a folder with its content; folders have an empty content. Times of writing are
// removed, because they differ between equal results.
inline std::map<std::string, std::string> tree_of(const std::string& folder) {
    std::map<std::string, std::string> tree;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = std::filesystem::relative(entry.path(), folder).string();
        std::string content = entry.is_regular_file() ? content_of(entry.path().string()) : "";
        if (entry.path().filename() == "manifest.json") {
            auto json = nlohmann::ordered_json::parse(content, nullptr, false);
            if (json.is_object()) json.erase("written");
            content = json.is_discarded() ? content : json.dump();
        }
        tree[name] = std::move(content);
    }
    return tree;
}

}  // namespace isotherm
