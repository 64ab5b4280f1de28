// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Numbers of the pinned cell, or of the one under the mouse, and why it was throttled.

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>
#include <QWidget>
#include <optional>
#include <vector>

#include "app/gui/models/run_model.h"
#include "app/gui/models/view_state.h"
#include "engine/insight/cell_facts.h"

namespace isotherm {

class Inspector final : public QWidget {
    Q_OBJECT

public:
    Inspector(RunModel& run, ViewState& view, QWidget* parent = nullptr);

    // Shows the chain of causes of the current cell.
    void explain();
    const QStringList& explanation() const { return explanation_; }
    // The shown facts as text for the clipboard.
    QString text() const;
    // Leaves room for the buttons even while they are hidden.
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void focus_asked(isotherm::HashWindow range);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connect_all();
    void refresh();
    void show_facts(const CellFacts& facts);
    QLabel* quiet_label(const QString& name);
    QLabel* value_label(const QString& name);
    QLabel* row(const QString& name);
    void arrange(bool below);

    RunModel& run_;
    ViewState& view_;
    std::optional<CellFacts> facts_;
    QStringList explanation_;
    // The cell that the explanation belongs to. Pinning changes it, so that a pinned cell is
    // explained again.
    struct ExplainedCell {
        std::size_t table = 0;
        Side side = Side::read;
        std::size_t partition = 0;
        TimeWindow time;
        bool pinned = false;
        bool operator==(const ExplainedCell&) const = default;
    };
    std::optional<ExplainedCell> cell_;
    QWidget* facts_box_;  // contains the rows and the keys
    struct Row {
        QLabel* name;
        QLabel* value;
    };
    QGridLayout* rows_;
    std::vector<Row> listed_;
    bool below_ = false;  // numbers are below their names
    QLabel* title_;
    QLabel* state_;
    QLabel* time_;
    QLabel* demand_;
    QLabel* limit_;
    QLabel* heat_;
    QLabel* throttled_;
    QLabel* cause_;
    QLabel* share_;
    QLabel* burst_;
    QLabel* keys_;
    QPushButton* why_;
    QPushButton* focus_;
    QTextBrowser* chain_;
};

}  // namespace isotherm
