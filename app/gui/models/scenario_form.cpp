// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/scenario_form.h"

#include <fmt/format.h>

#include <QFont>
#include <algorithm>
#include <limits>

#include "app/render/canvas.h"

namespace isotherm {
namespace {

// Returns what a setting means, its range, and the source of its value. The range of a share is in
// shares, not in percent.
QString tooltip(const ScenarioField& field) {
    std::string text = field.help;
    const std::string unit = field.unit == "%" ? "" : field.unit;
    if (field.has_value() && field.highest < std::numeric_limits<double>::max())
        text += fmt::format("\n{:.10g}{} to {:.10g}{}", field.lowest, unit, field.highest, unit);
    if (!field.source.empty()) text += '\n' + field.source;
    return qtext(text);
}

// Returns the members of an inline table without its braces.
std::string members_of(std::string_view table) {
    if (table.size() < 2 || table.front() != '{') return std::string(table);
    table = table.substr(1, table.size() - 2);
    const std::size_t first = table.find_first_not_of(' ');
    if (first == table.npos) return {};
    return std::string(table.substr(first, table.find_last_not_of(' ') - first + 1));
}

}  // namespace

void ScenarioForm::grow(Node& node, std::vector<ScenarioField>& fields, const Source& source) {
    for (ScenarioField& field : fields) {
        auto child = std::make_unique<Node>();
        std::vector<ScenarioField> inner = std::move(field.children);
        child->field = std::move(field);
        child->parent = &node;
        child->row = static_cast<int>(node.children.size());
        child->given = has_toml(source.sections, child->field.path);
        if (child->field.kind == ScenarioField::Kind::element)
            child->field.value =
                members_of(toml_source(source.text, source.sections, child->field.path));
        grow(*child, inner, source);
        node.children.push_back(std::move(child));
    }
}

bool ScenarioForm::same_shape(const Node& a, const Node& b) {
    if (a.field.path != b.field.path || a.field.kind != b.field.kind ||
        a.children.size() != b.children.size())
        return false;
    for (std::size_t i = 0; i < a.children.size(); ++i) {
        if (!same_shape(*a.children[i], *b.children[i])) return false;
    }
    return true;
}

void ScenarioForm::take_values(Node& into, Node& from) {
    if (into.field.value != from.field.value || into.given != from.given) {
        into.field = std::move(from.field);
        into.given = from.given;
        Q_EMIT dataChanged(index_of(into, 0), index_of(into, 1));
    }
    for (std::size_t i = 0; i < into.children.size(); ++i) {
        take_values(*into.children[i], *from.children[i]);
    }
}

void ScenarioForm::show(std::vector<ScenarioField> fields, const std::string& text) {
    auto grown = std::make_unique<Node>();
    grow(*grown, fields, {text, toml_sections(text).value_or(TomlSections())});
    if (same_shape(*root_, *grown)) {
        for (std::size_t i = 0; i < root_->children.size(); ++i) {
            take_values(*root_->children[i], *grown->children[i]);
        }
        return;
    }
    beginResetModel();
    root_ = std::move(grown);
    endResetModel();
}

ScenarioForm::Node* ScenarioForm::node(const QModelIndex& index) const {
    return index.isValid() ? static_cast<Node*>(index.internalPointer()) : root_.get();
}

QModelIndex ScenarioForm::index_of(const Node& of, int column) const {
    return createIndex(of.row, column, &of);
}

QModelIndex ScenarioForm::index(int row, int column, const QModelIndex& parent) const {
    const Node* of = node(parent);
    if (row < 0 || row >= static_cast<int>(of->children.size()) || column < 0 || column > 1)
        return {};
    return index_of(*of->children[static_cast<std::size_t>(row)], column);
}

QModelIndex ScenarioForm::parent(const QModelIndex& index) const {
    const Node* of = node(index);
    if (of->parent == nullptr || of->parent == root_.get()) return {};
    return index_of(*of->parent, 0);
}

int ScenarioForm::rowCount(const QModelIndex& parent) const {
    if (parent.column() > 0) return 0;
    return static_cast<int>(node(parent)->children.size());
}

bool ScenarioForm::any_given(const Node& node) {
    if (node.given && node.children.empty()) return true;
    return std::any_of(node.children.begin(), node.children.end(),
                       [](const auto& child) { return any_given(*child); });
}

bool ScenarioForm::given(const QModelIndex& index) const { return any_given(*node(index)); }

const ScenarioField* ScenarioForm::field(const QModelIndex& index) const {
    return index.isValid() ? &node(index)->field : nullptr;
}

QVariant ScenarioForm::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Node* of = node(index);
    if (role == Qt::DisplayRole || role == Qt::EditRole) {
        return qtext(index.column() == 0 ? of->field.name : of->field.value);
    }
    if (role == Qt::ToolTipRole) return tooltip(of->field);
    if (role == Qt::FontRole && of->given && of->field.has_value()) {
        QFont font;
        font.setBold(true);
        return font;
    }
    return {};
}

QVariant ScenarioForm::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    return section == 0 ? tr("Setting") : tr("Value");
}

Qt::ItemFlags ScenarioForm::flags(const QModelIndex& index) const {
    if (!index.isValid()) return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (index.column() == 1 && editable(*node(index))) flags |= Qt::ItemIsEditable;
    return flags;
}

// Elements of a list that the text does not contain are defaults, which go as a whole.
bool ScenarioForm::editable(const Node& node) {
    const bool element = node.field.kind == ScenarioField::Kind::element;
    if (element ? node.field.value.empty() : !node.field.has_value()) return false;
    for (const Node* outer = &node; outer != nullptr; outer = outer->parent)
        if (outer->field.kind == ScenarioField::Kind::list && !outer->given) return false;
    return true;
}

QModelIndex ScenarioForm::index_of(const TomlPath& path) const {
    const Node* at = root_.get();
    for (bool deeper = true; deeper && at->field.path != path;) {
        deeper = false;
        for (const auto& child : at->children) {
            if (!begins_with(path, child->field.path)) continue;
            at = child.get();
            deeper = true;
            break;
        }
    }
    return at->field.path == path && at != root_.get() ? index_of(*at, 0) : QModelIndex();
}

bool ScenarioForm::setData(const QModelIndex& index, const QVariant& value, int role) {
    const ScenarioField* of = field(index);
    if (of == nullptr || role != Qt::EditRole || index.column() != 1) return false;
    const QString typed = value.toString();
    if (!editable(*node(index)) || typed == qtext(of->value)) return false;
    Q_EMIT edit_asked(of->path, qtext(of->toml(typed.trimmed().toStdString())));
    return true;
}

}  // namespace isotherm
