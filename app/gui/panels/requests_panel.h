// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Single requests on demand: what is listed, a button that lists the requests of the pinned or
// selected time, and their table.

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

#include "app/gui/controller/session.h"
#include "app/gui/models/requests_table.h"
#include "app/gui/widgets/elided_label.h"
#include "app/gui/panels/table_panel.h"

namespace isotherm {

class RequestsPanel final : public QWidget {
    Q_OBJECT

public:
    explicit RequestsPanel(Session& session, QWidget* parent = nullptr);

    // Lists the requests of the selection or, if there is none, of the second at the cursor,
    // limited to the partition at the cursor. Returns false if there is neither a selection nor a
    // cursor.
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
    // Time and partition of the last query; nullopt if it was not limited to a partition.
    TimeWindow window_;
    std::optional<std::size_t> partition_;
};

}  // namespace isotherm
