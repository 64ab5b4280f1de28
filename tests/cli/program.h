// SPDX-License-Identifier: Apache-2.0
#pragma once
// Runs the real console program and keeps its output.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

#include "tests/engine/scenario/scenario_folder.h"

namespace isotherm {

struct Printed {
    int exit_code = -1;  // 128 + signal if it was killed
    std::string out;
    std::string err;
};

class Program {
public:
    // Starts `isotherm` with these arguments. Its standard output goes to `out_path`, if given.
    explicit Program(const std::vector<std::string>& arguments, const std::string& out_path = "")
        : out_path_(out_path.empty() ? folder_.path("out") : out_path) {
        const std::string program = ISOTHERM_PROGRAM_DIR "/isotherm";
        std::vector<char*> argv{const_cast<char*>(program.c_str())};
        for (const std::string& argument : arguments)
            argv.push_back(const_cast<char*>(argument.c_str()));
        argv.push_back(nullptr);
        const std::string err_path = folder_.path("err");
        pid_ = fork();
        if (pid_ != 0) return;
        open_as(STDIN_FILENO, "/dev/null", O_RDONLY);
        open_as(STDOUT_FILENO, out_path_, O_WRONLY | O_CREAT | O_TRUNC);
        open_as(STDERR_FILENO, err_path, O_WRONLY | O_CREAT | O_TRUNC);
        execv(program.c_str(), argv.data());
        _exit(127);
    }

    void signal(int number) const { kill(pid_, number); }

    Printed wait() {
        int status = 0;
        EXPECT_EQ(waitpid(pid_, &status, 0), pid_);
        Printed printed;
        printed.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        printed.out = out_path_.starts_with(folder_.path()) ? content_of(out_path_) : "";
        printed.err = content_of(folder_.path("err"));
        return printed;
    }

private:
    static void open_as(int number, const std::string& path, int flags) {
        const int file = ::open(path.c_str(), flags, 0644);
        if (file < 0) _exit(126);
        dup2(file, number);
        if (file != number) close(file);
    }

    ScenarioFolder folder_;
    std::string out_path_;
    pid_t pid_ = -1;
};

inline std::string case_file(const std::string& name) {
    return std::string(ISOTHERM_SOURCE_DIR) + "/tests/cases/" + name;
}

inline Printed isotherm_prints(const std::vector<std::string>& arguments,
                               const std::string& out_path = "") {
    return Program(arguments, out_path).wait();
}

// Waits for the condition for at most ten seconds; returns whether it became true.
template <class Condition>
bool soon(const Condition& condition) {
    for (int i = 0; i < 1'000; ++i) {
        if (condition()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return false;
}

}  // namespace isotherm
