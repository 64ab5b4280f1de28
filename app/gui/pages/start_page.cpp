// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/start_page.h"

#include <QAction>
#include <QDir>
#include <QFileInfo>
#include <QKeyEvent>
#include <QVBoxLayout>

#include "app/gui/models/kept_pictures.h"
#include "app/gui/models/shipped_scenarios.h"
#include "app/gui/widgets/flow_layout.h"

namespace isotherm {
namespace {

constexpr int widest = 1'272;  // four cards a row
constexpr int most_continued = 3;
constexpr QSize small_picture{96, 37};
constexpr int lessons_chip = -2;

}  // namespace

StartPage::StartPage(const ViewState& view, QWidget* parent)
    : QWidget(parent),
      gallery_(new Gallery(view, shipped_folder(), this)),
      back_(new QPushButton(this)),
      ways_(new QWidget(this)),
      chips_(new QButtonGroup(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    auto* column = new QWidget(this);
    column->setMaximumWidth(widest);
    row->addStretch(1);
    row->addWidget(column, 1'000);
    row->addStretch(1);
    auto* outer = new QVBoxLayout(column);
    outer->setContentsMargins(24, 12, 24, 0);
    outer->setSpacing(8);
    outer->addLayout(make_head());
    make_ways();
    outer->addWidget(ways_);
    outer->addWidget(make_chips());
    outer->addWidget(gallery_, 1);
    connect(gallery_, &Gallery::open_asked, this, &StartPage::open_asked);
    connect(back_, &QPushButton::clicked, this, &StartPage::back_asked);
    show_open({});
    setTabOrder(back_, ways_);
    setFocusProxy(gallery_);
}

QLayout* StartPage::make_head() {
    auto* head = new QHBoxLayout;
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(
        new QLabel(QStringLiteral("<span style='font-size:28px'><b>Isotherm</b></span>"), this));
    auto* claim = new QLabel(
        tr("See where a DynamoDB table will throttle, why, and what it takes to stop it."), this);
    claim->setWordWrap(true);
    words->addWidget(claim);
    head->addLayout(words, 1);
    head->addWidget(back_, 0, Qt::AlignTop);
    return head;
}

// Open, open a run and new; what was open last comes before them.
void StartPage::make_ways() {
    ways_layout_ = new FlowLayout(ways_);
    ways_layout_->setContentsMargins(0, 0, 0, 0);
    const auto way = [&](const QString& text, const QString& about, auto signal) {
        auto* button = new QPushButton(text, ways_);
        button->setAccessibleDescription(about);
        button->setToolTip(about);
        button->setMinimumHeight(small_picture.height() + 12);
        connect(button, &QPushButton::clicked, this, signal);
        ways_layout_->addWidget(button);
        cards_.push_back(button);
    };
    way(tr("Open a file\u2026"),
        tr("A .toml file, or a log of requests in any of the known formats."),
        &StartPage::browse_asked);
    way(tr("Open a finished run\u2026"), tr("The folder that isotherm run --out wrote."),
        &StartPage::run_browse_asked);
    way(tr("New scenario"), tr("A small one to change: a table, a workload, ten minutes."),
        &StartPage::new_asked);
    way(tr("Take a lesson"), tr("Predict, run, explain: short lessons for a class or alone."),
        [this] {
            if (auto* all = window()->findChild<QAction*>(QStringLiteral("lessons")))
                all->trigger();
        });
}

QWidget* StartPage::make_chips() {
    auto* box = new QWidget(this);
    auto* layout = new FlowLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto chip = [&](const QString& text, int id) {
        auto* button = new QPushButton(text, box);
        button->setCheckable(true);
        button->setProperty("chip", true);
        chips_->addButton(button, id);
        layout->addWidget(button);
    };
    chip(tr("all"), 0);
    chip(tr("uneven"), topic_uneven);
    chip(tr("too little"), topic_too_little);
    chip(tr("scaling"), topic_scaling);
    chip(tr("index"), topic_index);
    chip(tr("series"), topic_series);
    chip(tr("recorded"), topic_recorded);
    chip(tr("lessons"), lessons_chip);
    chips_->setExclusive(true);
    chips_->button(0)->setChecked(true);
    connect(chips_, &QButtonGroup::idClicked, this, [this](int id) {
        if (id == lessons_chip)
            gallery_->show_lessons();
        else
            gallery_->show_topics(static_cast<unsigned>(id));
    });
    return box;
}

void StartPage::show_recent(const QStringList& paths) {
    // One of them may be the button whose click is at work.
    for (QPushButton* made : recent_) {
        made->hide();
        made->deleteLater();
    }
    recent_.clear();
    for (const QString& path : paths.mid(0, most_continued)) {
        auto* button = new QPushButton(QFileInfo(path).fileName(), ways_);
        button->setAccessibleDescription(tr("Continue with %1").arg(path));
        button->setToolTip(QDir::toNativeSeparators(path));
        button->setMinimumHeight(small_picture.height() + 12);
        const QPixmap picture(is_shipped(path) ? shipped_picture(path) : kept_picture(path));
        if (!picture.isNull()) {
            button->setIcon(QIcon(picture));
            button->setIconSize(small_picture);
        }
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT open_asked(path); });
        button->show();
        recent_.push_back(button);
    }
    // in the order of reading: the last files, then the other ways
    std::vector<QWidget*> order(recent_.begin(), recent_.end());
    order.insert(order.end(), cards_.begin(), cards_.end());
    while (ways_layout_->count() > 0) delete ways_layout_->takeAt(0);
    QWidget* before = back_;
    for (QWidget* one : order) {
        ways_layout_->addWidget(one);
        setTabOrder(before, one);
        before = one;
    }
}

void StartPage::show_open(const QString& name) {
    back_->setVisible(!name.isEmpty());
    back_->setText(tr("Back to %1").arg(name));
}

void StartPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !back_->isHidden())
        Q_EMIT back_asked();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace isotherm
