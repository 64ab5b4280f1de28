// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/pages/import_fields.h"

#include <QHBoxLayout>
#include <QLabel>
#include <tuple>
#include <utility>

#include "app/gui/widgets/flow_layout.h"
#include "app/render/canvas.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/time_reader.h"

namespace isotherm {

ImportFields::ImportFields(Importing& importing, QWidget* parent)
    : QWidget(parent),
      importing_(importing),
      table_(new QComboBox(this)),
      region_(new QLineEdit(this)),
      zone_(new QLineEdit(this)),
      metric_(new QLineEdit(this)),
      rule_(new QLineEdit(this)),
      period_(new QLineEdit(this)),
      from_(new QLineEdit(this)),
      to_(new QLineEdit(this)) {
    auto* flow = new FlowLayout(this);
    flow->setContentsMargins(0, 0, 0, 0);
    add_field(tr("Table"), table_,
              tr("Import only this table; also the table of files that name none"));
    add_field(tr("Region"), region_,
              tr("AWS Region of templates and prices, such as eu-central-1"));
    add_field(tr("Time zone"), zone_, tr("Of times without one, such as Europe/Berlin"));
    add_field(tr("Metric"), metric_,
              tr("CloudWatch metric of files that name none, such as ConsumedReadCapacityUnits"));
    add_field(tr("Rule"), rule_,
              tr("Name of the Contributor Insights rule of a report that does not show it"));
    add_field(tr("Period"), period_, tr("Of metrics that do not show it, such as 5m"));
    add_field(tr("From"), from_, tr("Start of the run and of what is imported"));
    add_field(tr("To"), to_, tr("End of the run and of what is imported"));
    for (QLineEdit* line : {region_, zone_, metric_, rule_, period_, from_, to_}) {
        line->setFixedWidth(112);
        connect(line, &QLineEdit::editingFinished, this, &ImportFields::take);
    }
    table_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(table_, &QComboBox::activated, this, &ImportFields::take);
}

void ImportFields::add_field(const QString& name, QWidget* editor, const QString& tip) {
    auto* box = new QWidget(this);
    auto* pair = new QHBoxLayout(box);
    pair->setContentsMargins(0, 0, 8, 0);
    auto* label = new QLabel(name, box);
    label->setBuddy(editor);
    editor->setToolTip(tip);
    editor->setAccessibleName(name);
    pair->addWidget(label);
    pair->addWidget(editor);
    layout()->addWidget(box);
}

void ImportFields::refresh() {
    const ImportOptions& options = importing_.options();
    const auto& understood = importing_.understood();
    // With one table chosen, the others are not known any more.
    if (options.table.empty() && understood != nullptr) {
        table_->clear();
        table_->addItem(tr("all"));
        for (const std::string& name : understood->tables) table_->addItem(qtext(name));
    }
    table_->setCurrentIndex(std::max(0, table_->findText(qtext(options.table))));
    region_->setText(qtext(options.region));
}

void ImportFields::take() {
    ImportOptions options = importing_.options();
    options.table = table_->currentIndex() <= 0 ? "" : table_->currentText().toStdString();
    options.region = region_->text().trimmed().toStdString();
    options.zone = zone_->text().trimmed().toStdString();
    options.metric = metric_->text().trimmed().toStdString();
    options.rule = rule_->text().trimmed().toStdString();
    trouble_.clear();
    take_times(options);
    const auto all = [](const ImportOptions& of) {
        return std::tie(of.table, of.region, of.zone, of.metric, of.rule, of.period_s, of.from,
                        of.to);
    };
    if (trouble_.isEmpty() && all(options) != all(importing_.options()))
        importing_.set_options(std::move(options));
    Q_EMIT changed();
}

void ImportFields::take_times(ImportOptions& options) {
    const QString period = period_->text().trimmed();
    const auto seconds = parse_duration(period.toStdString());
    if (!period.isEmpty() && (!seconds || whole_seconds(*seconds) < 1))
        trouble_ = tr("\u201c%1\u201d is not a period. Write 60s or 5m.").arg(period);
    options.period_s = period.isEmpty() || !seconds ? 0 : whole_seconds(*seconds);
    for (const auto& [line, time] :
         {std::pair{from_, &options.from}, std::pair{to_, &options.to}}) {
        const std::string text = line->text().trimmed().toStdString();
        time->reset();
        if (text.empty()) continue;
        const TimeRead read = read_time(text);
        if (const auto day = read_day(text))
            *time = WallTime(*day);
        else if (read.ok())
            *time = read.time;
        else
            trouble_ = tr("\u201c%1\u201d is not a time. Write 2026-11-16T00:00:00Z.")
                           .arg(line->text().trimmed());
    }
    if (options.from && options.to && *options.to <= *options.from)
        trouble_ = tr("The end is not after the start.");
}

}  // namespace isotherm
