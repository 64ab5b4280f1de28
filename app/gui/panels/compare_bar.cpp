// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/panels/compare_bar.h"

#include <algorithm>
#include <utility>

#include "app/gui/models/compare_sentence.h"
#include "app/gui/models/contrast_words.h"
#include "app/gui/models/engine_words.h"
#include "app/gui/widgets/flow_layout.h"
#include "app/gui/models/shown_clock.h"
#include "app/render/canvas.h"
#include "engine/insight/run_comparison.h"

namespace isotherm {
namespace {

constexpr int compare_refresh_ms = 250;

}  // namespace

CompareBar::CompareBar(Session& session, QWidget* parent)
    : QFrame(parent),
      session_(session),
      slots_(new CompareSlots(session, this)),
      sentence_(new QLabel(this)),
      verdict_(new QLabel(this)),
      ways_(new QWidget(this)),
      orders_(new QWidget(this)),
      grid_(new QGridLayout(this)),
      seeds_(new QPushButton(this)),
      keep_(new QPushButton(tr("Keep B"), this)),
      back_(new QPushButton(tr("Back to A"), this)) {
    setAutoFillBackground(true);
    grid_->setContentsMargins(12, 5, 8, 5);
    grid_->setHorizontalSpacing(6);
    grid_->setVerticalSpacing(2);
    for (QLabel* label : {sentence_, verdict_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    QFont bold = sentence_->font();
    bold.setBold(true);
    sentence_->setFont(bold);
    sentence_->setAccessibleDescription(tr("Results of A and B"));
    verdict_->setAccessibleDescription(tr("How sure that is"));
    auto* ways = new FlowLayout(ways_);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(2);
    ways->addWidget(mode(tr("B only"), tr("Show B without A"), CompareMode::off));
    ways->addWidget(
        mode(tr("A behind B"), tr("Show A behind B in lanes and charts"), CompareMode::ghost));
    ways->addWidget(
        mode(tr("A above B"), tr("Show the heat of A above that of B"), CompareMode::side_by_side));
    ways->addWidget(
        mode(tr("B \u2212 A"), tr("Show the difference of heat"), CompareMode::difference));
    auto* orders = new FlowLayout(orders_);
    orders->setContentsMargins(0, 0, 0, 0);
    orders->setSpacing(4);
    for (QPushButton* button : {seeds_, keep_, back_}) orders->addWidget(button);
    place();
    seeds_->setToolTip(
        tr("Runs both again with ten seeds, to see whether they differ by more than chance."));
    keep_->setToolTip(tr("Goes on with B alone and forgets A."));
    back_->setToolTip(tr("Runs A's scenario again and forgets B."));
    connect_all();
    show_state();
}

void CompareBar::connect_all() {
    connect(&modes_, &QButtonGroup::idClicked, this,
            [this](int id) { session_.view().set_compare_mode(static_cast<CompareMode>(id)); });
    connect(seeds_, &QPushButton::clicked, this, [this] {
        if (session_.seeds().running())
            session_.stop_seeds();
        else
            session_.check_seeds();
    });
    connect(keep_, &QPushButton::clicked, this, [this] { session_.keep_b(); });
    connect(back_, &QPushButton::clicked, this, [this] { session_.back_to_a(); });
    later_.setSingleShot(true);
    later_.setInterval(compare_refresh_ms);
    connect(&later_, &QTimer::timeout, this, &CompareBar::refresh);
    connect(&session_, &Session::compared, this, [this] {
        asked_ = asked_ && session_.comparing();
        show_state();
    });
    connect(&session_, &Session::seeds_changed, this, &CompareBar::show_seeds);
    connect(&session_.view(), &ViewState::subject_changed, this, &CompareBar::show_state);
    connect(&session_.run(), &RunModel::extended, this, [this] {
        if (session_.comparing() && !later_.isActive()) later_.start();
    });
    connect(&session_.run(), &RunModel::ended, this, &CompareBar::refresh);
}

// The bar spans the page, so its height is computed for the page's width, even before it is shown.
QSize CompareBar::minimumSizeHint() const {
    const QSize least = QFrame::minimumSizeHint();
    const int width = parentWidget() == nullptr ? this->width() : parentWidget()->width();
    return {least.width(), std::max(least.height(), grid_->totalHeightForWidth(width))};
}

void CompareBar::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    place();
    updateGeometry();
}

void CompareBar::place() {
    constexpr double least_for_words = 0.45;
    const int buttons = std::max(ways_->sizeHint().width(), orders_->sizeHint().width());
    const bool beside = width() - buttons > least_for_words * width();
    if (std::exchange(beside_, beside) == beside) return;
    for (QWidget* part :
         std::initializer_list<QWidget*>{slots_, sentence_, verdict_, ways_, orders_})
        grid_->removeWidget(part);
    grid_->setColumnStretch(beside ? 0 : 1, 1);
    grid_->setColumnStretch(beside ? 1 : 0, 0);
    grid_->addWidget(slots_, 0, 0, 1, 2);
    if (beside) {
        grid_->addWidget(sentence_, 1, 0);
        grid_->addWidget(ways_, 1, 1);
        grid_->addWidget(verdict_, 2, 0);
        grid_->addWidget(orders_, 2, 1);
    } else {
        grid_->addWidget(sentence_, 1, 0, 1, 2);
        grid_->addWidget(verdict_, 2, 0, 1, 2);
        grid_->addWidget(ways_, 3, 0);
        grid_->addWidget(orders_, 3, 1);
    }
}

QToolButton* CompareBar::mode(const QString& text, const QString& tip, CompareMode mode) {
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    modes_.addButton(button, static_cast<int>(mode));
    return button;
}

void CompareBar::ask() {
    asked_ = true;
    show_state();
}

void CompareBar::show_state() {
    const bool two = session_.comparing();
    setVisible(two || asked_);
    for (QWidget* part :
         {static_cast<QWidget*>(sentence_), static_cast<QWidget*>(verdict_), ways_, orders_})
        part->setVisible(two);
    if (auto* chosen = modes_.button(static_cast<int>(session_.view().compare_mode())))
        chosen->setChecked(true);
    refresh();
}

void CompareBar::refresh() {
    if (!session_.comparing()) return;
    sentence_->setText(ContrastWords::whole(session_.run()));
    show_seeds();
}

void CompareBar::show_seeds() {
    if (!session_.comparing()) return;
    const SeedCheck& seeds = session_.seeds();
    QString text = CompareSentence::changes(session_.run_a(), session_.run());
    if (seeds.running())
        text += QLatin1Char('\n') +
                tr("Running both again: %1 of %2 seeds.").arg(seeds.done()).arg(SeedCheck::seeds);
    else if (session_.seed_difference())
        text += QLatin1Char('\n') + engine_words(isotherm::verdict(*session_.seed_difference()));
    verdict_->setText(text);
    updateGeometry();
    seeds_->setText(seeds.running() ? tr("Stop") : tr("Check with 10 seeds"));
}

}  // namespace isotherm
