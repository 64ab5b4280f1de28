// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/scenario_form_view.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QShortcut>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include "app/gui/widgets/flow_layout.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

using Kind = ScenarioField::Kind;

// Edits a setting with fixed choices in a combo box, and every other one in a line.
class ValueDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override {
        const auto* form = qobject_cast<const ScenarioForm*>(index.model());
        const ScenarioField* field = form->field(index);
        if (field == nullptr || field->choices.empty())
            return QStyledItemDelegate::createEditor(parent, option, index);
        auto* box = new QComboBox(parent);
        for (const std::string& choice : field->choices) box->addItem(qtext(choice));
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        auto* box = qobject_cast<QComboBox*>(editor);
        const auto* line = qobject_cast<const QLineEdit*>(editor);
        if (line != nullptr && line->isModified()) return;  // keeps what is being typed
        if (box == nullptr) return QStyledItemDelegate::setEditorData(editor, index);
        box->setCurrentText(index.data(Qt::EditRole).toString());
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model,
                      const QModelIndex& index) const override {
        auto* box = qobject_cast<QComboBox*>(editor);
        if (box == nullptr) return QStyledItemDelegate::setModelData(editor, model, index);
        model->setData(index, box->currentText(), Qt::EditRole);
    }
};

}  // namespace

ScenarioFormView::ScenarioFormView(QWidget* parent)
    : QWidget(parent),
      tree_(new QTreeView(this)),
      form_(new ScenarioForm(this)),
      add_(new QPushButton(tr("Add"), this)),
      remove_(new QPushButton(tr("Remove"), this)),
      up_(new QPushButton(tr("Move up"), this)),
      down_(new QPushButton(tr("Move down"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    tree_->setModel(form_);
    tree_->setItemDelegateForColumn(1, new ValueDelegate(tree_));
    tree_->setEditTriggers(QAbstractItemView::AllEditTriggers);
    tree_->setAlternatingRowColors(true);
    tree_->setAccessibleName(tr("Scenario form"));
    layout->addWidget(tree_, 1);
    auto* row = new FlowLayout;
    row->setContentsMargins(8, 0, 8, 0);
    for (QPushButton* button : {add_, remove_, up_, down_}) row->addWidget(button);
    layout->addLayout(row);
    add_->setToolTip(tr("Adds an element to the selected list, behind the selected one"));
    remove_->setToolTip(tr("Removes the selected element, or sets a setting to its default"));
    connect(add_, &QPushButton::clicked, this, &ScenarioFormView::add);
    connect(remove_, &QPushButton::clicked, this, &ScenarioFormView::remove);
    connect(up_, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { move(1); });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ScenarioFormView::update_buttons);
    connect(
        form_, &ScenarioForm::edit_asked, this, [this](const TomlPath& path, const QString& to) {
            const std::string toml = to.toStdString();
            ask([path, toml](const std::string& text) { return with_toml_value(text, path, toml); },
                {});
        });
    connect_keys();
    update_buttons();
}

void ScenarioFormView::connect_keys() {
    const auto key = [this](const QKeySequence& keys, QPushButton* button) {
        auto* shortcut = new QShortcut(keys, tree_);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, button, &QPushButton::click);
    };
    key(QKeySequence(Qt::Key_Insert), add_);
    key(QKeySequence(Qt::Key_Delete), remove_);
    key(QKeySequence(Qt::ALT | Qt::Key_Up), up_);
    key(QKeySequence(Qt::ALT | Qt::Key_Down), down_);
}

void ScenarioFormView::show_fields(std::vector<ScenarioField> fields, const std::string& text) {
    text_ = text;
    const std::vector<TomlPath> open = unfolded();
    TomlPath current = std::exchange(selected_, {});
    if (const ScenarioField* field = form_->field(tree_->currentIndex());
        field != nullptr && current.empty())
        current = field->path;
    bool reset = false;
    const auto watch = connect(form_, &ScenarioForm::modelReset, this, [&reset] { reset = true; });
    form_->show(std::move(fields), text);
    disconnect(watch);
    if (!std::exchange(shown_once_, true)) {
        unfold_first();
    } else if (reset) {
        for (const TomlPath& path : open) tree_->expand(form_->index_of(path));
    }
    if (const QModelIndex index = form_->index_of(current); index.isValid())
        tree_->setCurrentIndex(index);
    update_buttons();
}

// Unfolds the groups that the text contains, but neither lists nor elements: their values tell what
// is in them.
void ScenarioFormView::unfold_first() {
    tree_->collapseAll();
    const std::function<void(const QModelIndex&, int)> unfold = [&](const QModelIndex& in,
                                                                    int depth) {
        for (int row = 0; row < form_->rowCount(in); ++row) {
            const QModelIndex group = form_->index(row, 0, in);
            const Kind kind = form_->field(group)->kind;
            const bool list = kind == Kind::list;
            if (kind == Kind::element || !form_->given(group) || form_->rowCount(group) == 0)
                continue;
            tree_->expand(group);
            if (depth < 2 && !list) unfold(group, depth + 1);
        }
    };
    unfold({}, 0);
    tree_->resizeColumnToContents(0);
}

std::vector<TomlPath> ScenarioFormView::unfolded() const {
    std::vector<TomlPath> paths;
    const std::function<void(const QModelIndex&)> collect = [&](const QModelIndex& in) {
        for (int row = 0; row < form_->rowCount(in); ++row) {
            const QModelIndex here = form_->index(row, 0, in);
            if (!tree_->isExpanded(here)) continue;
            paths.push_back(form_->field(here)->path);
            collect(here);
        }
    };
    collect({});
    return paths;
}

bool ScenarioFormView::is_typing() const {
    const QWidget* focus = QApplication::focusWidget();
    return focus != nullptr && focus != tree_ && tree_->isAncestorOf(focus);
}

TomlPath ScenarioFormView::Place::element() const {
    TomlPath path = list;
    path.push_back(std::to_string(position));
    return path;
}

std::optional<ScenarioFormView::Place> ScenarioFormView::place() const {
    QModelIndex at = tree_->currentIndex().siblingAtColumn(0);
    int row = -1;
    while (at.isValid() && form_->field(at)->kind != Kind::list) {
        row = form_->field(at)->kind == Kind::element ? at.row() : -1;
        at = at.parent();
    }
    if (!at.isValid()) return std::nullopt;
    const ScenarioField* list = form_->field(at);
    Place place;
    place.list = list->path;
    // Defaults are replaced as a whole.
    place.size = form_->given(at) ? static_cast<std::size_t>(form_->rowCount(at)) : 0;
    place.is_element = row >= 0 && place.size > 0;
    place.position = place.is_element ? static_cast<std::size_t>(row) : place.size;
    place.new_element = list->new_element;
    return place;
}

void ScenarioFormView::add() {
    auto at = place();
    if (!at) return;
    if (at->is_element) ++at->position;
    ask(
        [at = *at](const std::string& text) {
            return with_toml_element(text, at.list, at.position, at.new_element);
        },
        at->element());
}

void ScenarioFormView::remove() {
    const ScenarioField* field = form_->field(tree_->currentIndex());
    if (field == nullptr) return;
    const TomlPath path = field->path;
    ask([path](const std::string& text) { return without_toml_value(text, path); }, path);
}

void ScenarioFormView::move(int by) {
    auto at = place();
    if (!at || !at->is_element) return;
    const std::size_t first = by < 0 ? at->position - 1 : at->position;
    at->position += static_cast<std::size_t>(by);
    ask([list = at->list,
         first](const std::string& text) { return with_toml_elements_swapped(text, list, first); },
        at->element());
}

void ScenarioFormView::update_buttons() {
    const auto at = place();
    const bool element = at && at->is_element;
    add_->setEnabled(at && with_toml_element(text_, at->list, at->position, at->new_element));
    up_->setEnabled(element && at->position > 0 &&
                    with_toml_elements_swapped(text_, at->list, at->position - 1));
    down_->setEnabled(element && with_toml_elements_swapped(text_, at->list, at->position));
    const QModelIndex current = tree_->currentIndex();
    const ScenarioField* field = form_->field(current);
    const bool removable = field != nullptr && (field->has_value() || field->kind == Kind::element);
    remove_->setEnabled(removable && without_toml_value(text_, field->path));
}

void ScenarioFormView::ask(const TextChange& change, TomlPath select) {
    selected_ = std::move(select);
    Q_EMIT change_asked(change);
}

}  // namespace isotherm
