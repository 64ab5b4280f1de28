// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/lessons/picture_cards.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace isotherm {
namespace {

constexpr TextStyle card_text{13, true};
constexpr double card_margin = 8;
constexpr double card_line = 19;

}  // namespace

PictureCard::PictureCard(const ViewState& view, std::size_t number, QWidget* parent)
    : QAbstractButton(parent), view_(view), number_(number) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setObjectName(QStringLiteral("choice_%1").arg(number));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setCursor(Qt::PointingHandCursor);
}

QSize PictureCard::minimumSizeHint() const {
    return {200, static_cast<int>(110 * view_.text_scale())};
}

void PictureCard::show_choice(const QString& words, std::vector<BandName> names,
                              std::shared_ptr<const BandedRun> run) {
    setText(words);
    setAccessibleName(QStringLiteral("%1: %2").arg(number_).arg(words));
    names_ = std::move(names);
    run_ = std::move(run);
    update();
}

void PictureCard::set_right(std::optional<bool> right) {
    right_ = right;
    update();
}

void PictureCard::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    Canvas canvas(painter, view_.theme(), view_.text_scale());
    const Theme& theme = view_.theme();
    canvas.fill(rect(), theme.background);
    const QRectF inside =
        QRectF(rect()).adjusted(card_margin, card_margin, -card_margin, -card_margin);
    const QString number = QStringLiteral("%1  ").arg(number_);
    const double indent = canvas.width_of(number, card_text);
    const QStringList lines = canvas.wrapped(text(), card_text, inside.width() - indent);
    double y = inside.top() + canvas.em(card_line) / 2;
    canvas.text({inside.left(), y}, number, card_text, Align::left, theme.consumed);
    for (const QString& line : lines) {
        canvas.text({inside.left() + indent, y}, line, card_text);
        y += canvas.em(card_line);
    }
    QString verdict;
    if (right_) verdict = *right_ ? tr("this is the run") : QString();
    if (!verdict.isEmpty()) {
        canvas.text({inside.left() + indent, y}, verdict, card_text, Align::left, theme.consumed);
        y += canvas.em(card_line);
    }
    const QRectF picture(inside.left(), y, inside.width(), inside.bottom() - y);
    if (run_ == nullptr) {
        canvas.text(picture.center(), tr("being simulated\u2026"), note_text, Align::middle);
    } else {
        BandsLook look;
        look.bare = true;
        look.seen = run_->recording().seconds();
        paint_bands(canvas, names_, run_.get(), look, picture);
    }
    const bool strong = isChecked() || hasFocus();
    painter.setPen(QPen(isChecked() ? theme.consumed
                        : strong    ? theme.selection
                                    : theme.grid,
                        isChecked() ? 3 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -2, -2));
}

PictureCards::PictureCards(const ViewState& view, QWidget* parent)
    : QWidget(parent), view_(view), grid_(new QGridLayout(this)) {
    setObjectName(QStringLiteral("picture_cards"));
    grid_->setContentsMargins(8, 8, 8, 8);
    grid_->setSpacing(8);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PictureCards::show_choices(const std::vector<BandName>& names,
                                const std::vector<Choice>& choices, const std::string& chosen,
                                const std::string& right, bool locked) {
    while (cards_.size() > choices.size()) {
        delete cards_.back();
        cards_.pop_back();
    }
    while (cards_.size() < choices.size()) {
        const std::size_t at = cards_.size();
        auto* card = new PictureCard(view_, at + 1, this);
        connect(card, &QAbstractButton::clicked, this, [this, at] { choose(at); });
        grid_->addWidget(card, static_cast<int>(at / 2), static_cast<int>(at % 2));
        cards_.push_back(card);
    }
    keys_.clear();
    for (std::size_t c = 0; c < choices.size(); ++c) {
        keys_.push_back(choices[c].key);
        cards_[c]->show_choice(choices[c].words, names, choices[c].run);
        cards_[c]->setChecked(choices[c].key == chosen);
        cards_[c]->setEnabled(!locked);
        cards_[c]->set_right(right.empty() ? std::nullopt : std::optional(choices[c].key == right));
    }
}

std::string PictureCards::chosen() const {
    for (std::size_t c = 0; c < cards_.size(); ++c)
        if (cards_[c]->isChecked()) return keys_[c];
    return {};
}

void PictureCards::choose(std::size_t card) {
    if (card >= cards_.size() || !cards_[card]->isEnabled()) return;
    for (std::size_t c = 0; c < cards_.size(); ++c) cards_[c]->setChecked(c == card);
    cards_[card]->setFocus();
    Q_EMIT chosen_changed();
}

// The digits choose; so do the arrow keys, from the card that has the focus.
void PictureCards::keyPressEvent(QKeyEvent* event) {
    const int digit = event->key() - Qt::Key_1;
    if (digit >= 0 && digit < static_cast<int>(cards_.size()))
        return choose(static_cast<std::size_t>(digit));
    const auto focused = std::find_if(cards_.begin(), cards_.end(),
                                      [](const PictureCard* card) { return card->hasFocus(); });
    const auto at = static_cast<std::size_t>(focused - cards_.begin());
    if (focused == cards_.end()) return QWidget::keyPressEvent(event);
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!cards_[at]->isChecked()) choose(at);
            Q_EMIT taken();
            return;
        case Qt::Key_Left:
            return choose(at == 0 ? 0 : at - 1);
        case Qt::Key_Right:
            return choose(at + 1);
        case Qt::Key_Up:
            return choose(at < 2 ? at : at - 2);
        case Qt::Key_Down:
            return choose(at + 2);
        default:
            QWidget::keyPressEvent(event);
    }
}

}  // namespace isotherm
