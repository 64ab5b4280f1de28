// SPDX-License-Identifier: Apache-2.0
// The console program. Each command has its own file; this one only dispatches.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/cli/answer_commands.h"
#include "app/cli/command.h"
#include "app/cli/usage.h"
#include "app/report/empty_argument.h"
#include "engine/vocabulary/version.h"

namespace {

using isotherm::Error;
using isotherm::ExitCode;

bool asks_for_json = false;

// Prints an error of the program itself, as JSON if --json was given. Returns its exit code.
int told(const Error& error) {
    return static_cast<int>(isotherm::print_errors({error}, asks_for_json));
}

int out_of_memory() {
    try {
        return told({ExitCode::out_of_memory,
                     isotherm::ErrorNumber::out_of_memory,
                     {},
                     "not enough memory",
                     "simulate a shorter time, fewer tables or fewer partitions"});
    } catch (...) {
        // There is not even enough memory to build the error message, so print a constant one.
        std::fputs(asks_for_json ? R"({"error": {"where": "", "what": "not enough memory", )"
                                   R"("fix": "simulate less", "exit_code": 71}})"
                                   "\n"
                                 : "error[E0071]: not enough memory\n",
                   stderr);
        return static_cast<int>(ExitCode::out_of_memory);
    }
}

int internal_error(const char* what) {
    return told({ExitCode::internal_error,
                 isotherm::ErrorNumber::internal,
                 {},
                 std::string("internal error: ") + what,
                 "please report it with the scenario and the seed"});
}

// Handles exceptions that no code caught: thrown before `main`, in a thread, or in a noexcept
// function of a library.
[[noreturn]] void give_up() {
    int code = static_cast<int>(ExitCode::internal_error);
    try {
        if (std::current_exception() != nullptr) std::rethrow_exception(std::current_exception());
        // An exception that cannot be inspected was thrown in a noexcept function of a library,
        // such as the step of a directory_iterator. Only allocations throw there.
        if (std::uncaught_exceptions() > 0) throw std::bad_alloc();
        code = internal_error("the program cannot go on");
    } catch (const std::bad_alloc&) {
        code = out_of_memory();
    } catch (const std::length_error&) {
        code = out_of_memory();
    } catch (const std::exception& error) {
        code = internal_error(error.what());
    } catch (...) {
        code = internal_error("an exception of unknown type");
    }
    std::_Exit(code);
}

// Installs the handler before the static initializers of other files fill the catalogs and allocate
// memory.
struct GivesUp {
    GivesUp() { std::set_terminate(give_up); }
};
[[gnu::init_priority(101)]] const GivesUp gives_up;

// Reports errors that CLI11 finds as usage errors, with our exit codes and in our form.
int usage_exit(const CLI::App& app, const std::vector<std::string>& arguments,
               const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    return told(isotherm::usage_error_of(app, arguments, error));
}

// Reports that standard output could not be written. `reason` is an errno value; fmt reports it as
// std::system_error.
int output_failure(int reason) {
    if (reason == EPIPE) return static_cast<int>(ExitCode::reader_gone);
    return told({ExitCode::input_output,
                 isotherm::ErrorNumber::standard_output_failed,
                 {},
                 std::string("standard output cannot be written: ") + std::strerror(reason) +
                     "; the output is not complete",
                 "free some space, or write somewhere else"});
}

// Flushes standard output. A full disk or a closed pipe must not end with exit code 0.
int flushed(ExitCode result) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return static_cast<int>(result);
    return output_failure(errno);
}

void add_commands(CLI::App& app, ExitCode& result) {
    isotherm::add_run_command(app, result);
    isotherm::add_check_command(app, result);
    isotherm::add_trace_command(app, result);
    isotherm::add_list_command(app, result);
    isotherm::add_schema_command(app, result);
    isotherm::add_units_command(app, result);
    isotherm::add_cost_command(app, result);
    isotherm::add_plot_command(app, result);
    isotherm::add_backtest_command(app, result);
    isotherm::add_selftest_command(app, result);
    isotherm::add_gui_command(app, result);
    isotherm::add_why_command(app, result);
    isotherm::add_fix_command(app, result);
    isotherm::add_plan_command(app, result);
    isotherm::add_compare_command(app, result);
    isotherm::add_report_command(app, result);
    isotherm::add_verify_command(app, result);
    isotherm::add_gate_command(app, result);
    isotherm::add_sweep_command(app, result);
    isotherm::add_merge_command(app, result);
    isotherm::add_import_command(app, result);
    isotherm::add_lesson_command(app, result);
    isotherm::add_export_settings_command(app, result);
}

int obey(int argument_count, char** arguments) {
    CLI::App app{
        "Isotherm: see where a DynamoDB table will throttle, why, and what it will cost, before it "
        "happens."};
    app.set_version_flag("--version", isotherm::version_line());
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, 2 wrong usage, 3 a limit or expectation was broken, 65 bad trace, 66 "
        "input missing,\n70 internal error, 71 out of memory, 73-77 file error, 78 bad scenario, "
        "130 interrupted.");
    ExitCode result = ExitCode::done;
    add_commands(app, result);
    // CLI11 would use the next word as the value of `--out=`, so empty values are rejected first.
    if (const auto error = isotherm::find_empty_argument(argument_count, arguments))
        return told(*error);
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return usage_exit(
            app, {arguments + std::min(1, argument_count), arguments + argument_count}, error);
    }
    return flushed(result);
}

}  // namespace

int main(int argument_count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);  // a failed write reports the closed pipe instead
    std::signal(SIGXFSZ, SIG_IGN);
    for (int i = 1; i < argument_count; ++i)
        asks_for_json = asks_for_json || std::string_view(arguments[i]) == "--json";
    try {
        return obey(argument_count, arguments);
    } catch (const std::system_error& error) {
        return output_failure(error.code().value());
    } catch (const std::bad_alloc&) {
        return out_of_memory();
    } catch (const std::length_error&) {
        // std::length_error also means out of memory: a library whose allocation failed asked for a
        // nonsensical size.
        return out_of_memory();
    } catch (const std::exception& error) {
        return internal_error(error.what());
    } catch (...) {
        return internal_error("an exception of unknown type");
    }
}
