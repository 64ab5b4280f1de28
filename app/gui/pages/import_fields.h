// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What no file of an import may say: the table, the Region, the time of the run. Empty fields are
// not used.

#include <QComboBox>
#include <QLineEdit>
#include <QWidget>

#include "app/gui/controller/importing.h"

namespace isotherm {

class ImportFields final : public QWidget {
    Q_OBJECT

public:
    explicit ImportFields(Importing& importing, QWidget* parent);

    // Shows the tables that were understood.
    void refresh();
    // What is wrong with a field; empty: nothing.
    const QString& trouble() const { return trouble_; }

Q_SIGNALS:
    void changed();

private:
    void add_field(const QString& name, QWidget* editor, const QString& tip);
    void take();
    void take_times(ImportOptions& options);

    Importing& importing_;
    QComboBox* table_;
    QLineEdit* region_;
    QLineEdit* zone_;
    QLineEdit* metric_;
    QLineEdit* rule_;
    QLineEdit* period_;
    QLineEdit* from_;
    QLineEdit* to_;
    QString trouble_;
};

}  // namespace isotherm
