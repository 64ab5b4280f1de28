// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A table of numbers in a dock: sortable, to be copied and exported, a click goes to the moment.
// Hidden panels do no work.

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
    // Takes the model over.
    TablePanel(RunTable* model, RunModel& run, ViewState& view, QWidget* parent = nullptr);

    RunTable& model() { return *model_; }
    QTableView& table() { return *table_; }
    QString empty_text() const { return empty_->text(); }
    // It can be seen: what was put off is done now. Qt keeps the docks behind a tab shown, out of
    // sight, so that no show event tells it.
    void wake();
    // While it is seen, as high as the words for nothing are.
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
