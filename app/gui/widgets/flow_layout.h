// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Places widgets side by side and wraps them to further lines when the width is used up. For rows
// of buttons, whose texts are longer in some languages.

#include <QLayout>
#include <QWidget>
#include <memory>
#include <vector>

namespace isotherm {

class FlowLayout final : public QLayout {
public:
    // `parent` is nullptr for a layout inside another layout.
    explicit FlowLayout(QWidget* parent = nullptr) : QLayout(parent) {}
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { items_.emplace_back(item); }
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;     // with all items on one line
    QSize minimumSize() const override;  // with one item on each line
    void setGeometry(const QRect& area) override;

private:
    // Places the items in `area`, or only measures them; returns the needed height.
    int lay_out(QRect area, bool measuring) const;

    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

}  // namespace isotherm
