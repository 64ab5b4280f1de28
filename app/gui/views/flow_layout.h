// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Widgets beside each other as far as the width goes, and on further lines below: for rows of
// buttons whose words are longer in one language than in another.

#include <QLayout>
#include <QWidget>
#include <memory>
#include <vector>

namespace isotherm {

class FlowLayout final : public QLayout {
public:
    // Layouts are parts of others, or of a widget.
    explicit FlowLayout(QWidget* parent = nullptr) : QLayout(parent) {}
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_.emplace_back(item); }
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;     // all on one line
    QSize minimumSize() const override;  // one on each
    void setGeometry(const QRect& area) override;

private:
    // Places the items in an area, or only measures; the height that is needed.
    int lay_out(QRect area, bool measuring) const;

    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

}  // namespace isotherm
