// SPDX-License-Identifier: Apache-2.0
#include "app/render/sweep_picture.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "app/render/canvas.h"
#include "app/render/painting_file.h"
#include "app/render/picture_file.h"
#include "app/render/plot_frame.h"
#include "app/render/value_axis.h"
#include "engine/vocabulary/number_reader.h"

namespace isotherm {
namespace {

constexpr std::size_t lines_most = 8;  // more lines of one panel cannot be told apart
constexpr double number_gap = 44;
constexpr double number_title = 30;
constexpr double values_room = 62;   // left of a panel, for its numbers
constexpr double setting_room = 40;  // below a panel, for the values of the setting
constexpr double lines_room = 34;
// Values that grow by more than this are spaced by their logarithms.
constexpr double ratio_of_logarithms = 50;

// The values of a varied setting on an axis: by their size if they are numbers, else evenly.
class ValueScale {
public:
    ValueScale(std::vector<std::string> values, Span span)
        : values_(std::move(values)), span_(span) {
        std::vector<double> numbers;
        for (const std::string& value : values_) {
            const auto read = number_at_front<double>(value);
            if (!read.ok()) return;
            numbers.push_back(read.value);
        }
        const auto [least, most] = std::ranges::minmax(numbers);
        const bool logarithmic = least > 0 && most / least > ratio_of_logarithms;
        for (double& number : numbers) number = logarithmic ? std::log(number) : number;
        if (std::ranges::is_sorted(numbers) && numbers.back() > numbers.front())
            places_ = std::move(numbers);
    }

    double at(std::size_t value) const {
        if (values_.size() == 1) return span_.middle();
        const double share =
            places_.empty()
                ? static_cast<double>(value) / static_cast<double>(values_.size() - 1)
                : (places_[value] - places_.front()) / (places_.back() - places_.front());
        return span_.left + share * (span_.right - span_.left);
    }
    const std::vector<std::string>& values() const { return values_; }

private:
    std::vector<std::string> values_;
    std::vector<double> places_;  // empty: evenly spaced
    Span span_;
};

std::vector<std::string> values_of_axis(const SweepDescription& sweep, std::size_t axis) {
    std::vector<std::string> values;
    for (const auto& setting : sweep.settings) {
        if (std::ranges::find(values, setting[axis]) == values.end())
            values.push_back(setting[axis]);
    }
    return values;
}

class SweepPainter {
public:
    SweepPainter(QPainter& painter, const SweepPicture& picture, const Theme& theme)
        : picture_(picture), sweep_(picture.sweep), theme_(theme), canvas_(painter, theme, 1) {
        for (std::uint64_t s = 0; s < sweep_.settings.size(); ++s)
            means_.push_back(means_of(sweep_, picture.runs, s));
        first_ = values_of_axis(sweep_, 0);
        if (sweep_.varied.size() > 1) second_ = values_of_axis(sweep_, 1);
        zipped_ =
            sweep_.varied.size() > 1 && sweep_.settings.size() < first_.size() * second_.size();
    }

    void paint(QRectF bounds) {
        canvas_.fill(bounds, theme_.background);
        Heading heading;
        heading.title = qtext(printable(sweep_.name));
        std::string paths = printable(sweep_.varied.front());
        if (!second_.empty()) paths += " and " + printable(sweep_.varied[1]);
        heading.subtitle = qtext(fmt::format(
            "{} varied, {} runs{}", paths, grouped(static_cast<std::int64_t>(picture_.runs.size())),
            sweep_.seeds > 1 ? fmt::format(", {} seeds each; bands are 95 % confidence intervals "
                                           "of the mean",
                                           sweep_.seeds)
                             : std::string()));
        double top = paint_heading(canvas_, bounds, heading);
        if (draws_lines() && lines() > 1) {
            paint_legend({bounds.left() + canvas_.em(outer_margin), top + 8});
            top += canvas_.em(lines_room);
        }
        const std::size_t count = sweep_.numbers.size();
        const std::size_t columns = count == 1 ? 1 : count <= 4 ? 2 : 3;
        const std::size_t rows = (count + columns - 1) / columns;
        const double margin = canvas_.em(outer_margin), gap = canvas_.em(number_gap);
        const double width =
            (bounds.width() - 2 * margin + gap) / static_cast<double>(columns) - gap;
        const double height =
            (bounds.bottom() - margin - top + gap) / static_cast<double>(rows) - gap;
        for (std::size_t n = 0; n < count; ++n) {
            const QRectF panel(
                bounds.left() + margin + static_cast<double>(n % columns) * (width + gap),
                top + static_cast<double>(n / columns) * (height + gap), width, height);
            paint_panel(n, panel);
        }
    }

private:
    bool draws_lines() const { return zipped_ || second_.size() <= lines_most; }
    std::size_t lines() const { return zipped_ || second_.empty() ? 1 : second_.size(); }
    std::size_t setting(std::size_t x, std::size_t line) const { return x * lines() + line; }
    const SweepMean& mean(std::size_t number, std::size_t x, std::size_t line) const {
        return means_[setting(x, line)][number];
    }

    // The colours of the causes are made to be told apart, and more than `lines_most`.
    QColor colour(std::size_t line) const {
        static_assert(outcome_count > lines_most);
        return theme_.causes[line + 1].fill;
    }

    void paint_legend(QPointF at) {
        canvas_.text(at, qtext(printable(sweep_.varied[1])), caption_text);
        double x = at.x() + canvas_.width_of(qtext(printable(sweep_.varied[1])), caption_text) + 18;
        for (std::size_t line = 0; line < lines(); ++line) {
            const QString text = qtext(printable(second_[line]));
            canvas_.fill({x, at.y() - 2, 22, 4}, colour(line));
            canvas_.text({x + 30, at.y()}, text, label_text);
            x += 30 + canvas_.width_of(text, label_text) + 24;
        }
    }

    void paint_panel(std::size_t number, QRectF panel) {
        canvas_.text({panel.left(), panel.top() + canvas_.em(10)}, qtext(sweep_.numbers[number]),
                     TextStyle{15, true});
        const QRectF chart(panel.left() + canvas_.em(values_room),
                           panel.top() + canvas_.em(number_title),
                           panel.width() - canvas_.em(values_room) - canvas_.em(12),
                           panel.height() - canvas_.em(number_title) - canvas_.em(setting_room));
        double most = 0, least = 0;
        bool any = false;
        for (const auto& setting : means_) {
            if (!setting[number].mean) continue;
            any = true;
            most = std::max(most, setting[number].high.value_or(*setting[number].mean));
            least = std::min(least, *setting[number].mean);
        }
        if (!any) {
            paint_empty_state(canvas_, chart, QStringLiteral("No run has this number."),
                              QStringLiteral("A price may be unknown."));
        } else if (draws_lines()) {
            paint_lines(number, chart, least, most);
        } else {
            paint_heat(number, chart, most);
        }
    }

    void paint_lines(std::size_t number, QRectF chart, double least, double most) {
        const double step = round_step(most - least, 5);
        const double bottom = std::floor(least / step) * step;
        const double height = std::max(std::ceil(most / step) * step - bottom, step);
        const auto y_of = [&](double value) {
            return chart.bottom() - (value - bottom) / height * chart.height();
        };
        for (double tick = bottom; tick <= bottom + height * (1 + 1e-9); tick += step) {
            canvas_.horizontal_line(y_of(tick), chart.left(), chart.right(), theme_.grid);
            const std::string text = most >= 1e4 ? short_amount(tick) : tick_text(tick, step);
            canvas_.text({chart.left() - 8, y_of(tick)}, qtext(text), label_text, Align::right);
        }
        const ValueScale scale(first_, {chart.left() + 12, chart.right() - 12});
        paint_values(scale, chart.bottom() + canvas_.em(14));
        canvas_.text({chart.left(), chart.bottom() + canvas_.em(31)},
                     qtext(printable(sweep_.varied.front())), note_text);
        for (std::size_t line = 0; line < lines(); ++line)
            paint_line(number, line, scale, chart, y_of);
    }

    template <class YOf>
    void paint_line(std::size_t number, std::size_t line, const ValueScale& scale, QRectF chart,
                    YOf y_of) {
        QPainterPath path;
        QPolygonF above, below;
        bool open = false;
        for (std::size_t x = 0; x < first_.size(); ++x) {
            const SweepMean& value = mean(number, x, line);
            if (!value.mean) {
                open = false;
                continue;
            }
            const QPointF point(scale.at(x), y_of(*value.mean));
            open ? path.lineTo(point) : path.moveTo(point);
            open = true;
            above << QPointF(scale.at(x), y_of(value.high.value_or(*value.mean)));
            below.prepend(QPointF(scale.at(x), y_of(value.low.value_or(*value.mean))));
        }
        QPainter& painter = canvas_.painter();
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        QColor band = colour(line);
        band.setAlphaF(0.25F);
        painter.setClipRect(chart.adjusted(0, -2, 0, 2));
        painter.setPen(Qt::NoPen);
        painter.setBrush(band);
        painter.drawPolygon(above + below);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colour(line), 2.2));
        painter.drawPath(path);
        painter.restore();
        for (std::size_t x = 0; x < first_.size(); ++x) {
            const SweepMean& value = mean(number, x, line);
            if (value.mean)
                canvas_.glyph(Glyph::disc, {scale.at(x), y_of(*value.mean)}, 7, colour(line),
                              theme_.background);
        }
    }

    // Values that would touch the one before are left out.
    void paint_values(const ValueScale& scale, double y) {
        double free_from = -1e9;
        for (std::size_t x = 0; x < scale.values().size(); ++x) {
            const QString text = qtext(printable(scale.values()[x]));
            const double half = canvas_.width_of(text, label_text) / 2;
            if (scale.at(x) - half < free_from) continue;
            canvas_.text({scale.at(x), y}, text, label_text, Align::middle);
            free_from = scale.at(x) + half + 10;
        }
    }

    // Rows are values of the second setting, from below; columns of the first.
    void paint_heat(std::size_t number, QRectF chart, double most) {
        const double width = chart.width() / static_cast<double>(first_.size());
        const double height = chart.height() / static_cast<double>(second_.size());
        double free_below = 1e9;
        for (std::size_t row = 0; row < second_.size(); ++row) {
            const double top = chart.bottom() - static_cast<double>(row + 1) * height;
            for (std::size_t x = 0; x < first_.size(); ++x) {
                const SweepMean& value = mean(number, x, row);
                const QRectF cell(canvas_.snapped(chart.left() + static_cast<double>(x) * width),
                                  canvas_.snapped(top), std::ceil(width), std::ceil(height));
                if (!value.mean) continue;
                const double share = most > 0 ? *value.mean / most : 0;
                canvas_.fill(cell, QColor(theme_.heat[heat_index(share)]));
            }
            if (top + height / 2 + canvas_.em(8) > free_below) continue;
            canvas_.text({chart.left() - 8, top + height / 2}, qtext(printable(second_[row])),
                         label_text, Align::right);
            free_below = top + height / 2 - canvas_.em(8);
        }
        double free_from = -1e9;
        for (std::size_t x = 0; x < first_.size(); ++x) {
            const QString text = qtext(printable(first_[x]));
            const double middle = chart.left() + (static_cast<double>(x) + 0.5) * width;
            const double half = canvas_.width_of(text, label_text) / 2;
            if (middle - half < free_from) continue;
            canvas_.text({middle, chart.bottom() + canvas_.em(14)}, text, label_text,
                         Align::middle);
            free_from = middle + half + 10;
        }
        const std::string highest = most >= 1e4 ? short_amount(most) : fmt::format("{:.4g}", most);
        canvas_.text({chart.right(), chart.top() - canvas_.em(12)},
                     qtext("0 to " + highest + ", dark to bright"), note_text, Align::right);
        canvas_.text(
            {chart.left(), chart.bottom() + canvas_.em(31)},
            qtext(printable(sweep_.varied[0]) + " across, " + printable(sweep_.varied[1]) + " up"),
            note_text);
    }

    const SweepPicture& picture_;
    const SweepDescription& sweep_;
    const Theme& theme_;
    Canvas canvas_;
    std::vector<std::vector<SweepMean>> means_;  // by setting and number
    std::vector<std::string> first_, second_;    // values of the varied settings
    bool zipped_ = false;
};

}  // namespace

Errors check_sweep_picture(const std::string& path, std::size_t varied) {
    const auto format = picture_format(path);
    if (!format.ok()) return format.errors();
    if (varied <= 2) return {};
    return {{ExitCode::usage,
             ErrorNumber::bad_sweep_option,
             {.file = "--plot"},
             fmt::format("a picture shows at most two varied settings, not {}", varied),
             "vary one or two settings, or leave out --plot"}};
}

Result<std::string> write_sweep_picture(const std::string& path, const SweepPicture& picture) {
    const Theme theme = make_theme(ThemeName::dark);
    return write_painting(path, picture.width, picture.height,
                          [&](QPainter& painter, QRectF bounds) {
                              SweepPainter(painter, picture, theme).paint(bounds);
                          });
}

}  // namespace isotherm
