// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/go_to_line.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

namespace isotherm {
namespace {

constexpr int rows_shown = 12;
constexpr int row_padding = 4;
constexpr int text_padding = 10;
constexpr int line_characters = 34;
constexpr int least_characters = 60;
constexpr int words_padding = 32;  // frame, margins and cursor of the line

// Draws the text of a destination at the left and its note at the right.
class DestinationDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override {
        return {0, option.fontMetrics.height() + 2 * row_padding};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        QStyleOptionViewItem all = option;
        initStyleOption(&all, index);
        all.text.clear();
        QStyle& style = *option.widget->style();
        style.drawControl(QStyle::CE_ItemViewItem, &all, painter, option.widget);
        const bool current = option.state.testFlag(QStyle::State_Selected);
        const QRect area = option.rect.adjusted(text_padding, 0, -text_padding, 0);
        const auto draw = [&](const QString& text, QRect room, Qt::Alignment side,
                              QPalette::ColorRole role) {
            painter->setPen(option.palette.color(current ? QPalette::HighlightedText : role));
            painter->drawText(room, static_cast<int>(side | Qt::AlignVCenter),
                              option.fontMetrics.elidedText(text, Qt::ElideMiddle, room.width()));
        };
        painter->save();
        painter->setFont(option.font);
        // Draws the full text first. The note gets the rest of the width and is elided if
        // necessary.
        const QString text = index.data().toString();
        const int width = std::min(option.fontMetrics.horizontalAdvance(text), area.width());
        draw(text, area, Qt::AlignLeft, QPalette::Text);
        draw(index.data(Destinations::note_role).toString(),
             area.adjusted(width + 2 * text_padding, 0, 0, 0), Qt::AlignRight,
             QPalette::PlaceholderText);
        painter->restore();
    }
};

}  // namespace

GoToLine::GoToLine(Destinations& destinations, std::function<void()> collect, QWidget* parent)
    : QLineEdit(parent),
      destinations_(destinations),
      collect_(std::move(collect)),
      popup_(new QFrame(parent)),
      list_(new QListView(popup_)),
      nothing_(new QLabel(tr("Nothing matches. Try a command, a moment such as 12:43 or 5m, a "
                             "partition such as P7, a table, a key, an event or a file."),
                          popup_)) {
    setAccessibleName(tr("Go to anything"));
    popup_->setObjectName(QStringLiteral("destinations"));
    popup_->setAutoFillBackground(true);
    popup_->setVisible(false);
    auto* layout = new QVBoxLayout(popup_);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(list_);
    layout->addWidget(nothing_);
    list_->setModel(&destinations_);
    list_->setItemDelegate(new DestinationDelegate(list_));
    list_->setAccessibleName(tr("Matching destinations"));
    list_->setFocusPolicy(Qt::NoFocus);  // typing continues while the list is open
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setUniformItemSizes(true);
    nothing_->setWordWrap(true);
    nothing_->setMargin(text_padding);

    connect(this, &QLineEdit::textEdited, this, [this] {
        if (!is_open()) open();
        show_found();
    });
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) {
        list_->setCurrentIndex(index);
        choose();
    });
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &GoToLine::say_current);
    // Remembers the widget that had the focus, so that leave() can give it back.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget* old, QWidget* now) {
        if (now == this && old != nullptr) came_from_ = old;
    });
}

QSize GoToLine::sizeHint() const {
    const int words = fontMetrics().horizontalAdvance(placeholderText()) + words_padding;
    const int line = fontMetrics().averageCharWidth() * line_characters;
    return {narrow_ ? words : std::max(words, line), QLineEdit::sizeHint().height()};
}

void GoToLine::open() {
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
    collect_();
    show_found();
}

void GoToLine::show_found() {
    destinations_.find(text());
    const bool any = destinations_.rowCount() > 0;
    list_->setVisible(any);
    nothing_->setVisible(!any);
    popup_->setVisible(true);
    place();
    popup_->raise();
    if (any) list_->setCurrentIndex(destinations_.index(0));
}

// Places the popup below the line, wide enough for names and inside the window.
void GoToLine::place() {
    QWidget* frame = popup_->parentWidget();
    const int wanted = std::max(width(), fontMetrics().averageCharWidth() * least_characters);
    const int wide = std::min(wanted, frame->width() - 16);
    const int rows = std::min(destinations_.rowCount(), rows_shown);
    const int high = list_->isVisibleTo(popup_)
                         ? rows * (fontMetrics().height() + 2 * row_padding) + 4
                         : nothing_->heightForWidth(wide - 2) + 4;
    const QPoint end = mapTo(frame, QPoint(width(), height() + 2));
    popup_->setGeometry(std::max(8, std::min(end.x(), frame->width() - 8) - wide), end.y(), wide,
                        std::min(high, frame->height() - end.y() - 8));
}

// Reports the current row to screen readers. The line does it because it keeps the focus.
void GoToLine::say_current() {
    const QModelIndex current = list_->currentIndex();
    setAccessibleDescription(current.data(Qt::AccessibleTextRole).toString());
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

void GoToLine::step(int rows) {
    if (!is_open()) return open();
    const int last = destinations_.rowCount() - 1;
    if (last < 0) return;
    list_->setCurrentIndex(
        destinations_.index(std::clamp(list_->currentIndex().row() + rows, 0, last)));
}

void GoToLine::choose() {
    const QModelIndex current = list_->currentIndex();
    if (!current.isValid()) return;
    const Destination destination = destinations_.at(current.row());
    leave();
    Q_EMIT chosen(destination);
}

// Closes the list and returns the focus to the widget that had it before.
void GoToLine::leave() {
    popup_->setVisible(false);
    clear();
    if (!hasFocus()) return;
    if (came_from_ != nullptr && came_from_->isVisible())
        came_from_->setFocus(Qt::OtherFocusReason);
    else
        clearFocus();
}

// Canvas commands are also in the menus, so Qt would apply their single-key shortcuts in this line
// of the menu bar. Accepting the override gives those keys to the line.
bool GoToLine::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* press = static_cast<QKeyEvent*>(event);
        const bool function_key = press->key() >= Qt::Key_F1 && press->key() <= Qt::Key_F35;
        if (!(press->modifiers() & (Qt::ControlModifier | Qt::MetaModifier)) && !function_key)
            event->accept();
    }
    return QLineEdit::event(event);
}

void GoToLine::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            return leave();
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!is_open()) return open();
            return choose();
        case Qt::Key_Down:
            return step(1);
        case Qt::Key_Up:
            return step(-1);
        case Qt::Key_PageDown:
            return step(rows_shown);
        case Qt::Key_PageUp:
            return step(-rows_shown);
        default:
            return QLineEdit::keyPressEvent(event);
    }
}

void GoToLine::mousePressEvent(QMouseEvent* event) {
    QLineEdit::mousePressEvent(event);
    if (!is_open()) open();
}

void GoToLine::focusOutEvent(QFocusEvent* event) {
    QLineEdit::focusOutEvent(event);
    popup_->setVisible(false);
}

}  // namespace isotherm
