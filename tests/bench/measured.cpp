// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/measured.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <stdexcept>

namespace isotherm::bench {
namespace {

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// Forks; `child` runs in the new process and returns its exit code. `output` gets what the child
// writes into the pipe it is given.
template <class Child>
Measured in_process(const Child& child, std::string& output) {
    int pipe_ends[2];
    if (pipe(pipe_ends) != 0) throw std::runtime_error("no pipe");
    std::cout.flush();
    const auto begin = std::chrono::steady_clock::now();
    const pid_t pid = fork();
    if (pid < 0) throw std::runtime_error("cannot fork");
    if (pid == 0) {
        close(pipe_ends[0]);
        _exit(child(pipe_ends[1]));
    }
    close(pipe_ends[1]);
    char buffer[4'096];
    for (ssize_t got = 0; (got = read(pipe_ends[0], buffer, sizeof buffer)) > 0;)
        output.append(buffer, static_cast<std::size_t>(got));
    close(pipe_ends[0]);
    int status = 0;
    rusage usage{};
    wait4(pid, &status, 0, &usage);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begin;
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error(output.empty() ? "the process failed" : output);
    return {seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
            wall.count(),
            static_cast<double>(usage.ru_maxrss) / 1'024,
            {}};
}

int write_all(int file, const std::string& text, int code) {
    return write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) ? code : 1;
}

}  // namespace

Measured measured(const Body& body, double share) {
    std::string output;
    Measured result = in_process(
        [&](int file) {
            try {
                const Done done = body(share);
                return write_all(file, std::to_string(done.requests) + ' ' + done.fingerprint, 0);
            } catch (const std::exception& error) {
                return write_all(file, error.what(), 1);
            }
        },
        output);
    std::istringstream(output) >> result.done.requests >> result.done.fingerprint;
    return result;
}

Measured measured(const std::string& program, const std::vector<std::string>& arguments) {
    std::string output;
    return in_process(
        [&](int) {
            std::vector<char*> argv{const_cast<char*>(program.c_str())};
            for (const std::string& argument : arguments)
                argv.push_back(const_cast<char*>(argument.c_str()));
            argv.push_back(nullptr);
            const int nowhere = open("/dev/null", O_WRONLY);
            dup2(nowhere, STDOUT_FILENO);
            dup2(nowhere, STDERR_FILENO);
            execv(program.c_str(), argv.data());
            return 127;
        },
        output);
}

std::optional<std::string> found(const std::string& program) {
    std::string folders;
    if (const char* peers = std::getenv("ISOTHERM_PEER_DIR")) folders = std::string(peers) + ':';
    if (const char* path = std::getenv("PATH")) folders += path;
    std::istringstream each(folders);
    for (std::string folder; std::getline(each, folder, ':');) {
        const std::string path = (std::filesystem::path(folder) / program).string();
        if (access(path.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(path)) return path;
    }
    return std::nullopt;
}

}  // namespace isotherm::bench
