// SPDX-License-Identifier: Apache-2.0
#include "app/cli/importing/import_fit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "engine/past/past_fit.h"
#include "engine/run/simulation.h"
#include "engine/toml/toml_edit.h"

namespace isotherm {
namespace {

// Exponents that are seen: from nearly even keys to a few that have nearly everything. 0.99 is that
// of YCSB.
constexpr auto exponents = std::to_array<double>({0.5, 0.7, 0.8, 0.9, 0.99, 1.1, 1.2, 1.4});
constexpr auto bursts = std::to_array<double>({0, 0.25, 0.5, 1});
// Differences of the distance below this share are not told apart.
constexpr double same_share = 0.02;
// … and differences below a hundredth of all units, events or throttled minutes.
constexpr double least_gain = 0.01;

struct FitValue {
    std::string text;
    std::vector<FitEdit> edits;  // none: as import writes it
};
struct FitQuestion {
    std::string name;
    std::vector<FitValue> values;  // the first is what import assumes
    std::size_t chosen = 0;
};

TomlPath workload_path(const std::string& workload, const std::string& member) {
    return {"workloads", workload, "keys", member};
}

// Keys whose distribution no file says, table by table.
std::vector<FitQuestion> key_questions(const ImportPlan& plan) {
    std::map<std::string, std::vector<std::string>> open;  // workloads by table
    for (const ImportedWorkload& workload : plan.workloads)
        if (workload.weights.empty()) open[workload.table].push_back(workload.name);
    std::vector<FitQuestion> questions;
    for (const auto& [table, workloads] : open) {
        FitQuestion question{"skew of the keys of " + table, {{"all keys alike", {}}}};
        for (const double exponent : exponents) {
            FitValue value{fmt::format("Zipf, exponent {}", exponent), {}};
            for (const std::string& workload : workloads) {
                value.edits.push_back({workload_path(workload, "distribution"), "\"zipf\""});
                value.edits.push_back(
                    {workload_path(workload, "exponent"), fmt::format("{}", exponent)});
            }
            question.values.push_back(std::move(value));
        }
        questions.push_back(std::move(question));
    }
    return questions;
}

// Requests of a rate that never changes, as a series, whose minutes can have a course.
std::string steady_series(double rate, const std::string& within) {
    return fmt::format(
        "{{ shape = \"series\", rate = \"{:.3f}/h\", values = [1, 1], every = \"1m\", "
        "afterwards = \"hold\", within_minute = {} }}",
        rate * 3600, within);
}

// How the requests of a minute lie in it: of all workloads at once, because their callers are
// seldom told apart.
FitQuestion minute_question(const ImportPlan& plan) {
    FitQuestion question{"course of the load within a minute", {{"at random", {}}}};
    for (const auto& [words, setting] :
         {std::pair{"at equal distances", "\"even\""},
          std::pair{"all in the first second", "\"first_second\""}}) {
        FitValue value{words, {}};
        for (const ImportedWorkload& workload : plan.workloads) {
            TomlPath path{"workloads", workload.name, "arrivals"};
            if (workload.is_steady()) {
                value.edits.push_back({path, steady_series(workload.rates.front(), setting)});
            } else {
                path.emplace_back("within_minute");
                value.edits.push_back({path, setting});
            }
        }
        question.values.push_back(std::move(value));
    }
    return question;
}

FitQuestion burst_question(double by_itself) {
    FitQuestion question{"burst capacity saved at the start",
                         {{fmt::format("{} of a full bucket", by_itself), {}}}};
    for (const double burst : bursts)
        if (burst != by_itself)
            question.values.push_back({fmt::format("{} of a full bucket", burst),
                                       {{{"model", "initial_burst"}, fmt::format("{}", burst)}}});
    return question;
}

// Partitions double when they split.
FitQuestion partition_question(const std::string& table, std::int64_t by_itself) {
    FitQuestion question{"partitions of " + table, {{fmt::format("{}", by_itself), {}}}};
    for (const std::int64_t factor : {2, 4, 8}) {
        const std::string number = fmt::format("{}", by_itself * factor);
        question.values.push_back({number, {{{"tables", table, "partitions"}, number}}});
    }
    return question;
}

// A value that has no place yet gets a table of its own.
std::string edited(std::string text, const std::vector<FitEdit>& edits) {
    for (const FitEdit& edit : edits) {
        auto changed = with_toml_value(text, edit.path, edit.value);
        if (!changed) {
            const TomlPath table(edit.path.begin(), edit.path.end() - 1);
            const TomlPath key(edit.path.end() - 1, edit.path.end());
            changed = with_toml_table(text, table, {{key, edit.value}});
        }
        if (changed) text = std::move(*changed);
    }
    return text;
}

class Fitting {
public:
    Fitting(const std::string& text, const PastMetrics& past, const std::function<bool()>& stopped,
            const std::function<void(std::size_t, std::size_t)>& done)
        : text_(text), past_(past), stopped_(stopped), done_(done) {}

    Errors ask(const ImportPlan& plan) {
        const auto scenario = read_scenario_text(text_, "the imported scenario");
        if (!scenario.ok()) return scenario.errors();
        questions_ = key_questions(plan);
        questions_.push_back(minute_question(plan));
        questions_.push_back(burst_question(scenario.value().era.initial_burst));
        auto created = Simulation::create(scenario.value());
        if (!created.ok()) return created.errors();
        for (const TableRecording& table : created.value()->recording().tables)
            if (!table.is_index && !table.partitions.empty())
                questions_.push_back(partition_question(
                    table.name.table, static_cast<std::int64_t>(table.partitions.size())));
        for (const FitQuestion& question : questions_)
            runs_most_ += steps_most * (question.values.size() - 1);
        return {};
    }

    ImportFit search() {
        ImportFit fit;
        fit.distance_before = fit.distance = distance({});
        std::vector<std::vector<double>> distances(questions_.size());
        // One unknown may hide behind another, so each step looks at all values of all of them and
        // takes the one that brings most. The last step finds none, and shows what is alike.
        for (int step = 0; step < steps_most && !stopped_(); ++step) {
            for (std::size_t q = 0; q < questions_.size(); ++q)
                distances[q] = distances_of(questions_[q], fit.distance);
            if (!take_best(distances, fit.distance)) break;
        }
        fit.noise = noise_of(fit.distance);
        for (std::size_t q = 0; q < questions_.size(); ++q)
            fit.unknowns.push_back(answer(questions_[q], distances[q], fit));
        fit.runs = runs_;
        return fit;
    }

private:
    static constexpr int steps_most = 5;

    // Runs the scenario with each value of one question.
    std::vector<double> distances_of(FitQuestion& question, double present) {
        const std::size_t chosen = question.chosen;
        std::vector<double> distances;
        for (std::size_t v = 0; v < question.values.size(); ++v) {
            question.chosen = v;
            distances.push_back(v == chosen  ? present
                                : stopped_() ? unknown_distance
                                             : distance(chosen_edits()));
        }
        question.chosen = chosen;
        return distances;
    }

    // A value has to fit noticeably better to take the place of the one that was chosen before.
    bool take_best(const std::vector<std::vector<double>>& distances, double& present) {
        double best = present - noticeable(present);
        FitQuestion* changed = nullptr;
        std::size_t value = 0;
        for (std::size_t q = 0; q < questions_.size(); ++q)
            for (std::size_t v = 0; v < distances[q].size(); ++v)
                if (distances[q][v] < best) {
                    best = distances[q][v];
                    changed = &questions_[q];
                    value = v;
                }
        if (changed == nullptr) return false;
        changed->chosen = value;
        present = best;
        return true;
    }

    static double noticeable(double distance) {
        return std::max(same_share * distance, least_gain);
    }

    std::vector<FitEdit> chosen_edits() const {
        std::vector<FitEdit> edits;
        for (const FitQuestion& question : questions_) {
            const auto& more = question.values[question.chosen].edits;
            edits.insert(edits.end(), more.begin(), more.end());
        }
        return edits;
    }

    double distance(const std::vector<FitEdit>& edits, std::int64_t seed = 1) {
        const auto scenario = read_scenario_text(edited(text_, edits), "the imported scenario",
                                                 {{"seed", fmt::format("{}", seed)}});
        if (!scenario.ok()) return unknown_distance;  // a value that the era does not have
        auto created = Simulation::create(scenario.value());
        if (!created.ok()) return unknown_distance;
        Simulation& simulation = *created.value();
        while (!simulation.finished() && simulation.now() < simulation.end() && !stopped_())
            simulation.advance(simulation.now() + std::chrono::minutes(1));
        done_(++runs_, runs_most_);
        if (stopped_()) return unknown_distance;
        const RunReport report = simulation.report();  // completes the recording
        return fit_to_past(report.recording(), past_).distance();
    }

    // The best scenario with other seeds.
    double noise_of(double best) {
        double most = 0;
        for (const std::int64_t seed : {2, 3}) {
            if (stopped_()) return most;
            most = std::max(most, std::abs(distance(chosen_edits(), seed) - best));
        }
        return most;
    }

    static FittedUnknown answer(const FitQuestion& question, const std::vector<double>& distances,
                                const ImportFit& fit) {
        FittedUnknown unknown;
        unknown.name = question.name;
        unknown.value = question.values[question.chosen].text;
        unknown.edits = question.values[question.chosen].edits;
        for (std::size_t v = 0; v < distances.size(); ++v) {
            unknown.distances.emplace_back(question.values[v].text, distances[v]);
            const double more = std::max(fit.noise, noticeable(fit.distance));
            if (v == question.chosen || distances[v] <= distances[question.chosen] + more)
                unknown.as_good.push_back(question.values[v].text);
        }
        return unknown;
    }

    static constexpr double unknown_distance = 1e9;

    const std::string& text_;
    const PastMetrics& past_;
    const std::function<bool()>& stopped_;
    const std::function<void(std::size_t, std::size_t)>& done_;
    std::vector<FitQuestion> questions_;
    std::size_t runs_ = 0;
    std::size_t runs_most_ = 3;  // as import writes it, and with two other seeds
};

}  // namespace

Result<ImportFit> fit_unknowns(const std::string& text, const ImportPlan& plan,
                               const PastMetrics& past, const std::function<bool()>& stopped,
                               const std::function<void(std::size_t, std::size_t)>& done) {
    Fitting fitting(text, past, stopped, done);
    if (auto errors = fitting.ask(plan); !errors.empty()) return errors;
    return fitting.search();
}

std::string with_fit(std::string text, const ImportFit& fit) {
    for (const FittedUnknown& unknown : fit.unknowns) text = edited(std::move(text), unknown.edits);
    return text;
}

}  // namespace isotherm
