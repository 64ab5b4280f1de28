// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/bands/band_tools.h"

#include <QActionGroup>
#include <QMenu>
#include <array>

namespace isotherm {
namespace {

constexpr int tool_left = 4;
constexpr double filter_width = 50;

const std::array<const char*, band_order_count + 1> order_names{
    QT_TRANSLATE_NOOP("isotherm::BandTools", "order of the scenario"),
    QT_TRANSLATE_NOOP("isotherm::BandTools", "throttled first"),
    QT_TRANSLATE_NOOP("isotherm::BandTools", "hottest first"),
    QT_TRANSLATE_NOOP("isotherm::BandTools", "by name"),
    QT_TRANSLATE_NOOP("isotherm::BandTools", "as moved")};
const std::array<const char*, row_order_count> row_names{
    QT_TRANSLATE_NOOP("isotherm::BandTools", "hash"),
    QT_TRANSLATE_NOOP("isotherm::BandTools", "hottest 20"),
    QT_TRANSLATE_NOOP("isotherm::BandTools", "first refusal")};

// Makes a menu of which one entry is chosen; `choose` gets its position.
QMenu* choices(QToolButton& of, const QStringList& names, const std::function<void(int)>& choose) {
    auto* menu = new QMenu(&of);
    auto* group = new QActionGroup(menu);
    for (int n = 0; n < names.size(); ++n) {
        QAction* action = menu->addAction(names[n]);
        action->setCheckable(true);
        group->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [choose, n] { choose(n); });
    }
    of.setMenu(menu);
    of.setPopupMode(QToolButton::InstantPopup);
    return menu;
}

}  // namespace

BandTools::BandTools(ViewState& view, TimeCanvas& overview, TimeCanvas& axis)
    : QObject(&overview),
      view_(view),
      overview_(overview),
      axis_(axis),
      filter_(new QLineEdit(&overview)),
      order_(button("bands/order", tr("Order of the bands"), &overview)),
      throttled_(button("bands/throttled", tr("Show only bands that throttle"), &axis)),
      in_use_(button("bands/in_use", tr("Show only bands with traffic"), &axis)),
      rows_(button("bands/rows", tr("Order of the rows of each heat block"), &axis)) {
    filter_->setObjectName(QStringLiteral("bands/filter"));
    filter_->setPlaceholderText(tr("filter"));
    filter_->setStyleSheet(QStringLiteral("padding: 0px 3px"));  // the strip is low
    filter_->setAccessibleName(tr("Filter of bands by name"));
    filter_->setToolTip(tr("Shows only the tables and indexes whose names match; * is any text."));
    throttled_->setText(tr("throttled"));
    in_use_->setText(tr("in use"));
    throttled_->setCheckable(true);
    in_use_->setCheckable(true);
    order_->setText(QStringLiteral("\u2195"));
    make_order_menu();
    make_row_menu();
    connect(filter_, &QLineEdit::textChanged, &view_, &ViewState::set_band_filter);
    connect(throttled_, &QToolButton::toggled, &view_, &ViewState::set_only_throttled_bands);
    connect(in_use_, &QToolButton::toggled, &view_,
            [this](bool only) { view_.set_shows_idle_bands(!only); });
    connect(&view_, &ViewState::bands_changed, this, &BandTools::show_state);
    show_state();
}

QToolButton* BandTools::button(const char* name, const QString& tip, QWidget* parent) {
    auto* made = new QToolButton(parent);
    made->setObjectName(QLatin1String(name));
    made->setAutoRaise(true);
    made->setProperty("chip", true);
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setFocusPolicy(Qt::TabFocus);
    return made;
}

void BandTools::make_order_menu() {
    QStringList names;
    for (int n = 0; n < band_order_count; ++n)
        names << tr(order_names[static_cast<std::size_t>(n)]);
    choices(*order_, names, [this](int n) { view_.set_band_order(static_cast<BandOrder>(n)); });
}

void BandTools::make_row_menu() {
    QStringList names;
    for (const char* name : row_names) names << tr(name);
    choices(*rows_, names, [this](int n) { view_.set_row_order(static_cast<RowOrder>(n)); });
}

void BandTools::show_state() {
    if (filter_->text() != view_.band_filter()) filter_->setText(view_.band_filter());
    throttled_->setChecked(view_.only_throttled_bands());
    in_use_->setChecked(!view_.shows_idle_bands());
    const auto order = static_cast<std::size_t>(view_.band_order());
    order_->setToolTip(tr("Order of the bands: %1").arg(tr(order_names[order])));
    const QList<QAction*> orders = order_->menu()->actions();
    for (int n = 0; n < orders.size(); ++n) orders[n]->setChecked(n == static_cast<int>(order));
    const auto row = static_cast<std::size_t>(view_.row_order());
    rows_->menu()->actions()[static_cast<int>(row)]->setChecked(true);
    place();
}

void BandTools::set_shown(bool shown) {
    for (QWidget* tool : std::initializer_list<QWidget*>{filter_, order_}) tool->setVisible(shown);
}

// The chips are left out where the texts of another language or a larger size have no room.
void BandTools::place() {
    rows_->setVisible(!view_.presenting());
    const double scale = view_.text_scale();
    const int gutter = static_cast<int>(TimeCanvas::label_room * scale);
    const int tall = std::max(overview_.sizeHint().height() - 4, 16);
    const int wide = static_cast<int>(filter_width * scale);
    filter_->setGeometry(tool_left, 2, wide, tall);
    order_->setGeometry(tool_left + wide + 2, 2, tall, tall);
    const int chip = std::max(axis_.sizeHint().height() / 2, 16);
    const int top = axis_.sizeHint().height() - chip;
    int left = tool_left;
    for (QToolButton* one : {throttled_, in_use_}) {
        const int width = one->sizeHint().width();
        one->setVisible(!filter_->isHidden() && left + width < gutter);
        one->setGeometry(left, top, width, chip);
        left += width + 2;
    }
    const QString mark(QChar(0x25be));
    const QString name = tr(row_names[static_cast<std::size_t>(view_.row_order())]);
    const int margin = static_cast<int>(TimeCanvas::marginal_room * scale) - 4;
    rows_->setText(name + QLatin1Char(' ') + mark);
    if (rows_->sizeHint().width() > margin) rows_->setText(mark);
    rows_->setToolTip(tr("Order of the rows of each heat block") + QStringLiteral(": ") + name);
    const int width = rows_->sizeHint().width();
    rows_->setGeometry(axis_.width() - width - 2, 1, width, chip);
}

}  // namespace isotherm
