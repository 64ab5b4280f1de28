// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The shipped scenarios as cards with pictures. Arrow keys move between cards, Enter opens one.

#include <QListView>
#include <QStandardItemModel>
#include <QString>

#include "app/gui/models/view_state.h"

namespace isotherm {

inline constexpr int card_width = 288;
inline constexpr int card_height = 190;
inline constexpr int card_picture_height = 112;

class Gallery final : public QListView {
    Q_OBJECT

public:
    Gallery(const ViewState& look, const QString& folder, QWidget* parent = nullptr);

    // Shows only the cards with one of these topics (ScenarioTopics); 0: all.
    void show_topics(unsigned topics);
    void show_lessons();
    int shown() const;
    QString path_at(int row) const;

Q_SIGNALS:
    void open_asked(const QString& path);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void show_if(const std::function<bool(const QModelIndex&)>& wanted);

    QStandardItemModel* cards_;
};

}  // namespace isotherm
