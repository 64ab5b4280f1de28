// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/gallery.h"

#include <QFile>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>

#include "app/gui/models/shipped_scenarios.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr int path_role = Qt::UserRole + 1;
constexpr int topics_role = Qt::UserRole + 2;
constexpr int lesson_role = Qt::UserRole + 3;
constexpr int duration_role = Qt::UserRole + 4;
constexpr int sentence_role = Qt::AccessibleDescriptionRole;
constexpr int card_gap = 12;
constexpr int card_air = 8;
constexpr int title_pixels = 13;
constexpr int note_pixels = 12;

// The simulated time, as the file's line says it: "10 min", "24 h".
QString duration_in(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return {};
    static const QRegularExpression line(QStringLiteral("^duration\\s*=\\s*\"([^\"]+)\""),
                                         QRegularExpression::MultilineOption);
    const auto found = line.match(QString::fromUtf8(file.readAll()));
    const auto duration = parse_duration(found.captured(1).toStdString());
    if (!duration) return {};
    const auto minutes = *duration / 1min;
    if (minutes >= 180 && minutes % 60 == 0) return Gallery::tr("%1 h").arg(minutes / 60);
    return Gallery::tr("%1 min").arg(minutes);
}

class CardDelegate final : public QStyledItemDelegate {
public:
    CardDelegate(const ViewState& look, QObject* parent)
        : QStyledItemDelegate(parent), look_(look) {}

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
        return {card_width, card_height};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override {
        const Theme& theme = look_.theme();
        const QRect card(option.rect.topLeft(), QSize(card_width, card_height));
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->fillRect(card, option.palette.color(QPalette::Base));
        const QRect picture(card.topLeft(), QSize(card_width, card_picture_height));
        painter->drawPixmap(picture, index.data(Qt::DecorationRole).value<QPixmap>());
        paint_words(*painter, option, card, index);
        const bool current = option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver);
        painter->setPen(QPen(current ? theme.consumed : theme.grid, current ? 2 : 1));
        painter->drawRect(card.adjusted(1, 1, -1, -1));
        painter->restore();
    }

private:
    void paint_words(QPainter& painter, const QStyleOptionViewItem& option, QRect card,
                     const QModelIndex& index) const {
        const Theme& theme = look_.theme();
        QFont font = option.font;
        font.setPixelSize(note_pixels);
        painter.setFont(font);
        const QRect words = card.adjusted(card_air, card_picture_height + card_air, -card_air, -6);
        const QString duration = index.data(duration_role).toString();
        painter.setPen(theme.quiet_text);
        painter.drawText(words, Qt::AlignRight | Qt::AlignTop, duration);
        const int room = words.width() - painter.fontMetrics().horizontalAdvance(duration) - 12;
        QRect below = words;
        below.setTop(words.top() + title_pixels + 9);
        painter.drawText(below, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                         index.data(sentence_role).toString());
        font.setPixelSize(title_pixels);
        font.setBold(true);
        painter.setFont(font);
        painter.setPen(theme.text);
        const QString title = painter.fontMetrics().elidedText(
            index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, title);
    }

    const ViewState& look_;
};

}  // namespace

Gallery::Gallery(const ViewState& look, const QString& folder, QWidget* parent)
    : QListView(parent), cards_(new QStandardItemModel(this)) {
    setObjectName(QStringLiteral("gallery"));
    setAccessibleName(tr("Scenarios to learn from"));
    setViewMode(QListView::IconMode);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setGridSize({card_width + card_gap, card_height + card_gap});
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    for (const ShippedScenario& scenario : shipped_scenarios()) {
        const QString path = folder + QLatin1Char('/') + QLatin1String(scenario.file);
        if (folder.isEmpty() || !QFileInfo::exists(path)) continue;
        auto* card = new QStandardItem(shipped_text(scenario.title));
        card->setData(shipped_text(scenario.sentence), sentence_role);
        card->setData(path, path_role);
        card->setData(scenario.topics, topics_role);
        card->setData(has_lesson(path), lesson_role);
        card->setData(duration_in(path), duration_role);
        card->setData(QPixmap(shipped_picture(path)), Qt::DecorationRole);
        card->setToolTip(shipped_text(scenario.sentence));
        cards_->appendRow(card);
    }
    setModel(cards_);
    setItemDelegate(new CardDelegate(look, this));
    if (cards_->rowCount() > 0) setCurrentIndex(cards_->index(0, 0));
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) {
        Q_EMIT open_asked(index.data(path_role).toString());
    });
}

void Gallery::show_if(const std::function<bool(const QModelIndex&)>& wanted) {
    QModelIndex first;
    for (int row = 0; row < cards_->rowCount(); ++row) {
        const QModelIndex index = cards_->index(row, 0);
        const bool shows = wanted(index);
        setRowHidden(row, !shows);
        if (shows && !first.isValid()) first = index;
    }
    setCurrentIndex(first);
    scrollToTop();
}

void Gallery::show_topics(unsigned topics) {
    show_if([topics](const QModelIndex& index) {
        return topics == 0 || (index.data(topics_role).toUInt() & topics) != 0;
    });
}

void Gallery::show_lessons() {
    show_if([](const QModelIndex& index) { return index.data(lesson_role).toBool(); });
}

int Gallery::shown() const {
    int count = 0;
    for (int row = 0; row < cards_->rowCount(); ++row) count += isRowHidden(row) ? 0 : 1;
    return count;
}

QString Gallery::path_at(int row) const { return cards_->index(row, 0).data(path_role).toString(); }

void Gallery::keyPressEvent(QKeyEvent* event) {
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                       event->key() == Qt::Key_Space;
    if (opens && currentIndex().isValid()) {
        Q_EMIT open_asked(currentIndex().data(path_role).toString());
        return;
    }
    if (event->key() == Qt::Key_Escape) return event->ignore();
    QListView::keyPressEvent(event);
}

}  // namespace isotherm
