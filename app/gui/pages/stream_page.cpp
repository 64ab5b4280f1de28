// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/stream_page.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <utility>

#include "app/gui/controller/opening.h"
#include "app/gui/models/cause_names.h"
#include "app/gui/models/stream_words.h"
#include "app/gui/widgets/gui_theme.h"

namespace isotherm {
namespace {

constexpr int progress_steps = 1'000;
// Height of the keys and numbers below: enough for ten keys. The rest belongs to the picture over
// time.
constexpr double below_height = 330;

QLabel* text_label(QWidget* parent) {
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

}  // namespace

StreamPage::StreamPage(const ViewState& view, QWidget* parent)
    : QWidget(parent),
      view_(view),
      title_(new QLabel(this)),
      format_(text_label(this)),
      make_(new QPushButton(tr("Make a scenario from it"), this)),
      another_(new QPushButton(tr("Open another"), this)),
      parts_(new QStackedWidget(this)) {
    setAutoFillBackground(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(make_head());
    parts_->addWidget(make_reading());
    parts_->addWidget(make_facts());
    layout->addWidget(parts_, 1);
    connect(&view, &ViewState::look_changed, this, &StreamPage::show_look);
    show_look();
    connect(make_, &QPushButton::clicked, this, &StreamPage::scenario_asked);
    connect(another_, &QPushButton::clicked, this, &StreamPage::another_asked);
    connect(cancel_, &QPushButton::clicked, this, &StreamPage::cancel_asked);
}

// Gives the page the background of the pictures, and captions a readable colour.
void StreamPage::show_look() {
    const Theme& theme = view_.theme();
    QPalette ground = palette_of(theme);
    ground.setColor(QPalette::Window, theme.background);
    setPalette(ground);
    QPalette quiet = ground;
    quiet.setColor(QPalette::WindowText, theme.quiet_text);
    for (QLabel* label : quiet_) label->setPalette(quiet);
    scroll_->widget()->setPalette(ground);
    below_->setMaximumHeight(static_cast<int>(below_height * view_.text_scale()));
    for (QFrame* box : tiles_) {
        box->setStyleSheet(
            QStringLiteral("QFrame#tile { border: 1px solid %1; border-radius: 4px; }")
                .arg(theme.grid.name()));
    }
}

QWidget* StreamPage::make_head() {
    auto* head = new QWidget(this);
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 8);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    title_->setTextFormat(Qt::RichText);
    title_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    quiet_.push_back(format_);
    format_->setAccessibleName(tr("Format"));
    words->addWidget(title_);
    words->addWidget(format_);
    layout->addLayout(words, 1);
    make_->setProperty("primary", true);
    make_->setToolTip(
        tr("A table provisioned for the mean, and a workload that replays the stream"));
    for (QPushButton* button : {make_, another_}) {
        button->setMinimumHeight(32);
        layout->addWidget(button, 0, Qt::AlignTop);
    }
    return head;
}

QWidget* StreamPage::make_reading() {
    auto* part = new QWidget(this);
    auto* layout = new QVBoxLayout(part);
    auto* box = new QWidget(part);
    box->setFixedWidth(480);
    auto* column = new QVBoxLayout(box);
    state_ = new QLabel(box);
    state_->setWordWrap(true);
    state_->setMinimumHeight(44);
    state_->setAlignment(Qt::AlignBottom | Qt::AlignLeft);
    progress_ = new QProgressBar(box);
    progress_->setRange(0, progress_steps);
    progress_->setTextVisible(false);
    progress_->setMaximumHeight(12);
    progress_->setAccessibleName(tr("How much of the stream has been read"));
    cancel_ = new QPushButton(tr("Cancel"), box);
    column->addWidget(state_);
    column->addWidget(progress_);
    column->addSpacing(6);
    column->addWidget(cancel_, 0, Qt::AlignLeft);
    layout->addStretch(2);
    layout->addWidget(box, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    return part;
}

QWidget* StreamPage::make_facts() {
    auto* part = new QWidget(this);
    auto* layout = new QVBoxLayout(part);
    layout->setContentsMargins(12, 0, 12, 8);
    layout->setSpacing(8);
    auto* tiles = new QHBoxLayout;
    tiles->setSpacing(8);
    for (const QString& name : {tr("Requests"), tr("Busiest second"), tr("Distinct keys"),
                                tr("Key asked for most"), tr("Item size")}) {
        tiles->addWidget(tile(name), 1);
    }
    layout->addLayout(tiles);
    need_ = text_label(part);
    need_->setAccessibleName(tr("What a table would need"));
    need_->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(need_);
    pace_ = new PacePicture(view_, part);
    keys_ = new KeyPicture(view_, part);
    auto* counted = new QWidget(part);
    numbers_ = new QFormLayout(counted);
    numbers_->setContentsMargins(8, 4, 8, 4);
    numbers_->setHorizontalSpacing(18);
    numbers_->setVerticalSpacing(3);
    numbers_->setLabelAlignment(Qt::AlignLeft);
    scroll_ = new QScrollArea(part);
    scroll_->setWidget(counted);
    scroll_->setWidgetResizable(true);
    scroll_->setMinimumWidth(360);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setAccessibleName(tr("Everything that was counted"));
    below_ = new QWidget(part);
    auto* side_by_side = new QHBoxLayout(below_);
    side_by_side->setContentsMargins(0, 0, 0, 0);
    side_by_side->setSpacing(12);
    side_by_side->addWidget(keys_, 3);
    side_by_side->addWidget(scroll_, 2);
    layout->addWidget(pace_, 4);
    layout->addWidget(below_, 5);
    return part;
}

QWidget* StreamPage::tile(const QString& name) {
    auto* box = new QFrame(this);
    box->setObjectName(QStringLiteral("tile"));
    tiles_.push_back(box);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(10, 6, 10, 6);
    layout->setSpacing(1);
    auto* head = new QLabel(name, box);
    auto* value = new QLabel(box);
    value->setTextFormat(Qt::PlainText);
    value->setAccessibleName(name);
    auto* note = new QLabel(box);
    quiet_.insert(quiet_.end(), {head, note});
    note->setTextFormat(Qt::PlainText);
    for (QLabel* label : {head, note}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    }
    for (QLabel* label : {head, value, note}) {
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        layout->addWidget(label);
    }
    value->setStyleSheet(QStringLiteral("font-size: 19px; font-weight: bold;"));
    values_.push_back(value);
    notes_.push_back(note);
    return box;
}

void StreamPage::show_title(const QString& path, const QString& below) {
    name_ = QFileInfo(path).fileName();
    title_->setText(
        QStringLiteral("<span style='font-size:20px'><b>%1</b></span>").arg(name_.toHtmlEscaped()));
    title_->setToolTip(path);
    format_->setText(below);
}

void StreamPage::show_reading(const Opening& opening) {
    facts_.reset();
    show_title(opening.path(), QFileInfo(opening.path()).absolutePath());
    make_->setVisible(false);
    const double share = opening.share();
    progress_->setValue(static_cast<int>(share * progress_steps));
    cancel_->setText(opening.stopping() ? tr("Cancel and discard") : tr("Cancel"));
    state_->setText(
        opening.stopping() || share >= 1
            ? tr("Counting what was read: %1 requests\u2026").arg(count_text(opening.rows()))
            : tr("Reading the stream: %1, %2 requests so far. If you cancel, you can view what was "
                 "read.")
                  .arg(share_text(share, 0), count_text(opening.rows())));
    if (std::exchange(reading_, true)) return;
    parts_->setCurrentIndex(0);
    cancel_->setFocus();
}

void StreamPage::show_facts(std::shared_ptr<const StreamFacts> facts) {
    reading_ = false;
    facts_ = std::move(facts);
    show_title(qtext(facts_->path), StreamWords::format(*facts_));
    make_->setVisible(true);
    const QString unread = StreamWords::unread(*facts_);
    need_->setText((unread.isEmpty() ? QString() : unread + QLatin1Char('\n')) +
                   StreamWords::need(*facts_));
    show_tiles();
    show_numbers();
    pace_->show_facts(facts_);
    keys_->show_facts(facts_);
    parts_->setCurrentIndex(1);
    make_->setFocus();
}

void StreamPage::show_tiles() {
    const TraceStatistics& counted = facts_->statistics;
    const StreamPace& pace = facts_->pace;
    const QString nothing = QStringLiteral("\u2013");
    const auto show = [this](std::size_t at, const QString& value, const QString& note) {
        values_[at]->setText(value);
        notes_[at]->setText(note);
        notes_[at]->setToolTip(note);  // shows a long key, which cannot wrap
    };
    show(
        0, count_text(counted.rows),
        tr("reads %1 \u00b7 writes %2").arg(count_text(counted.reads), count_text(counted.writes)));
    show(1, counted.has_times ? count_text(pace.busiest_requests) : nothing,
         counted.has_times ? tr("mean %1 a second").arg(amount_text(pace.mean_requests))
                           : tr("no times recorded"));
    show(2, count_text(counted.distinct_keys),
         counted.zipf_exponent
             ? tr("Zipf exponent %1").arg(QLocale().toString(*counted.zipf_exponent, 'f', 2))
             : tr("no key repeats"));
    const auto& top = counted.top.front();
    show(3, share_text(counted.share(top.count)), qtext(printable(top.key)));
    const double mean = static_cast<double>(counted.size_sum) / static_cast<double>(counted.rows);
    show(4, counted.has_sizes ? StreamWords::bytes(mean) : nothing,
         counted.has_sizes
             ? tr("up to %1").arg(StreamWords::bytes(static_cast<double>(counted.size_max)))
             : tr("no sizes recorded"));
}

void StreamPage::show_numbers() {
    while (numbers_->rowCount() > 0) numbers_->removeRow(0);
    for (const auto& [what, how_much] : StreamWords::numbers(*facts_)) {
        auto* name = new QLabel(what, this);
        name->setPalette(format_->palette());
        QLabel* value = text_label(this);
        value->setText(how_much);
        value->setAccessibleName(what);
        numbers_->addRow(name, value);
    }
}

QString StreamPage::text() const {
    return facts_ == nullptr ? QString() : StreamWords::all(*facts_);
}

}  // namespace isotherm
