// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/editor_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "app/render/canvas.h"
#include "engine/vocabulary/quantity.h"

namespace isotherm {
namespace {

constexpr std::size_t most_lines = 3;

}  // namespace

EditorPage::EditorPage(ScenarioPanel& panel, RunModel& run, QWidget* parent)
    : QWidget(parent),
      run_(run),
      title_(new QLabel(this)),
      back_(new QPushButton(this)),
      last_run_(new QLabel(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 0);
    layout->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->addWidget(title_, 1);
    head->addWidget(back_);
    layout->addLayout(head);
    layout->addWidget(&panel, 1);
    layout->addWidget(last_run_);
    last_run_->setTextFormat(Qt::PlainText);
    last_run_->setContentsMargins(8, 0, 8, 4);
    last_run_->setAccessibleDescription(tr("The last run"));
    connect(back_, &QPushButton::clicked, this, &EditorPage::back_asked);
    connect(&run, &RunModel::extended, this, [this](qint64) {
        if (isVisible()) show_last_run();
    });
    setFocusProxy(&panel.editor());
}

void EditorPage::show_names(const QString& edited, const QString& run) {
    title_->setText(QStringLiteral("<b>%1</b>").arg(edited.toHtmlEscaped()));
    back_->setVisible(!run.isEmpty());
    back_->setText(tr("Back to %1").arg(run));
}

// The tables that refused most of all, by the counts of the whole run.
void EditorPage::show_last_run() {
    struct Line {
        QString text;
        std::uint64_t throttled = 0;
    };
    std::vector<Line> lines;
    for (const TableRecording& table : run_.recording().tables) {
        std::uint64_t tries = 0, throttled = 0;
        for (const Side side : both_sides) {
            for (const SeriesSecond& second : table.seconds[side]) {
                throttled += second.throttled();
                for (const std::uint64_t count : second.requests) tries += count;
            }
        }
        if (tries == 0) continue;
        const double share = static_cast<double>(throttled) / static_cast<double>(tries);
        lines.push_back({tr("%1: %2 throttled (%3)")
                             .arg(qtext(printable(table.name.label())),
                                  QLocale().toString(static_cast<qulonglong>(throttled)),
                                  qtext(percent(share, 1))),
                         throttled});
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const Line& a, const Line& b) { return a.throttled > b.throttled; });
    QStringList shown;
    for (std::size_t i = 0; i < std::min(lines.size(), most_lines); ++i) shown << lines[i].text;
    last_run_->setText(tr("Last run, whole: %1").arg(shown.join(QStringLiteral("   "))));
    last_run_->setVisible(!shown.isEmpty());
}

void EditorPage::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    show_last_run();
}

void EditorPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && !back_->isHidden())
        Q_EMIT back_asked();
    else
        QWidget::keyPressEvent(event);
}

}  // namespace isotherm
