// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/scenario_panel.h"

#include <QFontDatabase>
#include <QTextBlock>
#include <QVBoxLayout>
#include <utility>

#include "app/gui/widgets/action_table.h"
#include "app/gui/widgets/flow_layout.h"
#include "app/gui/widgets/toml_highlighter.h"
#include "app/render/canvas.h"
#include "engine/run/checked_scenario.h"

namespace isotherm {
namespace {

constexpr int check_ms = 250;
constexpr int wide_from = 1'180;  // the form and the errors stand beside the text
constexpr int list_most = 130;    // height of the errors below the text

// The second part is hidden until there is room for it.
void put_first(QSplitter& split, QWidget& wider, QSplitter& second) {
    split.setChildrenCollapsible(false);
    second.setChildrenCollapsible(false);
    second.hide();
    split.insertWidget(0, &wider);
    split.setStretchFactor(0, 3);
    split.setStretchFactor(1, 2);
}

}  // namespace

ScenarioPanel::ScenarioPanel(const ViewState& view, QWidget* parent)
    : QWidget(parent),
      view_(view),
      split_(new QSplitter(this)),
      beside_(new QSplitter(Qt::Vertical, split_)),
      tabs_(new QTabWidget(this)),
      editor_(new QPlainTextEdit(this)),
      form_(new ScenarioFormView(this)),
      list_(new QListWidget(this)),
      apply_(new QPushButton(tr("Apply: run from the start"), this)),
      b_(new QPushButton(tr("Run as B"), this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 6);
    layout->setSpacing(4);
    editor_->setObjectName(QStringLiteral("editor"));
    list_->setObjectName(QStringLiteral("errors"));
    apply_->setObjectName(QStringLiteral("apply"));
    editor_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    editor_->setLineWrapMode(QPlainTextEdit::NoWrap);
    editor_->setTabChangesFocus(true);
    editor_->setAccessibleName(tr("Scenario text"));
    editor_->setPlaceholderText(
        tr("The scenario's text will appear here. Open one, or start a new one: %1")
            .arg(ActionTable::key_text(*this, ActionId::new_scenario)));
    new TomlHighlighter(editor_->document(), view);
    tabs_->setDocumentMode(true);
    tabs_->addTab(editor_, tr("Text"));
    tabs_->addTab(form_, tr("Form"));
    put_first(*split_, *tabs_, *beside_);
    layout->addWidget(split_, 1);
    list_->setWordWrap(true);
    list_->setMaximumHeight(list_most);
    list_->setAccessibleName(tr("What is wrong in the scenario"));
    layout->addWidget(list_);
    auto* row = new FlowLayout;
    row->setContentsMargins(8, 0, 8, 0);
    apply_->setProperty("primary", true);
    row->addWidget(apply_);
    row->addWidget(b_);
    b_->setToolTip(tr("Keeps this run as A and runs the edited scenario from the start as B."));
    layout->addLayout(row);

    later_.setSingleShot(true);
    later_.setInterval(check_ms);
    connect(&later_, &QTimer::timeout, this, &ScenarioPanel::check);
    connect(editor_, &QPlainTextEdit::textChanged, this, [this] { later_.start(); });
    connect(editor_->document(), &QTextDocument::modificationChanged, this,
            &ScenarioPanel::modified_changed);
    connect(form_, &ScenarioFormView::change_asked, this, &ScenarioPanel::change);
    connect(apply_, &QPushButton::clicked, this, &ScenarioPanel::apply_asked);
    connect(b_, &QPushButton::clicked, this, &ScenarioPanel::b_asked);
    const auto jump = [this](QListWidgetItem* item) {
        const auto at = static_cast<std::size_t>(list_->row(item));
        if (at < errors_.size()) go_to(errors_[at]);
    };
    connect(list_, &QListWidget::itemClicked, this, jump);
    connect(list_, &QListWidget::itemActivated, this, jump);
    check();
}

void ScenarioPanel::set_text(const QString& text, const QString& path) {
    path_ = path;
    if (text != this->text()) editor_->setPlainText(text);
    editor_->document()->setModified(false);
    form_->forget();
    check();
}

QString ScenarioPanel::text() const { return editor_->toPlainText(); }

bool ScenarioPanel::is_modified() const { return editor_->document()->isModified(); }

void ScenarioPanel::set_saved(const QString& path) {
    path_ = path;
    editor_->document()->setModified(false);
}

void ScenarioPanel::undo() {
    editor_->undo();
    check();
}

void ScenarioPanel::redo() {
    editor_->redo();
    check();
}

void ScenarioPanel::check() {
    later_.stop();
    const std::string text = this->text().toStdString();
    errors_.clear();
    if (!text.empty()) {
        const std::string name = path_.isEmpty() ? "scenario.toml" : path_.toStdString();
        const auto scenario = checked(read_scenario_text(text, name));
        if (scenario.ok() && form_->is_typing()) {
            later_.start();  // rebuilding the form would remove the field
        } else if (scenario.ok()) {
            form_->show_fields(scenario_fields(scenario.value()), text);
        } else {
            errors_ = scenario.errors();
        }
    }
    form_->setEnabled(errors_.empty());
    for (QPushButton* button : {apply_, b_}) button->setEnabled(errors_.empty() && !text.empty());
    apply_->setText(errors_.empty()
                        ? tr("Apply: run from the start")
                        : tr("Run: %n error(s) first", nullptr, static_cast<int>(errors_.size())));
    mark_errors();
}

void ScenarioPanel::mark_errors() {
    list_->clear();
    QList<QTextEdit::ExtraSelection> marks;
    for (const Error& error : errors_) {
        const QString where =
            error.place.line > 0 ? tr("Line %1: ").arg(error.place.line) : QString();
        list_->addItem(where + qtext(error.what) + QLatin1Char('\n') + qtext(error.fix));
        if (error.place.line <= 0) continue;
        const QTextBlock block =
            editor_->document()->findBlockByNumber(static_cast<int>(error.place.line) - 1);
        if (!block.isValid()) continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(block);
        mark.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
        mark.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        mark.format.setUnderlineColor(view_.theme().target);
        marks << mark;
    }
    editor_->setExtraSelections(marks);
    list_->setVisible(!errors_.empty());
}

void ScenarioPanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    set_wide(width() >= wide_from);
}

// Where there is room, the form is not a tab, and the errors stand beside the text.
void ScenarioPanel::set_wide(bool wide) {
    if (wide == std::exchange(wide_, wide)) return;
    if (wide) {
        tabs_->removeTab(tabs_->indexOf(form_));
        beside_->addWidget(list_);
        beside_->addWidget(form_);
        form_->show();
    } else {
        tabs_->addTab(form_, tr("Form"));
        static_cast<QVBoxLayout*>(layout())->insertWidget(1, list_);
    }
    list_->setMaximumHeight(wide ? QWIDGETSIZE_MAX : list_most);
    list_->setVisible(!errors_.empty());
    beside_->setVisible(wide);
}

void ScenarioPanel::go_to(const Error& error) {
    tabs_->setCurrentWidget(editor_);
    const QTextBlock block =
        editor_->document()->findBlockByNumber(static_cast<int>(error.place.line) - 1);
    if (!block.isValid()) return;
    QTextCursor cursor(block);
    cursor.movePosition(QTextCursor::Right, QTextCursor::MoveAnchor,
                        std::max(0, static_cast<int>(error.place.column) - 1));
    editor_->setTextCursor(cursor);
    editor_->setFocus();
}

void ScenarioPanel::change(const TextChange& change) {
    if (const auto changed = change(text().toStdString())) replace(qtext(*changed));
}

void ScenarioPanel::replace(const QString& after) {
    const QString before = text();
    qsizetype first = 0;
    const qsizetype shorter = std::min(before.size(), after.size());
    while (first < shorter && before[first] == after[first]) ++first;
    qsizetype same = 0;
    while (same < shorter - first &&
           before[before.size() - 1 - same] == after[after.size() - 1 - same])
        ++same;
    QTextCursor cursor(editor_->document());
    cursor.beginEditBlock();
    cursor.setPosition(static_cast<int>(first));
    cursor.setPosition(static_cast<int>(before.size() - same), QTextCursor::KeepAnchor);
    cursor.insertText(after.mid(first, after.size() - same - first));
    cursor.endEditBlock();
    // Deferred, because the cell that was edited is still open.
    QTimer::singleShot(0, this, &ScenarioPanel::check);
}

}  // namespace isotherm
