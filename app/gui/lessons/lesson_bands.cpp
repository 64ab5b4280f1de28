// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/lesson_bands.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/gui/lessons/band_layout.h"
#include "app/gui/lessons/band_series.h"
#include "app/gui/lessons/hottest_rows.h"
#include "app/render/backlog_columns.h"
#include "app/render/heat_image.h"
#include "app/render/cells/row_labels.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr TextStyle band_text{12.5, true};
constexpr TextStyle band_numbers{12.5};
constexpr TextStyle gutter_text{11.5};
constexpr TextStyle axis_text{11.5, false, true};
constexpr double label_distance = 13;
constexpr double tick_spacing = 70;
constexpr float curtain_shade = 0.12F;

class BandWords {
    Q_DECLARE_TR_FUNCTIONS(isotherm::Lessons)

public:
    static QString reads(const QString& name) { return tr("%1 · reads").arg(name); }
    static QString writes(const QString& name) { return tr("%1 · writes").arg(name); }
    static QString none() { return tr("nothing throttled"); }
    static QString throttled(const QString& count, const QString& share) {
        return tr("%1 throttled (%2)").arg(count, share);
    }
    static QString missing() { return tr("not in this run"); }
    static QString behind(const QString& seconds) {
        return tr("behind its table by up to %1 s").arg(seconds);
    }
    static QString covered() { return tr("behind the curtain"); }
};

// The label of a row: its partitions at the end of what is seen.
QString row_name(const HashRow& row, std::int64_t second, bool with_range) {
    const Tenure* tenure = row.at(second);
    const QString name =
        tenure == nullptr ? QString() : QStringLiteral("P%1").arg(tenure->partition);
    if (!with_range) return name;
    return name + qtext(fmt::format(" {:02X}\u2013{:02X}", row.first_position >> 56,
                                    row.last_position >> 56));
}

class BandsPainter {
public:
    BandsPainter(Canvas& canvas, const BandsLook& look, QRectF bounds)
        : canvas_(canvas), look_(look), bounds_(bounds) {}

    BandsGeometry paint(const std::vector<BandName>& names, const BandedRun* run) {
        run_ = run;
        seen_ = run == nullptr ? 0 : std::min(look_.seen, run->recording().seconds());
        BandsGeometry geometry;
        std::vector<std::size_t> rows;
        for (std::size_t b = 0; b < names.size(); ++b) rows.push_back(rows_of(b));
        const std::vector<BandPlace> places =
            band_places(rows, look_, {bounds_.height(), canvas_.em(1), plot_left(), plot_right()});
        const double whole = run == nullptr ? 1 : static_cast<double>(run->recording().seconds());
        geometry.axis = {0, std::max(1.0, whole), plot_left(), plot_right()};
        for (std::size_t b = 0; b < names.size(); ++b) {
            BandsGeometry::Band band;
            const double y = bounds_.top();
            band.head = placed(places[b].head, y);
            band.heat = placed(places[b].heat, y);
            band.strip = placed(places[b].strip, y);
            band.chart = placed(places[b].chart, y);
            paint_band(names[b], b, band, geometry.axis);
            geometry.bands.push_back(std::move(band));
        }
        paint_pin(geometry);
        if (!look_.bare && !names.empty()) paint_axis(geometry);
        return geometry;
    }

private:
    double gutter() const { return look_.bare ? 0 : canvas_.em(look_.presenting ? 62 : 88); }
    double plot_left() const { return canvas_.snapped(bounds_.left() + gutter()); }
    double plot_right() const {
        return std::max(canvas_.snapped(bounds_.right() - (look_.bare ? 0 : canvas_.em(12))),
                        plot_left() + 1);
    }
    const BandedRun::Band* band_of(std::size_t at) const {
        return run_ == nullptr || seen_ == 0 ? nullptr : &run_->bands()[at];
    }
    std::size_t rows_of(std::size_t at) const {
        const BandedRun::Band* band = band_of(at);
        if (band == nullptr || band->table == nullptr) return 1;
        return hash_rows(*band->table, 0, std::max<std::int64_t>(1, run_->recording().seconds()))
            .size();
    }
    static QRectF placed(const QRectF& place, double top) {
        return place.isNull() ? QRectF() : place.translated(0, top);
    }

    void paint_band(const BandName& name, std::size_t at, BandsGeometry::Band& band,
                    const TimeAxis& axis) {
        const BandedRun::Band* found = band_of(at);
        const bool there = found != nullptr && found->table != nullptr;
        const BandTotals totals =
            there ? band_totals(*found->table, name.side, seen_) : BandTotals{};
        paint_head(name, band, found != nullptr, there, totals);
        if (look_.curtain) {
            paint_curtain(band.heat);
            paint_curtain(band.strip);
        } else if (there) {
            paint_heat(*found, band);
        } else {
            canvas_.fill(band.heat, QColor(canvas_.theme().heat.front()));
        }
        if (!band.chart.isNull()) {
            frame(band.chart);
            if (there) paint_chart(canvas_, *found->table, name.side, chart_of(band.chart, axis));
        }
    }

    BandChart chart_of(QRectF area, const TimeAxis& axis) const {
        return {area, axis, seen_, look_.minutes};
    }

    void paint_head(const BandName& name, BandsGeometry::Band& band, bool ran, bool there,
                    const BandTotals& totals) {
        if (band.head.isNull()) return;
        const double y = band.head.center().y();
        const QString label =
            look_.label.isEmpty() ? QString() : look_.label + QStringLiteral("  ");
        QColor colour = canvas_.theme().quiet_text;
        if (ran && look_.curtain) {
            band.numbers = BandWords::covered();
        } else if (ran && !there) {
            band.numbers = BandWords::missing();
        } else if (there && totals.throttled == 0) {
            band.numbers = BandWords::none();
        } else if (there) {
            band.numbers = BandWords::throttled(
                qtext(grouped(static_cast<std::int64_t>(totals.throttled))),
                qtext(percent(totals.share(), totals.share() < 0.001 ? 3 : 1)));
            colour = canvas_.theme().throttled;
        }
        const double numbers = canvas_.width_of(band.numbers, band_numbers);
        const double room = band.head.width() - numbers - canvas_.em(12);
        canvas_.text({band.head.left(), y}, canvas_.elided(label + name.text(), band_text, room),
                     band_text);
        canvas_.text({band.head.right(), y}, band.numbers, band_numbers, Align::right, colour);
    }

    void paint_curtain(QRectF area) {
        if (area.isNull()) return;
        QColor shade = canvas_.theme().text;
        shade.setAlphaF(curtain_shade);
        canvas_.fill(area, shade);
    }

    void frame(QRectF area) {
        canvas_.horizontal_line(area.bottom(), area.left(), area.right(), canvas_.theme().grid);
    }

    void paint_heat(const BandedRun::Band& of, BandsGeometry::Band& band) {
        const Recording& recording = run_->recording();
        const double ratio = canvas_.pixel_ratio();
        const QSize pixels(static_cast<int>(std::lround(band.heat.width() * ratio)),
                           static_cast<int>(std::lround(band.heat.height() * ratio)));
        if (pixels.isEmpty()) return;
        const auto columns =
            TimeColumns::over(0, recording.seconds(), pixels.width(), of.table->column_seconds);
        HeatGrid grid = heat_grid(*of.table, *of.pyramid, columns, seen_);
        if (grid.rows.empty()) return;
        std::vector<HashRow> named = grid.rows;
        if (look_.hottest) {
            OrderedRows ordered = hottest_rows_first(grid);
            grid = std::move(ordered.grid);
            named = std::move(ordered.named);
        }
        canvas_.painter().drawImage(band.heat,
                                    heat_image(grid, canvas_.theme(), pixels, ratio).image);
        const std::vector<PixelRow> rows = pixel_rows(grid.rows, pixels.height());
        if (!look_.bare) paint_labels(grid, named, rows, band);
        if (band.strip.isNull()) return;
        if (look_.backlogs && of.table->is_index)
            paint_backlog(*of.table, grid.columns, band.strip);
        else if (look_.throttles)
            paint_strip(grid, band.strip);
    }

    // `named` are the rows of the grid with their places in hash space.
    void paint_labels(const HeatGrid& grid, const std::vector<HashRow>& named,
                      const std::vector<PixelRow>& rows, BandsGeometry::Band& band) {
        std::vector<LabelCandidate> candidates;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const double y =
                band.heat.top() + (rows[r].first + rows[r].end) / 2.0 / canvas_.pixel_ratio();
            candidates.push_back({r, y, grid.row_throttled[r], grid.row_demand[r], false});
            band.refused_rows += grid.row_throttled[r] > 0;
        }
        const double right = band.heat.left() - canvas_.em(6);
        for (const RowLabel& label : row_labels(candidates, canvas_.em(label_distance))) {
            const bool refused = grid.row_throttled[label.row] > 0;
            QString text = row_name(named[label.row], seen_ - 1,
                                    !look_.presenting && label.refused_beside == 0);
            if (label.refused_beside > 0) text += QStringLiteral(" +%1").arg(label.refused_beside);
            const double width = canvas_.width_of(text, gutter_text);
            const double height = canvas_.em(label_distance);
            band.labels.push_back(
                {text, {right - width, label.y - height / 2, width, height}, refused});
            band.refused_named += label.refused_beside + refused;
            canvas_.text({right, label.y}, text, gutter_text, Align::right,
                         refused ? canvas_.theme().throttled : canvas_.theme().quiet_text);
        }
    }

    // How long a new entry of the index would wait: callers see none of its writes refused.
    void paint_backlog(const TableRecording& index, const TimeColumns& columns, QRectF strip) {
        frame(strip);
        const std::vector<BacklogSecond> waits = backlog_columns(index, columns);
        BacklogSecond most;
        for (const BacklogSecond& wait : waits) most.raise_to(wait);
        const int pixels = static_cast<int>(std::lround(strip.width() * canvas_.pixel_ratio()));
        const auto x_of = [&](std::size_t column) {
            return strip.left() + columns.pixel_of(column, pixels) / canvas_.pixel_ratio();
        };
        for (std::size_t c = 0; c < waits.size() && columns.first_of(c) < seen_; ++c) {
            if (waits[c].expected_wait_us <= 0) continue;
            const double height = strip.height() * static_cast<double>(waits[c].expected_wait_us) /
                                  static_cast<double>(most.expected_wait_us);
            canvas_.fill({x_of(c), strip.bottom() - height, x_of(c + 1) - x_of(c), height},
                         canvas_.theme().demand);
        }
        if (most.expected_wait_us < backlog_shown_us || look_.bare) return;
        const double seconds = static_cast<double>(most.expected_wait_us) * 1e-6;
        canvas_.text({strip.left() + canvas_.em(4), strip.center().y()},
                     BandWords::behind(qtext(grouped(std::round(seconds), 0))), axis_text);
    }

    // Bars grow with the square root, so that a single request is seen beside thousands.
    void paint_strip(const HeatGrid& grid, QRectF strip) {
        frame(strip);
        const std::size_t count = grid.columns.count;
        std::vector<double> rates(count);
        for (std::size_t c = 0; c < count; ++c)
            rates[c] = std::sqrt(static_cast<double>(grid.column_throttled[c]) /
                                 static_cast<double>(grid.columns.seconds_in(c)));
        const double most = count == 0 ? 0 : *std::max_element(rates.begin(), rates.end());
        if (most <= 0) return;
        const int pixels = static_cast<int>(std::lround(strip.width() * canvas_.pixel_ratio()));
        const auto x_of = [&](std::size_t column) {
            return strip.left() + grid.columns.pixel_of(column, pixels) / canvas_.pixel_ratio();
        };
        for (std::size_t c = 0; c < count; ++c) {
            if (rates[c] <= 0) continue;
            const double height = std::max(2.0, strip.height() * rates[c] / most);
            canvas_.fill(
                {x_of(c), strip.bottom() - height, std::max(1.0, x_of(c + 1) - x_of(c)), height},
                canvas_.theme().throttled);
        }
    }

    // The band in which the pinned partition is refused at the pinned second, else the first.
    std::size_t pinned_band() const {
        for (std::size_t b = 0; b < run_->bands().size(); ++b) {
            const BandedRun::Band& band = run_->bands()[b];
            const auto partition =
                static_cast<std::size_t>(std::max<std::int64_t>(0, look_.pin_partition));
            if (band.table == nullptr || partition >= band.table->partitions.size()) continue;
            if (band.pyramid->summary(partition, *look_.pin_second, *look_.pin_second + 1)
                    .throttled_count > 0)
                return b;
        }
        return 0;
    }

    void paint_pin(const BandsGeometry& geometry) {
        if (!look_.pin_second || run_ == nullptr || seen_ == 0 || look_.curtain ||
            geometry.bands.empty() || *look_.pin_second >= seen_)
            return;
        const BandsGeometry::Band& band = geometry.bands[pinned_band()];
        const double x =
            canvas_.snapped(geometry.axis.x_of(static_cast<double>(*look_.pin_second) + 0.5));
        const double bottom =
            std::max({band.heat.bottom(), band.strip.bottom(), band.chart.bottom()});
        const double width = std::max(canvas_.em(1.5), 2.0);
        canvas_.fill({x - width / 2, band.heat.top() - canvas_.em(3), width,
                      bottom - band.heat.top() + canvas_.em(3)},
                     canvas_.theme().selection);
        canvas_.glyph(Glyph::triangle_down, {x, band.heat.top() - canvas_.em(5)}, canvas_.em(9),
                      canvas_.theme().selection, canvas_.theme().background);
    }

    void paint_axis(const BandsGeometry& geometry) {
        double y = bounds_.top();
        for (const BandsGeometry::Band& band : geometry.bands)
            y = std::max({y, band.heat.bottom(), band.strip.bottom(), band.chart.bottom()});
        const WallTime start = run_ == nullptr ? WallTime{} : run_->recording().start;
        if (run_ == nullptr) return;
        for (const TimeTick& tick : time_ticks(geometry.axis, start, canvas_.em(tick_spacing))) {
            const double x = canvas_.snapped(geometry.axis.x_of(tick.second));
            canvas_.vertical_line(x, y, y + canvas_.em(4), canvas_.theme().axis);
            const QString text = qtext(tick.label);
            const double half = canvas_.width_of(text, axis_text) / 2;
            canvas_.text(
                {std::clamp(x, bounds_.left() + half, bounds_.right() - half), y + canvas_.em(12)},
                text, axis_text, Align::middle);
        }
    }

    Canvas& canvas_;
    const BandsLook& look_;
    QRectF bounds_;
    const BandedRun* run_ = nullptr;
    std::int64_t seen_ = 0;
};

}  // namespace

std::optional<BandName> BandName::of(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == text.npos) return std::nullopt;
    const std::string_view side = text.substr(colon + 1);
    if (side != "read" && side != "write") return std::nullopt;
    std::string resource(text.substr(0, colon));
    if (const std::size_t slash = resource.find('/'); slash != std::string::npos)
        resource = ResourceName(resource.substr(0, slash), resource.substr(slash + 1)).label();
    return BandName{std::move(resource), side == "read" ? Side::read : Side::write};
}

QString BandName::text() const {
    return side == Side::read ? BandWords::reads(qtext(resource))
                              : BandWords::writes(qtext(resource));
}

std::vector<BandName> bands_of(const Lesson& lesson) {
    std::vector<BandName> names;
    for (const std::string& text : lesson.show.bands)
        if (auto name = BandName::of(text)) names.push_back(std::move(*name));
    return names;
}

BandedRun::BandedRun(std::shared_ptr<const Recording> recording, const std::vector<BandName>& names)
    : recording_(std::move(recording)) {
    for (const BandName& name : names) {
        Band band{name, nullptr, nullptr};
        for (const TableRecording& table : recording_->tables)
            if (table.name.label() == name.resource) band.table = &table;
        if (band.table != nullptr)
            band.pyramid = std::make_unique<HeatPyramid>(*band.table, name.side);
        bands_.push_back(std::move(band));
    }
}

BandsGeometry paint_bands(Canvas& canvas, const std::vector<BandName>& names, const BandedRun* run,
                          const BandsLook& look, QRectF bounds) {
    return BandsPainter(canvas, look, bounds).paint(names, run);
}

}  // namespace isotherm
