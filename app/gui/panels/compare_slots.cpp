// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/compare_slots.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QProxyStyle>
#include <QUrl>

#include "app/gui/controller/run_history.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/compare_sentence.h"
#include "app/render/canvas.h"

namespace isotherm {
namespace {

constexpr int longest_slot_name = 32;

QString shortened(const QString& name) {
    return name.size() <= longest_slot_name ? name
                                            : name.left(longest_slot_name / 2) + QChar(0x2026) +
                                                  name.right(longest_slot_name / 2);
}

// Icons of a menu as wide as thumbnails.
class WideIcons final : public QProxyStyle {
public:
    explicit WideIcons(QObject* owner) { setParent(owner); }
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override {
        return metric == PM_SmallIconSize ? RunHistory::thumbnail_size.width()
                                          : QProxyStyle::pixelMetric(metric, option, widget);
    }
};

QString first_file(const QMimeData& data) {
    for (const QUrl& url : data.urls())
        if (url.isLocalFile()) return url.toLocalFile();
    return {};
}

}  // namespace

void SlotButton::dragEnterEvent(QDragEnterEvent* event) {
    if (!first_file(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void SlotButton::dropEvent(QDropEvent* event) {
    const QString path = first_file(*event->mimeData());
    if (path.isEmpty()) return;
    event->acceptProposedAction();
    Q_EMIT dropped(path);
}

CompareSlots::CompareSlots(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      a_(new SlotButton(this)),
      b_(new SlotButton(this)),
      swap_(new QToolButton(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    for (QWidget* part :
         {static_cast<QWidget*>(a_), static_cast<QWidget*>(swap_), static_cast<QWidget*>(b_)})
        layout->addWidget(part);
    layout->addStretch(1);
    swap_->setText(QString(QChar(0x21C4)));
    swap_->setObjectName(QStringLiteral("compare/swap"));
    swap_->setToolTip(tr("Swap A and B"));
    swap_->setAccessibleName(tr("Swap A and B"));
    for (const CompareSlot slot : {CompareSlot::a, CompareSlot::b}) {
        SlotButton& of = button(slot);
        of.setObjectName(slot == CompareSlot::a ? QStringLiteral("compare/a")
                                                : QStringLiteral("compare/b"));
        of.setPopupMode(QToolButton::InstantPopup);
        of.setToolTip(
            tr("What is compared. Drop a scenario, the folder of a run or a bundle here."));
        auto* menu = new QMenu(&of);
        of.setMenu(menu);
        connect(menu, &QMenu::aboutToShow, this, [this, slot] { fill_menu(slot); });
        connect(&of, &SlotButton::dropped, this,
                [this, slot](const QString& path) { session_.fill(slot, path); });
    }
    connect(swap_, &QToolButton::clicked, this, [this] { session_.swap_slots(); });
    connect(&session, &Session::compared, this, &CompareSlots::show_labels);
    connect(&session, &Session::opened, this, &CompareSlots::show_labels);
    connect(&session.run(), &RunModel::ended, this, &CompareSlots::show_labels);
    connect(&session.run(), &RunModel::restarted, this, &CompareSlots::show_labels);
    show_labels();
}

void CompareSlots::show_labels() {
    a_->setText(tr("A: %1").arg(label(CompareSlot::a)));
    b_->setText(tr("B: %1").arg(session_.comparing() ? label(CompareSlot::b) : tr("choose\u2026")));
    a_->setAccessibleName(a_->text());
    b_->setAccessibleName(b_->text());
    swap_->setEnabled(session_.comparing() && !session_.filling_a());
}

// "votes, seed 42"
QString CompareSlots::label(CompareSlot slot) const {
    const bool other = slot == CompareSlot::a && session_.comparing();
    const RunModel& run = other ? session_.run_a() : session_.run();
    if (run.recording().name.empty()) return tr("nothing yet");
    const QString name = shortened(qtext(printable(run.recording().name)));
    const QString text = tr("%1, seed %2").arg(name).arg(run.identity().seed);
    return other && session_.filling_a() ? tr("%1, running\u2026").arg(text) : text;
}

QMenu& CompareSlots::menu(CompareSlot slot) {
    fill_menu(slot);
    return *button(slot).menu();
}

void CompareSlots::fill_menu(CompareSlot slot) {
    QMenu& menu = *button(slot).menu();
    menu.clear();
    QAction* now = menu.addAction(slot == CompareSlot::a || session_.comparing()
                                      ? tr("This run: %1").arg(label(slot))
                                      : tr("Nothing yet"));
    now->setEnabled(false);
    add_earlier(slot, menu);
    menu.addSeparator();
    const auto add = [&](const QString& text, Source source) {
        menu.addAction(text, this, [this, slot, source] { Q_EMIT source_asked(slot, source); });
    };
    add(tr("Scenario\u2026"), Source::scenario);
    add(tr("Run folder\u2026"), Source::run);
    add(tr("Bundle\u2026"), Source::bundle);
    if (slot == CompareSlot::a) return;
    QAction* fork = menu.addAction(tr("Fork at the cursor"), this, &CompareSlots::fork_asked);
    fork->setEnabled(session_.sim().has_simulation());
}

void CompareSlots::add_earlier(CompareSlot slot, QMenu& menu) {
    const std::vector<EarlierRun>& runs = session_.history().runs();
    QMenu* earlier = menu.addMenu(tr("Earlier runs of this session"));
    earlier->setEnabled(!runs.empty());
    earlier->setStyle(new WideIcons(earlier));
    for (std::size_t r = 0; r < runs.size(); ++r) {
        const EarlierRun& run = runs[r];
        QString text = tr("%1, seed %2: %3 throttled")
                           .arg(shortened(run.name))
                           .arg(run.seed)
                           .arg(count_text(run.throttled));
        if (run.bill) text += QStringLiteral(", ") + dollars_text(*run.bill);
        if (run.run == nullptr) text += QStringLiteral(", ") + tr("runs again");
        QAction* one = earlier->addAction(QIcon(QPixmap::fromImage(run.thumbnail)),
                                          text.replace(QLatin1Char('&'), QStringLiteral("&&")));
        one->setToolTip(run.changed);
        one->setStatusTip(run.changed);
        // The list may have changed by then.
        connect(one, &QAction::triggered, this,
                [this, slot, r, text_of_run = run.text, seed = run.seed] {
                    const auto& now = session_.history().runs();
                    if (r < now.size() && now[r].text == text_of_run && now[r].seed == seed)
                        session_.fill_earlier(slot, r);
                });
    }
    earlier->setToolTipsVisible(true);
}

}  // namespace isotherm
