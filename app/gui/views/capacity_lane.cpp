#include "app/gui/views/capacity_lane.h"

#include "app/gui/models/cause_names.h"

namespace isotherm {
namespace {

constexpr double lane_height = 22;
constexpr double glyph_size = 9;
constexpr double label_gap = 10;
constexpr TextStyle lane_text{11.5};

bool raises(const CapacityChange& change) {
    return change.wanted.read > change.before.read || change.wanted.write > change.before.write;
}

QString sides_text(const CapacityChange& change) {
    return QStringLiteral("%1/%2 → %3/%4 RCU/WCU")
        .arg(count_text(change.before.read), count_text(change.before.write),
             count_text(change.wanted.read), count_text(change.wanted.write));
}

}  // namespace

CapacityLane::CapacityLane(RunModel& run, ViewState& view, QWidget* parent)
    : TimeCanvas(run, view, parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Changes of capacity"));
    setAccessibleDescription(
        tr("What scaling policies and people asked of the table's capacity, and what was refused"));
    setVisible(false);
    connect(&run, &RunModel::restarted, this, &CapacityLane::collect);
    connect(&run, &RunModel::extended, this, &CapacityLane::collect);
    connect(&view, &ViewState::subject_changed, this, &CapacityLane::collect);
    connect(&view, &ViewState::look_changed, this, [this] { updateGeometry(); });
    collect();
}

QSize CapacityLane::sizeHint() const {
    return {400, static_cast<int>(lane_height * view().text_scale())};
}

void CapacityLane::collect() {
    changes_.clear();
    const Recording& recording = run().recording();
    if (view().table() < recording.tables.size()) {
        const std::string& table = recording.tables[view().table()].name;
        for (const CapacityChange& change : recording.capacity_changes) {
            if (change.table == table || change.table.starts_with(table + "."))
                changes_.push_back(change);
        }
    }
    if (isHidden() == !changes_.empty()) setVisible(!changes_.empty());
    invalidate();
}

void CapacityLane::paint_content(Canvas& canvas) {
    const QRectF area = plot();
    const Theme& theme = view().theme();
    const TimeAxis time = axis();
    const double middle = area.center().y();
    const double size = canvas.em(glyph_size);
    std::uint64_t refused = 0;
    canvas.horizontal_line(area.bottom() - 1, area.left(), area.right(), theme.grid);
    for (const CapacityChange& change : changes_) {
        refused += !change.refusal.empty();
        const double x = time.x_of(static_cast<double>(change.second));
        if (x < area.left() || x > area.right()) continue;
        if (!change.refusal.empty()) {
            canvas.glyph(Glyph::square, {x, middle}, size, theme.throttled, theme.background);
            continue;
        }
        const double effective = std::min(
            time.x_of(static_cast<double>(change.effective_second.value_or(change.second))),
            area.right());
        canvas.fill({x, middle - canvas.device_pixel(), std::max(effective - x, 0.0),
                     2 * canvas.device_pixel()},
                    theme.text);
        canvas.glyph(raises(change) ? Glyph::triangle_up : Glyph::triangle_down, {x, middle}, size,
                     theme.text, theme.background);
    }
    canvas.text({area.left() - canvas.em(label_gap), middle},
                canvas.elided(tr("capacity asked"), lane_text, area.left() - canvas.em(16)),
                lane_text, Align::right);
    const QString sum =
        refused == 0 ? count_text(std::uint64_t{changes_.size()})
                     : tr("%1, %2 refused")
                           .arg(count_text(std::uint64_t{changes_.size()}), count_text(refused));
    canvas.text({area.right() + canvas.em(8), middle}, sum, lane_text);
}

// The nearest change within a few pixels: by whom, what, why, and what DynamoDB said.
QString CapacityLane::description(QPointF at) const {
    constexpr double near_px = 8;
    const TimeAxis time = axis();
    const CapacityChange* nearest = nullptr;
    double distance = near_px;
    for (const CapacityChange& change : changes_) {
        const double away = std::abs(time.x_of(static_cast<double>(change.second)) - at.x());
        if (away > distance) continue;
        distance = away;
        nearest = &change;
    }
    if (nearest == nullptr) return {};
    const QString who = QString::fromStdString(nearest->asked_by);
    QString text = QStringLiteral("%1  %2  %3\n%4\n%5")
                       .arg(clock_of(nearest->second), QString::fromStdString(nearest->table), who,
                            sides_text(*nearest), QString::fromStdString(nearest->reason));
    if (!nearest->refusal.empty())
        text += QLatin1Char('\n') + tr("Refused: %1").arg(QString::fromStdString(nearest->refusal));
    else if (nearest->effective_second)
        text += QLatin1Char('\n') + tr("In force at %1").arg(clock_of(*nearest->effective_second));
    return text;
}

}  // namespace isotherm
