#pragma once
// Every command with its keys, in a dock that stays while one tries them.

#include <QTreeWidget>

#include "app/gui/views/action_table.h"

namespace isotherm {

class KeyList final : public QTreeWidget {
    Q_OBJECT

public:
    explicit KeyList(const ActionTable& actions, QWidget* parent = nullptr);
};

}  // namespace isotherm
