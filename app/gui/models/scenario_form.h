// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// An editable tree of a scenario's settings, with given values and defaults. Setting a value only
// requests an edit of the scenario's text; the text is the single source of truth.

#include <QAbstractItemModel>

#include "engine/scenario/scenario_fields.h"
#include "engine/toml/toml_layout.h"

namespace isotherm {

class ScenarioForm final : public QAbstractItemModel {
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    // Keeps the tree's structure if only values have changed, so that nothing collapses while the
    // user types.
    void show(std::vector<ScenarioField> fields, const std::string& text);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex&) const override { return 2; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    // Returns whether the text contains this setting or any setting inside it.
    bool given(const QModelIndex& index) const;
    // Returns the field of an index; nullptr: the root.
    const ScenarioField* field(const QModelIndex& index) const;
    // Returns the index of a field in the first column; invalid if there is no such field.
    QModelIndex index_of(const TomlPath& path) const;

Q_SIGNALS:
    void edit_asked(const isotherm::TomlPath& path, const QString& toml);

private:
    struct Node {
        ScenarioField field;  // its own list of children is empty; see `children` below
        bool given = false;
        Node* parent = nullptr;
        int row = 0;
        std::vector<std::unique_ptr<Node>> children;
    };
    // The text that is shown, and where its parts are.
    struct Source {
        const std::string& text;
        TomlSections sections;
    };
    static void grow(Node& node, std::vector<ScenarioField>& fields, const Source& source);
    static bool any_given(const Node& node);
    static bool same_shape(const Node& a, const Node& b);
    void take_values(Node& into, Node& from);
    static bool editable(const Node& node);
    Node* node(const QModelIndex& index) const;
    QModelIndex index_of(const Node& node, int column) const;

    std::unique_ptr<Node> root_ = std::make_unique<Node>();
};

}  // namespace isotherm
