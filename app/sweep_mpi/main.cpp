// SPDX-License-Identifier: Apache-2.0
// isotherm-sweep-mpi: a sweep over the ranks of an MPI job. Rank 0 hands out runs one by one and
// stores their results; all other ranks run them. Takes the options of `isotherm sweep --out`.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/mpi.hpp>
#include <boost/serialization/optional.hpp>
#include <boost/serialization/string.hpp>
#include <boost/serialization/vector.hpp>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/sweep_options.h"
#include "app/cli/usage.h"
#include "engine/run/sweep_store.h"
#include "engine/vocabulary/version.h"

namespace isotherm {
namespace {

namespace mpi = boost::mpi;

constexpr int ask_tag = 1, work_tag = 2;
constexpr std::int64_t no_more = -1;

// What a rank sends to ask for work: the result of its last run, if it has one.
struct Ask {
    bool has_result = false;
    std::uint64_t number = 0;
    std::string fingerprint, failure;
    std::vector<boost::optional<double>> numbers;

    template <class Archive>
    void serialize(Archive& archive, unsigned) {
        archive& has_result& number& fingerprint& failure& numbers;
    }
};

Ask asking_with(const SweepRun& run) {
    Ask ask{true, run.number, run.fingerprint, run.failure, {}};
    for (const auto& number : run.numbers)
        ask.numbers.push_back(number ? boost::optional<double>(*number) : boost::none);
    return ask;
}

SweepRun run_in(const Ask& ask) {
    SweepRun run{ask.number, ask.fingerprint, {}, ask.failure};
    for (const auto& number : ask.numbers)
        run.numbers.push_back(number ? std::optional(*number) : std::nullopt);
    return run;
}

void work(const mpi::communicator& world, const SweepPlan& plan) {
    SweepRunner runner(plan);
    Ask ask;
    for (;;) {
        world.send(0, ask_tag, ask);
        std::int64_t number = no_more;
        world.recv(0, work_tag, number);
        if (number == no_more) return;
        const auto run = runner.run(static_cast<std::uint64_t>(number),
                                    [] { return interrupted_by().has_value(); });
        ask = run ? asking_with(*run) : Ask();
    }
}

// Hands out the runs that are not stored yet, until all ranks have nothing to do.
Errors hand_out(const mpi::communicator& world, const SweepPlan& plan, SweepStore& store) {
    std::uint64_t next = 0;
    bool stopped = false;
    for (int busy = world.size() - 1; busy > 0;) {
        Ask ask;
        const mpi::status from = world.recv(mpi::any_source, ask_tag, ask);
        if (ask.has_result) stopped |= !store.add(run_in(ask));
        stopped |= interrupted_by().has_value();
        while (next < plan.runs() && store.runs().contains(next)) ++next;
        const bool more = !stopped && next < plan.runs();
        world.send(from.source(), work_tag, more ? static_cast<std::int64_t>(next++) : no_more);
        if (!more) --busy;
    }
    return store.failure();
}

ExitCode lead(const mpi::communicator& world, const SweepPlan& plan, const std::string& out) {
    const std::string name = plan.scenario_of(0).value().name;
    auto store = SweepStore::open(out, described(plan, name, 0, 1));
    bool ready = store.ok();
    mpi::broadcast(world, ready, 0);
    if (!ready) return print_errors(store.errors(), false);
    Errors errors = hand_out(world, plan, *store.value());
    if (errors.empty()) errors = store.value()->finish();
    if (!errors.empty()) return print_errors(errors, false);
    const std::uint64_t done = store.value()->runs().size();
    fmt::print("{} of {} runs are in {}\n", done, plan.runs(), out);
    if (done < plan.runs()) return ExitCode::interrupted;
    errors = failure_of(store.value()->runs());
    return errors.empty() ? ExitCode::done : print_errors(errors, false);
}

ExitCode sweep(const mpi::communicator& world, const SweepOptions& options) {
    const bool leads = world.rank() == 0;
    SweepPlan plan;
    Errors errors = read_plan(options, plan);
    if (options.out.empty())
        errors.push_back(usage_error(ErrorNumber::bad_sweep_option, "--out",
                                     "there is no folder for results", "add --out DIR"));
    if (world.size() < 2)
        errors.push_back(usage_error(ErrorNumber::bad_sweep_option, "mpirun",
                                     "one rank hands out runs, but there is none to run them",
                                     "start at least two ranks: mpirun -n 3"));
    // Every rank reads the same files; one that cannot must not leave the others waiting.
    bool all_ready = false;
    mpi::all_reduce(world, errors.empty(), all_ready, std::logical_and<>());
    if (!all_ready) {
        if (errors.empty()) return ExitCode::usage;
        return leads || world.size() == 1 ? print_errors(errors, false) : ExitCode::usage;
    }
    if (leads) return lead(world, plan, options.out);
    bool ready = false;
    mpi::broadcast(world, ready, 0);
    if (ready) work(world, plan);
    return ExitCode::done;
}

}  // namespace
}  // namespace isotherm

int main(int argument_count, char** arguments) {
    const boost::mpi::environment environment(argument_count, arguments);
    const boost::mpi::communicator world;
    CLI::App app{"Runs a scenario with many values of its settings, on the ranks of an MPI job"};
    app.set_version_flag("--version", isotherm::version_line());
    isotherm::SweepOptions options;
    isotherm::add_sweep_options(app, options);
    try {
        app.parse(argument_count, arguments);
    } catch (const CLI::ParseError& error) {
        const int code = world.rank() == 0 ? app.exit(error) : 1;
        return code == 0 ? 0 : static_cast<int>(isotherm::ExitCode::usage);
    }
    isotherm::catch_interrupts();
    return static_cast<int>(isotherm::sweep(world, options));
}
