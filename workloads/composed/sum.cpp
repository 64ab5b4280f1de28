// SPDX-License-Identifier: Apache-2.0
// Several shapes of arrivals at once, each with random numbers of its own: the arrivals of all,
// merged in order of time. Arrivals at the same time come in the order of the shapes.

#include <algorithm>
#include <limits>

#include "workloads/synthetic/arrival_shape.h"

namespace isotherm {
namespace {

// All shapes except the sum itself: a sum of sums is a sum.
class SummandCatalog final : public CatalogBase {
public:
    static const SummandCatalog& instance() {
        static const SummandCatalog catalog;
        return catalog;
    }
    std::vector<std::string> names() const override {
        std::vector<std::string> names = all().names();
        std::erase(names, "sum");
        return names;
    }
    std::string_view help(std::string_view name) const override { return all().help(name); }
    Example example(std::string_view name) const override { return all().example(name); }
    std::unique_ptr<Configurable> make(std::string_view name) const override {
        return name == "sum" ? nullptr : all().make(name);
    }

private:
    static const CatalogBase& all() { return Catalog<ArrivalShape>::instance(); }
};

class SumTimes final : public ArrivalTimes {
public:
    explicit SumTimes(std::vector<std::unique_ptr<ArrivalTimes>> summands) {
        for (auto& summand : summands) sources_.push_back({std::move(summand), {}, 0});
        for (Source& source : sources_) refill(source);
    }

    std::size_t fill(std::span<SimTime> times) override {
        for (std::size_t filled = 0; filled < times.size(); ++filled) {
            Source* first = nullptr;
            for (Source& source : sources_) {
                if (source.next == source.read.size()) continue;
                if (first == nullptr || source.read[source.next] < first->read[first->next])
                    first = &source;
            }
            if (first == nullptr) return filled;
            times[filled] = first->read[first->next++];
            if (first->next == first->read.size()) refill(*first);
        }
        return times.size();
    }
    void state(StateVisitor& visit) override {
        for (Source& source : sources_) {
            visit.part("summand", *source.times);
            visit(source.read, source.next);
            visit.require(source.next <= source.read.size());
        }
    }

private:
    struct Source {
        std::unique_ptr<ArrivalTimes> times;
        std::vector<SimTime> read;
        std::size_t next = 0;  // position in `read`; its size: there are no more
    };

    static void refill(Source& source) {
        constexpr std::size_t read_at_once = 256;
        source.read.resize(read_at_once);
        source.read.resize(source.times->fill(source.read));
        source.next = 0;
    }

    std::vector<Source> sources_;
};

class Sum final : public ArrivalShape {
public:
    void settings(SettingsVisitor& visit) override {
        visit.list({.name = "of",
                    .help = "the shapes whose arrivals are added",
                    .required = true,
                    .element = R"({ shape = "poisson", rate = "10/s" })"},
                   shapes_.size(), [this](std::size_t index, SettingsVisitor& inner) {
                       if (index >= shapes_.size()) shapes_.resize(index + 1);
                       const PlugIn any = shapes_[index].by("shape");
                       inner.kind({.name = "shape", .help = "which shape", .required = true},
                                  {any.selector, SummandCatalog::instance(), any.chosen, any.made});
                   });
    }

    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        RandomStream seeds = context.random;
        std::vector<std::unique_ptr<ArrivalTimes>> summands;
        for (const auto& shape : shapes_) {
            const RandomStream random(seeds.next(), "summand");
            summands.push_back(shape->start({random, context.duration, context.place}));
        }
        return std::make_unique<SumTimes>(std::move(summands));
    }
    SimDuration begins_last() const override {
        SimDuration last{};
        for (const auto& shape : shapes_)
            if (shape) last = std::max(last, shape->begins_last());
        return last;
    }

    // Cut wherever a line of a summand begins or ends.
    RateCurve rate_curve(SimDuration duration, const RunPlace& place) const override {
        std::vector<std::vector<RateStretch>> curves;
        std::vector<SimTime> cuts;
        for (const auto& shape : shapes_) {
            curves.push_back(shape->rate_curve(duration, place).stretches);
            for (const RateStretch& stretch : curves.back()) {
                cuts.push_back(stretch.begin);
                cuts.push_back(stretch.end);
            }
        }
        std::ranges::sort(cuts);
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        RateCurve sum;
        for (std::size_t c = 0; c + 1 < cuts.size(); ++c)
            sum.stretches.push_back({cuts[c], cuts[c + 1], 0, 0});
        for (const auto& curve : curves) add(curve, sum.stretches);
        return sum;
    }
    bool follows_curve() const override { return independent(); }
    bool independent() const override {
        return std::ranges::all_of(shapes_, [](const Chosen<ArrivalShape>& shape) {
            return shape && shape->independent();
        });
    }

    std::vector<std::string> files() const override {
        std::vector<std::string> all;
        for (const auto& shape : shapes_) {
            if (!shape) continue;
            for (std::string& file : shape->files()) all.push_back(std::move(file));
        }
        return all;
    }
    Errors check_files(const std::string& folder) const override {
        Errors all;
        for (const auto& shape : shapes_) {
            if (!shape) continue;
            for (Error& error : shape->check_files(folder)) all.push_back(std::move(error));
        }
        return all;
    }
    void make_absolute(const std::string& folder) override {
        for (auto& shape : shapes_)
            if (shape) shape->make_absolute(folder);
    }

private:
    static void add(const std::vector<RateStretch>& curve, std::vector<RateStretch>& sum) {
        std::size_t next = 0;
        for (RateStretch& part : sum) {
            while (next < curve.size() && curve[next].end <= part.begin) ++next;
            if (next == curve.size()) return;
            const RateStretch& line = curve[next];
            if (line.begin >= part.end) continue;
            const double length = in_seconds(line.end - line.begin);
            const auto rate_at = [&](SimTime time) {
                return line.from + (line.to - line.from) * (in_seconds(time - line.begin) / length);
            };
            part.from += rate_at(part.begin);
            part.to += rate_at(part.end);
        }
    }

    std::vector<Chosen<ArrivalShape>> shapes_;
};

const Registered<ArrivalShape, Sum> sum_entry(
    "sum", "several shapes at once, their arrivals added",
    {R"(of = [{ shape = "poisson", rate = "200/s" }, )"
     R"({ shape = "constant", rate = "100/s", start_after = "2s" }])"});

}  // namespace
}  // namespace isotherm
