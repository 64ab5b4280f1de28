// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/table_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace isotherm {
namespace {

constexpr int table_refresh_ms = 300;

}  // namespace

TablePanel::TablePanel(RunTable* model, RunModel& run, ViewState& view, QWidget* parent)
    : QWidget(parent),
      model_(model),
      view_(view),
      sorted_(new QSortFilterProxyModel(this)),
      table_(new QTableView(this)),
      empty_(new QLabel(model->empty_text(), this)),
      stack_(new QStackedLayout(this)) {
    model_->setParent(this);
    sorted_->setSourceModel(model_);
    sorted_->setSortRole(Qt::UserRole);
    table_->setModel(sorted_);
    table_->setSortingEnabled(true);
    sorted_->sort(-1);  // keeps the model's order until the user sorts
    table_->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAlternatingRowColors(true);
    table_->setShowGrid(false);
    table_->setMinimumHeight(34);        // header and one row, in a small window
    table_->setTabKeyNavigation(false);  // Tab leaves the table; arrows move in it
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 7);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setAccessibleName(tr("Table"));
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    empty_->setMargin(4);
    stack_->addWidget(empty_);
    stack_->addWidget(table_);

    later_.setSingleShot(true);
    later_.setInterval(table_refresh_ms);
    connect(&later_, &QTimer::timeout, this, &TablePanel::refresh);
    const auto changed = [this] {
        stale_ = true;
        if (isVisible() && !visibleRegion().isEmpty() && !later_.isActive()) later_.start();
    };
    connect(&run, &RunModel::extended, this, changed);
    connect(&run, &RunModel::restarted, this, changed);
    connect(&run, &RunModel::hot_keys_changed, this, changed);
    connect(&run, &RunModel::ended, this, changed);
    connect(&view, &ViewState::subject_changed, this, changed);
    connect(&view, &ViewState::window_changed, this, changed);
    connect(&view, &ViewState::selection_changed, this, changed);
    connect(&view, &ViewState::clock_changed, this, changed);
    connect(table_, &QTableView::clicked, this, &TablePanel::go_to);
    connect(table_, &QTableView::activated, this, &TablePanel::go_to);
    refresh();
}

void TablePanel::refresh() {
    stale_ = false;
    model_->refresh();
    const bool any = model_->rowCount() > 0;
    const bool first = any && stack_->currentWidget() != table_;
    stack_->setCurrentWidget(any ? static_cast<QWidget*>(table_) : empty_);
    if (!first) return;
    // resizeColumnsToContents ends the stretch of the last column, so set it again.
    QHeaderView* header = table_->horizontalHeader();
    header->setStretchLastSection(false);
    table_->resizeColumnsToContents();
    header->setStretchLastSection(true);
}

QSize TablePanel::minimumSizeHint() const {
    QSize least = QWidget::minimumSizeHint();
    if (isVisible() && !visibleRegion().isEmpty() && stack_->currentWidget() == empty_)
        least.setHeight(std::max(least.height(), empty_->heightForWidth(width())));
    return least;
}

void TablePanel::wake() {
    if (stale_) refresh();
}

void TablePanel::reveal(CellCursor cursor) {
    wake();
    int nearest = -1;
    std::int64_t least = 0;
    bool least_beside = false;
    for (int row = 0; row < model_->rowCount(); ++row) {
        const auto target = model_->target(row);
        if (!target) continue;
        const std::int64_t away = std::abs(target->second - cursor.second);
        const bool beside = target->position != cursor.position;
        if (nearest >= 0 && std::pair(away, beside) >= std::pair(least, least_beside)) continue;
        nearest = row;
        least = away;
        least_beside = beside;
    }
    if (nearest < 0) return;
    const QModelIndex shown = sorted_->mapFromSource(model_->index(nearest, 0));
    table_->setCurrentIndex(shown);
    table_->scrollTo(shown, QAbstractItemView::PositionAtCenter);
}

void TablePanel::showEvent(QShowEvent* event) {
    wake();
    QWidget::showEvent(event);
}

void TablePanel::go_to(const QModelIndex& index) {
    const int row = sorted_->mapToSource(index).row();
    if (const auto subject = model_->subject(row))
        view_.show_table(subject->table, subject->side.value_or(view_.side()));
    const auto target = model_->target(row);
    if (!target) return;
    view_.show(showing(view_.window(), target->second, view_.whole()));
    view_.set_pin(target);
}

void TablePanel::keyPressEvent(QKeyEvent* event) {
    if (!event->matches(QKeySequence::Copy)) return QWidget::keyPressEvent(event);
    QStringList names;
    for (int column = 0; column < sorted_->columnCount(); ++column)
        names << sorted_->headerData(column, Qt::Horizontal).toString();
    QStringList lines{names.join(QLatin1Char('\t'))};
    for (const QModelIndex& row : table_->selectionModel()->selectedRows()) {
        QStringList fields;
        for (int column = 0; column < sorted_->columnCount(); ++column) {
            fields << sorted_->index(row.row(), column).data().toString();
        }
        lines << fields.join(QLatin1Char('\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace isotherm
