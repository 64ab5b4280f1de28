// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/widgets/flow_layout.h"

#include <algorithm>

namespace isotherm {

FlowLayout::~FlowLayout() = default;

QLayoutItem* FlowLayout::itemAt(int index) const {
    return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)].get() : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
    if (index < 0 || index >= count()) return nullptr;
    QLayoutItem* item = items_[static_cast<std::size_t>(index)].release();
    items_.erase(items_.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const { return lay_out({0, 0, width, 0}, true); }

QSize FlowLayout::sizeHint() const {
    const QMargins margins = contentsMargins();
    int width = 0, height = 0;
    for (const auto& item : items_) {
        if (item->isEmpty()) continue;
        width += item->sizeHint().width() + (width > 0 ? spacing() : 0);
        height = std::max(height, item->sizeHint().height());
    }
    return {width + margins.left() + margins.right(), height + margins.top() + margins.bottom()};
}

QSize FlowLayout::minimumSize() const {
    const QMargins margins = contentsMargins();
    QSize least;
    for (const auto& item : items_) {
        if (!item->isEmpty()) least = least.expandedTo(item->minimumSize());
    }
    return least + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

void FlowLayout::setGeometry(const QRect& area) {
    QLayout::setGeometry(area);
    lay_out(area, false);
}

int FlowLayout::lay_out(QRect area, bool measuring) const {
    const QRect room = area.marginsRemoved(contentsMargins());
    int x = room.left(), y = room.top(), line = 0;
    for (const auto& item : items_) {
        if (item->isEmpty()) continue;
        const QSize size = item->sizeHint();
        if (x > room.left() && x + size.width() > room.left() + room.width()) {
            x = room.left();
            y += line + spacing();
            line = 0;
        }
        if (!measuring)
            item->setGeometry({x, y, std::min(size.width(), room.width()), size.height()});
        x += size.width() + spacing();
        line = std::max(line, size.height());
    }
    return y + line + contentsMargins().bottom() - area.top();
}

}  // namespace isotherm
