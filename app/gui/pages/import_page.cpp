// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/import_page.h"

#include <QFileInfo>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <utility>

#include "app/gui/pages/import_remarks.h"
#include "app/gui/pages/import_words.h"
#include "app/gui/widgets/gui_theme.h"
#include "app/gui/widgets/toml_highlighter.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/escaping.h"

namespace isotherm {
namespace {

constexpr int file_role = Qt::UserRole;
constexpr int why_height = 72;
constexpr int lines_shown = 40;  // of one file

// Only the second column of a list can be edited.
class SecondColumn final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override {
        return index.column() == 1 ? QStyledItemDelegate::createEditor(parent, option, index)
                                   : nullptr;
    }
};

QTreeWidget* import_list(const QString& name, const QStringList& heads, QWidget* parent) {
    auto* list = new QTreeWidget(parent);
    list->setHeaderLabels(heads);
    list->setAlternatingRowColors(true);
    list->setAccessibleName(name);
    list->setTextElideMode(Qt::ElideMiddle);
    list->header()->setStretchLastSection(true);
    return list;
}

bool has_trouble(const ImportedFile& file) { return file.used && !file.errors.empty(); }

// Keeps the lines that are left after leaving those without content out.
QString joined(const QStringList& parts) {
    QStringList full = parts;
    full.removeAll(QString());
    return full.join(QLatin1Char('\n'));
}

}  // namespace

ImportPage::ImportPage(Importing& importing, const ViewState& view, QWidget* parent)
    : QWidget(parent),
      importing_(importing),
      view_(view),
      title_(new QLabel(this)),
      state_(new QLabel(this)),
      make_(new QPushButton(tr("Make a scenario"), this)),
      add_(new QPushButton(tr("Add files\u2026"), this)),
      files_(import_list(tr("Imported files"), {tr("File"), tr("Read as"), tr("Values")}, this)),
      fields_(new ImportFields(importing, this)),
      values_(import_list(tr("Assumptions and questions"), {tr("Setting"), tr("Value"), tr("Why")},
                          this)),
      why_(new QPlainTextEdit(this)),
      scenario_(new QPlainTextEdit(this)),
      across_(new QSplitter(Qt::Horizontal, this)) {
    setAutoFillBackground(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(make_head());
    auto* down = new QSplitter(Qt::Vertical, across_);
    down->addWidget(files_);
    auto* below = new QWidget(down);
    auto* column = new QVBoxLayout(below);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(4);
    column->addWidget(fields_);
    column->addWidget(values_, 1);
    column->addWidget(why_);
    down->addWidget(below);
    down->setSizes({300, 340});
    down->setChildrenCollapsible(false);
    across_->addWidget(down);
    across_->addWidget(scenario_);
    across_->setStretchFactor(0, 3);
    across_->setStretchFactor(1, 2);
    across_->setSizes({900, 560});
    auto* middle = new QVBoxLayout;
    middle->setContentsMargins(12, 0, 12, 4);
    middle->addWidget(across_);
    layout->addLayout(middle, 1);
    scenario_->setReadOnly(true);
    scenario_->setLineWrapMode(QPlainTextEdit::NoWrap);
    scenario_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    scenario_->setAccessibleName(tr("The scenario that the import makes"));
    scenario_->setTabChangesFocus(true);
    new TomlHighlighter(scenario_->document(), view);
    values_->setItemDelegate(new SecondColumn(values_));
    values_->setRootIsDecorated(false);
    why_->setReadOnly(true);
    why_->setTabChangesFocus(true);
    why_->setFixedHeight(why_height);
    why_->setAccessibleName(tr("The selected setting in full"));
    connect_lists();
    connect(&importing, &Importing::changed, this, &ImportPage::refresh);
    connect(fields_, &ImportFields::changed, this, &ImportPage::show_state);
    connect(&view, &ViewState::look_changed, this, &ImportPage::show_look);
    show_look();
    refresh();
}

QWidget* ImportPage::make_head() {
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 8);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    title_->setTextFormat(Qt::PlainText);
    title_->setStyleSheet(QStringLiteral("font-size: 20px; font-weight: bold;"));
    state_->setTextFormat(Qt::PlainText);
    state_->setWordWrap(true);
    state_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    state_->setAccessibleName(tr("State of the import"));
    words->addWidget(title_);
    words->addWidget(state_);
    layout->addLayout(words, 1);
    make_->setProperty("primary", true);
    make_->setToolTip(
        tr("Writes the scenario, and the files of rates and metrics beside it, and "
           "opens it"));
    for (QPushButton* button : {make_, add_}) {
        button->setMinimumHeight(32);
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    make_->setObjectName(QStringLiteral("import/make"));
    add_->setObjectName(QStringLiteral("import/add"));
    connect(make_, &QPushButton::clicked, this, &ImportPage::make_asked);
    connect(add_, &QPushButton::clicked, this, &ImportPage::add_asked);
    return head;
}

void ImportPage::connect_lists() {
    connect(files_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (filling_ || column != 0 || item->parent() != nullptr) return;
        importing_.leave_out(item->data(0, file_role).toString().toStdString(),
                             item->checkState(0) != Qt::Checked);
    });
    // Rows are too short for most reasons.
    connect(values_, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        why_->setPlainText(
            item == nullptr
                ? QString()
                : joined({item->text(0) + QStringLiteral(" = ") + item->text(1), item->text(2)}));
    });
    connect(values_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (filling_ || column != 1 || shown_ == nullptr) return;
        const auto at = static_cast<std::size_t>(values_->indexOfTopLevelItem(item));
        if (at >= shown_->values.size()) return;
        importing_.answer(shown_->values[at].value, item->text(1).trimmed().toStdString());
    });
}

void ImportPage::show_look() {
    const Theme& theme = view_.theme();
    QPalette ground = palette_of(theme);
    ground.setColor(QPalette::Window, theme.background);
    setPalette(ground);
    QPalette quiet = ground;
    quiet.setColor(QPalette::WindowText, theme.quiet_text);
    state_->setPalette(quiet);
    if (shown_ != nullptr) refresh();
}

void ImportPage::refresh() {
    shown_ = importing_.understood();
    show_state();
    if (shown_ == nullptr || importing_.reading()) return;
    filling_ = true;
    show_files(*shown_);
    show_values(*shown_);
    const QString text = qtext(shown_->text);
    if (scenario_->toPlainText() != text) {
        const int top = scenario_->verticalScrollBar()->value();
        scenario_->setPlainText(text);
        scenario_->verticalScrollBar()->setValue(top);
    }
    fields_->refresh();
    filling_ = false;
}

QTreeWidgetItem* ImportPage::child(QTreeWidgetItem* of, const QString& what, const QString& value,
                                   bool trouble) {
    auto* item = new QTreeWidgetItem(of, {what, value});
    item->setToolTip(0, what);
    item->setToolTip(1, value);
    if (trouble) {
        // An error spans the columns and may have several lines.
        item->setFirstColumnSpanned(true);
        item->setForeground(0, view_.theme().throttled);
    }
    return item;
}

void ImportPage::show_files(const UnderstoodImport& whole) {
    files_->clear();
    for (const ImportedFile& file : whole.files) show_file(file);
    // What has to be mended is in sight.
    const bool broken = std::any_of(whole.files.begin(), whole.files.end(), has_trouble);
    for (std::size_t f = 0; f < whole.files.size(); ++f) {
        QTreeWidgetItem* item = files_->topLevelItem(static_cast<int>(f));
        const bool trouble = has_trouble(whole.files[f]);
        item->setExpanded(broken ? trouble : whole.files[f].used);
        if (trouble) files_->scrollToItem(item);
    }
    files_->setColumnWidth(0, std::max(200, files_->viewport()->width() / 2));
    files_->setColumnWidth(1, std::max(140, files_->viewport()->width() * 3 / 10));
}

void ImportPage::show_file(const ImportedFile& file) {
    const QString path = qtext(file.file);
    auto* item = new QTreeWidgetItem(files_);
    item->setText(0, QFileInfo(path).fileName());
    item->setToolTip(0, path);
    item->setData(0, file_role, path);
    item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
    item->setCheckState(0, file.used ? Qt::Checked : Qt::Unchecked);
    item->setText(1, ImportWords::kind(file));
    item->setText(2, ImportWords::amount(file));
    show_kinds(item, file);
    for (const Error& error : file.errors)
        child(item, joined({ImportWords::error(error), ImportWords::fix(error)}), {}, true);
    for (std::size_t f = 0; f < file.understood.size() && f < lines_shown; ++f)
        child(item, qtext(printable(file.understood[f].path)),
              ImportWords::fact(file.understood[f]));
    if (file.understood.size() > lines_shown)
        child(item,
              tr("and %n more", nullptr, static_cast<int>(file.understood.size()) - lines_shown),
              {});
    if (!file.used) item->setForeground(0, view_.theme().quiet_text);
}

// A choice where the content fits several kinds, or none.
void ImportPage::show_kinds(QTreeWidgetItem* item, const ImportedFile& file) {
    if (!file.used || file.kinds.size() == 1) return;
    auto* box = new QComboBox(files_);
    box->setAccessibleName(tr("Open as\u2026"));
    if (file.kinds.empty()) {
        box->addItem(tr("not recognized"));
        box->addItem(tr("Open as a recorded stream"));
        connect(box, &QComboBox::activated, this, [this, path = qtext(file.file)](int chosen) {
            if (chosen == 1) Q_EMIT stream_asked(path);
        });
    } else {
        for (const std::string& kind : file.kinds) box->addItem(qtext(kind));
        box->setCurrentText(qtext(file.kind));
        box->setToolTip(tr("The content fits several kinds"));
        connect(box, &QComboBox::activated, this, [this, box, name = file.file](int) {
            importing_.choose_kind(name, box->currentText().toStdString());
        });
    }
    item->setText(1, {});
    files_->setItemWidget(item, 1, box);
}

QComboBox* ImportPage::kind_of(int file) const {
    QTreeWidgetItem* item = files_->topLevelItem(file);
    return item == nullptr ? nullptr : qobject_cast<QComboBox*>(files_->itemWidget(item, 1));
}

void ImportPage::show_values(const UnderstoodImport& whole) {
    QTreeWidgetItem* before = values_->currentItem();
    const int row = before == nullptr ? -1 : values_->indexOfTopLevelItem(before);
    values_->clear();
    for (const AnsweredValue& answered : whole.values) {
        const OpenValue& value = answered.value;
        auto* item = new QTreeWidgetItem(values_);
        item->setText(
            0, (value.asked ? QStringLiteral("? ") : QString()) + qtext(printable(value.path)));
        item->setText(1, ImportWords::value(answered));
        QString why = ImportWords::without_options(translated_remark(qtext(printable(value.why))));
        for (const Error& error : answered.errors)
            why = joined({ImportWords::error(error), ImportWords::fix(error), why});
        item->setText(2, why);
        for (int column = 0; column < 3; ++column) item->setToolTip(column, item->text(column));
        if (value.changeable()) item->setFlags(item->flags() | Qt::ItemIsEditable);
        QFont font = values_->font();
        font.setBold(!answered.answer.empty());
        item->setFont(1, font);
        if (!answered.errors.empty()) item->setForeground(2, view_.theme().throttled);
        if (!value.changeable()) item->setForeground(1, view_.theme().quiet_text);
    }
    values_->setColumnWidth(0, std::max(200, values_->viewport()->width() * 2 / 5));
    values_->setColumnWidth(1, std::max(140, values_->viewport()->width() / 4));
    const int last = values_->topLevelItemCount() - 1;
    if (last >= 0) values_->setCurrentItem(values_->topLevelItem(std::clamp(row, 0, last)), 1);
}

void ImportPage::show_state() {
    const bool reading = importing_.reading();
    const int count = shown_ == nullptr ? static_cast<int>(importing_.paths().size())
                                        : static_cast<int>(shown_->files.size());
    title_->setText(tr("Import of %n file(s)", nullptr, count));
    make_->setEnabled(!reading && shown_ != nullptr && shown_->ready() &&
                      fields_->trouble().isEmpty());
    state_->setText(!fields_->trouble().isEmpty() ? fields_->trouble()
                    : reading                     ? tr("Reading the files\u2026")
                    : shown_ == nullptr           ? QString()
                                                  : ImportWords::state(*shown_));
}

}  // namespace isotherm
