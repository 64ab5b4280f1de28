// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/start_page.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "app/gui/models/shipped_scenarios.h"

namespace isotherm {
namespace {

constexpr int widest = 1'240;
constexpr auto demo_file = "nasa.toml";

}  // namespace

StartPage::StartPage(const ViewState& view, QWidget* parent)
    : QScrollArea(parent),
      page_(new QWidget),
      recent_(new QListWidget(page_)),
      no_recent_(new QLabel(page_)) {
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setWidget(page_);
    const QString folder = shipped_folder();
    const QString demo_path =
        folder.isEmpty() ? QString() : folder + QLatin1Char('/') + QLatin1String(demo_file);
    demo_ = new DemoCard(view, demo_path, tr("Watch a table throttle"),
                         tr("A web server's log on four partitions. Click to watch."), page_);
    connect(demo_, &QAbstractButton::clicked, this,
            [this, demo_path] { Q_EMIT demo_asked(demo_path); });

    auto* row = new QHBoxLayout(page_);
    auto* column = new QWidget(page_);
    column->setMaximumWidth(widest);
    row->addStretch(1);
    row->addWidget(column, 1'000);
    row->addStretch(1);
    auto* outer = new QVBoxLayout(column);
    outer->setContentsMargins(32, 22, 32, 18);
    outer->setSpacing(16);
    outer->addStretch(1);
    outer->addWidget(make_head());
    outer->addLayout(make_cards(), 3);
    outer->addLayout(make_lists(folder));
    outer->addStretch(2);
}

QWidget* StartPage::make_head() {
    auto* head = new QWidget(page_);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(
        new QLabel(QStringLiteral("<span style='font-size:28px'><b>Isotherm</b></span>"), head));
    auto* claim = new QLabel(
        tr("See where a DynamoDB table will throttle, why, and what it takes to stop it."), head);
    claim->setWordWrap(true);
    layout->addWidget(claim);
    return head;
}

QLayout* StartPage::make_cards() {
    auto* layout = new QHBoxLayout;
    layout->setSpacing(12);
    layout->addWidget(demo_, 3);
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    QPushButton* open =
        card(tr("Open a scenario or a recorded stream"),
             tr("A .toml file, or a log of requests in any of the known formats."), true);
    connect(open, &QPushButton::clicked, this, &StartPage::browse_asked);
    QPushButton* run =
        card(tr("Open a finished run"), tr("The folder that isotherm run --out wrote."), true);
    connect(run, &QPushButton::clicked, this, &StartPage::run_browse_asked);
    QPushButton* fresh = card(tr("Start a new scenario"),
                              tr("A small one to change: a table, a workload, ten minutes."), true);
    connect(fresh, &QPushButton::clicked, this, &StartPage::new_asked);
    QPushButton* lessons =
        card(tr("Take a lesson"), tr("Predict, run, explain: short lessons for a class or alone."),
             true);
    connect(lessons, &QPushButton::clicked, this, [this] {
        if (auto* all = window()->findChild<QAction*>(QStringLiteral("lessons"))) all->trigger();
    });
    for (QPushButton* made : {open, run, fresh, lessons}) {
        cards_.push_back(made);
        column->addWidget(made, 1);
    }
    layout->addLayout(column, 2);
    return layout;
}

QLayout* StartPage::make_lists(const QString& folder) {
    auto* lists = new QHBoxLayout;
    lists->setSpacing(12);
    lists->addWidget(titled(tr("Scenarios to learn from"), make_examples(folder)), 5);
    lists->addWidget(titled(tr("Recent"), make_recent()), 3);
    return lists;
}

QWidget* StartPage::titled(const QString& title, QWidget* below) {
    auto* box = new QWidget(page_);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new QLabel(QStringLiteral("<b>%1</b>").arg(title), box));
    layout->addWidget(below, 1);
    return box;
}

QWidget* StartPage::make_examples(const QString& folder) {
    auto* box = new QWidget(page_);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    int at = 0;
    for (const ShippedScenario& scenario : shipped_scenarios()) {
        const QString path = folder + QLatin1Char('/') + QLatin1String(scenario.file);
        if (folder.isEmpty() || !QFileInfo::exists(path)) continue;
        QPushButton* made =
            card(shipped_text(scenario.title), shipped_text(scenario.sentence), false);
        connect(made, &QPushButton::clicked, this, [this, path] { Q_EMIT open_asked(path); });
        examples_.push_back(made);
        grid->addWidget(made, at / 2, at % 2);
        ++at;
    }
    return box;
}

QWidget* StartPage::make_recent() {
    no_recent_->setText(
        tr("What you open will be listed here. Files can also be dropped on the window."));
    no_recent_->setWordWrap(true);
    no_recent_->setAlignment(Qt::AlignTop);
    recent_->setAccessibleName(tr("Recent files"));
    recent_->setFrameShape(QFrame::NoFrame);
    recent_->setMinimumHeight(60);
    recent_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    recent_->setTextElideMode(Qt::ElideMiddle);
    const auto open = [this](QListWidgetItem* item) {
        Q_EMIT open_asked(item->data(Qt::UserRole).toString());
    };
    connect(recent_, &QListWidget::itemActivated, this, open);
    connect(recent_, &QListWidget::itemClicked, this, open);
    auto* box = new QWidget(page_);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(no_recent_);
    layout->addWidget(recent_, 1);
    return box;
}

QPushButton* StartPage::card(const QString& title, const QString& text, bool large) {
    auto* button = new QPushButton(page_);
    button->setAccessibleName(title);
    button->setAccessibleDescription(text);
    button->setSizePolicy(QSizePolicy::Expanding,
                          large ? QSizePolicy::Expanding : QSizePolicy::Minimum);
    button->setCursor(Qt::PointingHandCursor);
    // A layout makes the button as high as its texts need.
    auto* layout = new QVBoxLayout(button);
    layout->setContentsMargins(large ? 16 : 10, large ? 8 : 6, large ? 16 : 10, large ? 8 : 6);
    layout->setSpacing(large ? 4 : 0);
    auto* head = new QLabel(
        large ? QStringLiteral("<span style='font-size:15px'><b>%1</b></span>").arg(title)
              : QStringLiteral("<b>%1</b>").arg(title),
        button);
    auto* body = new QLabel(text, button);
    if (large) layout->addStretch(1);
    for (QLabel* label : {head, body}) {
        label->setWordWrap(true);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        layout->addWidget(label);
    }
    if (large) layout->addStretch(1);
    return button;
}

void StartPage::show_recent(const QStringList& paths) {
    recent_->clear();
    for (const QString& path : paths) {
        const QFileInfo info(path);
        auto* item = new QListWidgetItem(info.fileName() + QStringLiteral("    ") +
                                             QDir::toNativeSeparators(info.absolutePath()),
                                         recent_);
        item->setData(Qt::UserRole, path);
        item->setToolTip(path);
    }
    recent_->setVisible(!paths.isEmpty());
    no_recent_->setVisible(paths.isEmpty());
}

}  // namespace isotherm
