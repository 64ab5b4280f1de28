// SPDX-License-Identifier: Apache-2.0
#include "engine/run/kept_moments.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zstd.h>

#include <algorithm>
#include <cassert>

namespace isotherm {

namespace {

// A run must not wait for it: two to three times smaller at a gigabyte a second.
constexpr int fastest = -5;
// A simulated second without requests takes about as long as this many tries.
constexpr double tries_of_second = 100;
// In this part of the run, counted from its present end, moments are closer than before it.
constexpr double near_part = 1.0 / 8;

// A partition takes about a third of a try in each second of a run of cells.
constexpr double tries_of_cell = 1.0 / 3;
// Saving 30 bytes takes a tenth of the time of a try.
constexpr double tries_of_saved_byte = 1.0 / 30;

// What it took to simulate up to now from a moment, in tries, without the seconds themselves.
double work_since(const KeptMoments::Moment& from, const Simulation& simulation) {
    if (simulation.scenario().fidelity != Fidelity::cells)
        return static_cast<double>(simulation.attempts() - from.attempts);
    std::size_t partitions = 0;
    for (const TableRecording& table : simulation.recording().tables)
        partitions += table.partitions.size();
    return tries_of_cell * static_cast<double>(partitions) *
           in_seconds(simulation.now() - from.time);
}

// The least work between two moments.
double work_due(const KeptMoments::Moment& last, const Simulation& simulation) {
    constexpr double usual{moment_every_tries};
    if (simulation.scenario().fidelity != Fidelity::cells) return usual;
    return std::max(usual, tries_of_saved_byte * static_cast<double>(last.bytes));
}

// What it takes to simulate from one moment to another, in tries.
double work_between(const KeptMoments::Moment& from, const KeptMoments::Moment& to) {
    return to.work - from.work + tries_of_second * in_seconds(to.time - from.time);
}

std::string packed(const std::string& state) {
    std::string packed(ZSTD_compressBound(state.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), state.data(), state.size(), fastest));
    packed.shrink_to_fit();
    return packed;
}

}  // namespace

std::string KeptMoments::Moment::state() const {
    std::string state(bytes, '\0');
    [[maybe_unused]] const std::size_t unpacked =
        ZSTD_decompress(state.data(), state.size(), packed.data(), packed.size());
    assert(unpacked == bytes);
    return state;
}

void KeptMoments::keep_if_due(Simulation& simulation) {
    const SimTime now = simulation.now();
    double work = 0;
    if (!empty()) {
        const Moment& last = moments_.back();
        if (now <= last.time) return;
        const double since = work_since(last, simulation);
        if (now < last.time + moment_every && since < work_due(last, simulation)) return;
        work = last.work + since;
    }
    const std::string state = simulation.state();
    moments_.push_back({now, simulation.attempts(), work, packed(state), state.size()});
    bytes_ += moments_.back().packed.size();
    thin_out();
}

const KeptMoments::Moment* KeptMoments::last_at(SimTime time) const {
    const auto after =
        std::upper_bound(moments_.begin(), moments_.end(), time,
                         [](SimTime at, const Moment& moment) { return at < moment.time; });
    return after == moments_.begin() ? nullptr : &*std::prev(after);
}

void KeptMoments::forget_after(SimTime time) {
    while (!empty() && moments_.back().time > time) {
        bytes_ -= moments_.back().packed.size();
        moments_.pop_back();
    }
}

// Drops the moment that is missed least: the one whose neighbours are closest to each other, near
// the last moment compared with the distance from it. The first and the last two always stay.
void KeptMoments::thin_out() {
    while (bytes_ > budget_ && moments_.size() > 3) {
        const Moment& last = moments_.back();
        const double near = near_part * work_between(moments_.front(), last);
        std::size_t missed_least = 1;
        double least = 0;
        for (std::size_t i = 1; i + 2 < moments_.size(); ++i) {
            const double gap = work_between(moments_[i - 1], moments_[i + 1]);
            const double missed = gap / std::min(near, work_between(moments_[i], last));
            if (i > 1 && missed >= least) continue;
            least = missed;
            missed_least = i;
        }
        bytes_ -= moments_[missed_least].packed.size();
        moments_.erase(moments_.begin() + static_cast<std::ptrdiff_t>(missed_least));
    }
}

namespace {

// The earliest time of a change that only one of both has, or has in another form.
template <class Change>
SimTime first_difference(const std::map<std::string, Change>& a,
                         const std::map<std::string, Change>& b) {
    SimTime first = never;
    const auto compare = [&first](const auto& these, const auto& those) {
        for (const auto& [name, change] : these) {
            const auto other = those.find(name);
            Change one = change;  // visiting takes non-const references; nothing is changed
            Change two = other == those.end() ? Change() : other->second;
            if (other == those.end() || one.at != two.at ||
                resolved_text(static_cast<Configurable&>(one)) !=
                    resolved_text(static_cast<Configurable&>(two)))
                first = std::min(first, sim_start + change.at);
        }
    };
    compare(a, b);
    compare(b, a);
    return first;
}

std::string text_without_changes(Scenario scenario) {
    scenario.changes.clear();
    for (auto& [name, workload] : scenario.workloads) workload.changes.clear();
    return resolved_text(scenario);
}

}  // namespace

SimTime same_until(const Scenario& a, const Scenario& b) {
    if (a.folder != b.folder || text_without_changes(a) != text_without_changes(b))
        return sim_start;
    SimTime first = first_difference(a.changes, b.changes);
    for (const auto& [name, workload] : a.workloads)
        first = std::min(first, first_difference(workload.changes, b.workloads.at(name).changes));
    return first;
}

std::string stamp_of_inputs(const Scenario& scenario) {
    std::string stamp;
    for (const auto& [name, workload] : scenario.workloads) {
        for (const std::string& file :
             workload.workload->input_files(workload_context(scenario, workload))) {
            struct stat about {};
            const bool there = stat(file.c_str(), &about) == 0;
            stamp += there ? fmt::format("{} {} {}.{:09}\n", about.st_ino, about.st_size,
                                         about.st_mtim.tv_sec, about.st_mtim.tv_nsec)
                           : file + "\n";
        }
    }
    return stamp;
}

}  // namespace isotherm
