// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Requests on demand: which ones are listed, a button to list those of what is pinned or selected,
// and the table of them.

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "app/gui/controller/session.h"
#include "app/gui/models/requests_table.h"
#include "app/gui/views/elided_label.h"
#include "app/gui/views/table_panel.h"

namespace isotherm {

class RequestsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RequestsPanel(Session& session, QWidget* parent = nullptr);

    // Lists the requests of the selection, else of the pinned second, in the pinned partition;
    // false where nothing is pinned or selected.
    bool list();
    RequestsTable& model() { return *model_; }
    TablePanel& panel() { return *panel_; }
    QString text() const { return text_->text(); }

private:
    void show_state();

    Session& session_;
    RequestsTable* model_;
    TablePanel* panel_;
    ElidedLabel* text_;
    QPushButton* list_;
    // What was asked for last.
    TimeWindow window_;
    std::optional<std::size_t> partition_;
};

}  // namespace isotherm
