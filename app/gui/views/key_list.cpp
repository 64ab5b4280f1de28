#include "app/gui/views/key_list.h"

#include <QHeaderView>

namespace isotherm {

KeyList::KeyList(const ActionTable& actions, QWidget* parent) : QTreeWidget(parent) {
    setAccessibleName(tr("Keys"));
    setHeaderLabels({tr("Command"), tr("Keys"), tr("Where")});
    setRootIsDecorated(true);
    for (const char* menu : action_menus()) {
        auto* group =
            new QTreeWidgetItem(this, {ActionTable::translated(menu).remove(QLatin1Char('&'))});
        for (const ActionSpec& spec : action_specs()) {
            if (std::string_view(spec.menu) != menu) continue;
            QStringList keys;
            for (const QKeySequence& key : actions[spec.id]->shortcuts()) {
                keys << key.toString(QKeySequence::NativeText);
            }
            new QTreeWidgetItem(
                group,
                {actions[spec.id]->text().remove(QLatin1Char('&')), keys.join(QStringLiteral(", ")),
                 spec.scope == KeyScope::window ? tr("everywhere") : tr("in a picture")});
        }
        group->setExpanded(true);
    }
    header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
}

}  // namespace isotherm
