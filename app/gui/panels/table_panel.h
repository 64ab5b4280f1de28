// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A table of numbers in a dock. It can be sorted, copied and exported, and a click goes to the
// moment of a row. Hidden panels do no work.

#include <QLabel>
#include <QSortFilterProxyModel>
#include <QStackedLayout>
#include <QTableView>
#include <QTimer>
#include <QWidget>

#include "app/gui/models/run_table.h"

namespace isotherm {

class TablePanel final : public QWidget {
    Q_OBJECT

public:
    // Takes ownership of the model.
    TablePanel(RunTable* model, RunModel& run, ViewState& view, QWidget* parent = nullptr);

    RunTable& model() { return *model_; }
    QTableView& table() { return *table_; }
    QString empty_text() const { return empty_->text(); }
    // Does a postponed update when the panel becomes visible. Docks must call it: Qt keeps docks
    // behind a tab shown but out of sight, so the panel gets no show event.
    void wake();
    // Selects and shows the row of this cell, or the nearest one in time.
    void reveal(CellCursor cursor);
    // While the panel is visible and empty, high enough for the text that says so.
    QSize minimumSizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void refresh();
    void go_to(const QModelIndex& index);

    RunTable* model_;
    ViewState& view_;
    QSortFilterProxyModel* sorted_;
    QTableView* table_;
    QLabel* empty_;
    QStackedLayout* stack_;
    QTimer later_;
    bool stale_ = true;
};

}  // namespace isotherm
