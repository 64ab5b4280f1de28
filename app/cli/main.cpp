// The console program. Every command is a file of its own; this one only dispatches.

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <system_error>

#include "app/cli/command.h"

namespace {

using isotherm::ExitCode;

// What CLI11 finds wrong is a usage error, in our exit codes and our form.
int usage_exit(const CLI::App& app, const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    std::fprintf(stderr, "error[E0001]: %s\n  help: isotherm --help, or isotherm COMMAND --help\n",
                 error.what());
    return static_cast<int>(ExitCode::usage);
}

// fmt reports a failed write by std::system_error, the C library by errno.
ExitCode output_failure(int reason) {
    if (reason == EPIPE) return ExitCode::reader_gone;
    std::fprintf(
        stderr, "error[E0305]: standard output cannot be written: %s; the output is not complete\n",
        std::strerror(reason));
    return ExitCode::input_output;
}

// A full disk or a reader that went away must not end as success.
ExitCode flushed(ExitCode result) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return result;
    return output_failure(errno);
}

}  // namespace

int main(int argument_count, char** arguments) {
    std::signal(SIGPIPE, SIG_IGN);  // seen as a failed write instead
    CLI::App app{
        "Isotherm: see where a DynamoDB table will throttle, why, and what it will cost, before it "
        "does."};
    app.set_version_flag("--version", "isotherm " ISOTHERM_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, 2 usage, 3 a limit of the scenario was broken, 65 bad trace, 66 input "
        "missing,\n"
        "70 internal error, 73-77 output, 78 bad scenario, 130 interrupted.");
    ExitCode result = ExitCode::done;
    isotherm::add_run_command(app, result);
    isotherm::add_check_command(app, result);
    isotherm::add_trace_command(app, result);
    isotherm::add_list_command(app, result);
    isotherm::add_units_command(app, result);
    isotherm::add_cost_command(app, result);
    isotherm::add_plot_command(app, result);
    isotherm::add_backtest_command(app, result);
    isotherm::add_selftest_command(app, result);
    isotherm::add_gui_command(app, result);
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        return usage_exit(app, error);
    } catch (const std::system_error& error) {
        return static_cast<int>(output_failure(error.code().value()));
    } catch (const std::bad_alloc&) {
        std::fprintf(stderr,
                     "error[E0071]: not enough memory\n"
                     "  help: simulate a shorter time or fewer partitions\n");
        return static_cast<int>(ExitCode::out_of_memory);
    } catch (const std::exception& error) {
        std::fprintf(stderr,
                     "error[E0070]: internal error: %s\n"
                     "  help: please report it with the scenario and the seed\n",
                     error.what());
        return static_cast<int>(ExitCode::internal_error);
    }
    return static_cast<int>(flushed(result));
}
