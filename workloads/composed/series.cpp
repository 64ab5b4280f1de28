// SPDX-License-Identifier: Apache-2.0
// A series of values over time, from a CSV file or a list: each value is a factor of the rate, so
// with rate = "1/s" the values are requests per second, and with rate = "1/m" counts per minute.

#include <fmt/format.h>

#include <filesystem>

#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/text_file.h"
#include "workloads/composed/factor_shape.h"
#include "workloads/composed/rate_table.h"
#include "workloads/composed/within_minute.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_series = std::size_t{256} << 20;

// How values are connected: each holds until the next one, or straight lines.
enum class Between : std::uint8_t { steps, lines };
constexpr auto words_of(Between) { return std::to_array<std::string_view>({"steps", "lines"}); }

enum class Afterwards : std::uint8_t { stop, hold, repeat };
constexpr auto words_of(Afterwards) {
    return std::to_array<std::string_view>({"stop", "hold", "repeat"});
}

class Series final : public RateFactor {
public:
    void settings(SettingsVisitor& visit) override {
        visit.field({.name = "file",
                     .help = "CSV file with a header, a column of times and one of values; path "
                             "from the scenario's folder"},
                    table_.file);
        visit.field({.name = "time", .help = "name of the column of times; default: the first"},
                    table_.time);
        visit.field({.name = "column", .help = "name of the column of values; default: the second"},
                    table_.column);
        visit.field({.name = "values", .help = "the values, in place of a file"}, values_);
        visit.field({.name = "every",
                     .help = "time from one of the values to the next",
                     .lowest = 0.001,
                     .highest = in_seconds(longest_run)},
                    every_);
        choice_field(visit,
                     {.name = "between",
                      .help = "what lies between two values: the earlier one, or a straight line"},
                     between_);
        choice_field(visit,
                     {.name = "afterwards",
                      .help = "what follows the last value, which lasts as long as the one before "
                              "it: nothing, that value, or the series again"},
                     afterwards_);
        check_source(visit);
    }

    LinearCourse course(const RunPlace& place) const override {
        auto points = read(place.folder);
        if (!points.ok()) return {{{1h, 0, 0}}, LinearCourse::Then::stop};  // check_files says why
        return {pieces_of(points.value()),
                afterwards_ == Afterwards::stop   ? LinearCourse::Then::stop
                : afterwards_ == Afterwards::hold ? LinearCourse::Then::hold
                                                  : LinearCourse::Then::repeat};
    }

    std::vector<std::string> files() const override {
        return table_.file.empty() ? std::vector<std::string>{} : std::vector{table_.file};
    }
    Errors check_files(const std::string& folder) const override {
        if (table_.file.empty()) return {};
        const auto points = read(folder);
        return points.ok() ? Errors{} : points.errors();
    }
    void make_absolute(const std::string& folder) override {
        if (table_.file.empty()) return;
        table_.file =
            std::filesystem::absolute(path_in(folder, table_.file)).lexically_normal().string();
    }

private:
    void check_source(SettingsVisitor& visit) const {
        const bool file = !table_.file.empty();
        if (file && !values_.empty()) {
            visit.reject("values", "both a file and values are given", "remove one of them");
        } else if (visit.reads() && !file && values_.empty() && !visit.given("values")) {
            visit.reject("", "a series needs values", "give file, or values and every");
        }
        if (!file && !table_.time.empty())
            visit.reject("time", "only a file has columns", "remove it");
        if (!file && !table_.column.empty())
            visit.reject("column", "only a file has columns", "remove it");
        if (file && visit.given("every"))
            visit.reject("every", "the file has times of its own", "remove it");
        if (values_.size() == 1)
            visit.reject("values", "there is one value", "give two or more, or another shape");
    }

    Result<std::vector<RatePoint>> read(const std::string& folder) const {
        if (table_.file.empty()) {
            std::vector<RatePoint> points;
            for (const double value : values_)
                points.push_back({every_ * static_cast<std::int64_t>(points.size()), value});
            return points;
        }
        RateTableSettings table = table_;
        table.file = path_in(folder, table_.file);
        auto text = read_text_file(table.file, largest_series);
        if (!text.ok()) return text.errors();
        return read_rate_table(text.value(), table);
    }

    std::vector<CoursePiece> pieces_of(const std::vector<RatePoint>& points) const {
        std::vector<CoursePiece> pieces;
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const double from = points[i].value;
            pieces.push_back({points[i + 1].at - points[i].at, from,
                              between_ == Between::lines ? points[i + 1].value : from});
        }
        if (pieces.empty()) return {{1h, 0, 0}};  // settings that were refused
        // A repeated series with lines goes back to its first value.
        const double last = points.back().value;
        const bool returns = between_ == Between::lines && afterwards_ == Afterwards::repeat;
        pieces.push_back({pieces.back().length, last, returns ? points.front().value : last});
        return pieces;
    }

    RateTableSettings table_;
    std::vector<double> values_;
    SimDuration every_ = 1min;
    Between between_ = Between::steps;
    Afterwards afterwards_ = Afterwards::stop;
};

// The values are rates of minutes or longer, so how requests lie within a minute is a setting.
class SeriesArrivals final : public FactorShape<Series> {
public:
    void settings(SettingsVisitor& visit) override {
        FactorShape<Series>::settings(visit);
        choice_field(visit,
                     {.name = "within_minute",
                      .help = "how the requests of a minute lie in it: at random, at equal "
                              "distances, or all in its first second"},
                     within_);
    }
    std::unique_ptr<ArrivalTimes> start(const ShapeContext& context) const override {
        return times_within(within_, rate(context.place), context);
    }
    RateCurve rate_curve(SimDuration duration, const RunPlace& place) const override {
        return curve_within(within_, rate(place), duration);
    }
    bool independent() const override { return within_ != WithinMinute::even; }

private:
    WithinMinute within_ = WithinMinute::poisson;
};

constexpr std::string_view series_help = "values over time from a CSV file or a list";

const Registered<RateFactor, Series> series_factor_entry(
    "series", series_help, {R"(values = [1, 0.5, 2], every = "2s", afterwards = "repeat")"});
const Registered<ArrivalShape, SeriesArrivals> series_entry(
    "series", series_help,
    {R"(rate = "1/s", values = [400, 200, 600], every = "2s", afterwards = "repeat")"});

}  // namespace
}  // namespace isotherm
