#include "app/gui/views/start_page.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include "engine/run/scenario.h"

namespace isotherm {
QString StartPage::shipped_folder() {
    // Installed beside the program, in a build tree, or in the working directory's source tree.
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& candidate :
         {program + QStringLiteral("/../share/isotherm/scenarios"),
          program + QStringLiteral("/../../../resources/scenarios"),
          QDir::currentPath() + QStringLiteral("/resources/scenarios")}) {
        if (QFileInfo::exists(candidate)) return QDir(candidate).canonicalPath();
    }
    return {};
}

StartPage::StartPage(const ViewState& view, QWidget* parent)
    : QWidget(parent),
      view_(view),
      recent_(new QListWidget(this)),
      no_recent_(new QLabel(this)),
      examples_(new QListWidget(this)) {
    setAutoFillBackground(true);
    // Large text asks for more than a small window has.
    auto* scrolled = new QScrollArea(this);
    scrolled->setWidgetResizable(true);
    scrolled->setFocusPolicy(Qt::NoFocus);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(scrolled);
    auto* sheet = new QWidget(scrolled);
    scrolled->setWidget(sheet);
    auto* page = new QHBoxLayout(sheet);
    auto* column = new QWidget(sheet);
    column->setMaximumWidth(1'000);
    page->addStretch(1);
    page->addWidget(column, 100);
    page->addStretch(1);
    auto* outer = new QVBoxLayout(column);
    outer->setContentsMargins(40, 30, 40, 20);
    auto* title =
        new QLabel(QStringLiteral("<span style='font-size:28px'><b>Isotherm</b></span>"), this);
    outer->addStretch(1);
    outer->addWidget(title);
    auto* claim = new QLabel(
        tr("See where a DynamoDB table will throttle, why, and what it takes to stop it."), this);
    claim->setWordWrap(true);
    outer->addWidget(claim);
    outer->addSpacing(18);

    auto* grid = new QGridLayout;
    grid->setSpacing(12);
    const QString folder = shipped_folder();
    QPushButton* demo =
        card(tr("Watch a table throttle"),
             tr("A recorded web server on a table of four partitions, six minutes."));
    demo->setEnabled(!folder.isEmpty());
    connect(demo, &QPushButton::clicked, this,
            [this, folder] { Q_EMIT open_asked(folder + QStringLiteral("/nasa.toml")); });
    QPushButton* open = card(tr("Open a scenario or a recorded stream"),
                             tr("A .toml file, or a log of requests in any of the known formats."));
    connect(open, &QPushButton::clicked, this, &StartPage::browse_asked);
    QPushButton* run =
        card(tr("Open a finished run"), tr("The folder that isotherm run --out wrote."));
    connect(run, &QPushButton::clicked, this, &StartPage::run_browse_asked);
    QPushButton* fresh = card(tr("Start a new scenario"),
                              tr("A small one to change: a table, a workload, ten minutes."));
    connect(fresh, &QPushButton::clicked, this, &StartPage::new_asked);
    for (std::size_t i = 0; i < cards_.size(); ++i) {
        grid->addWidget(cards_[i], static_cast<int>(i / 2), static_cast<int>(i % 2));
    }
    outer->addLayout(grid);
    outer->addSpacing(16);
    no_recent_->setText(
        tr("What you open will be listed here. Files can also be dropped on the window."));
    no_recent_->setWordWrap(true);
    no_recent_->setAlignment(Qt::AlignTop);
    recent_->setAccessibleName(tr("Recent files"));
    examples_->setAccessibleName(tr("Scenarios to learn from"));
    list_examples(folder);
    auto* recent_box = new QWidget(this);
    auto* recent_layout = new QVBoxLayout(recent_box);
    recent_layout->setContentsMargins(0, 0, 0, 0);
    recent_layout->addWidget(no_recent_);
    recent_layout->addWidget(recent_);
    auto* lists = new QHBoxLayout;
    lists->setSpacing(12);
    lists->addWidget(titled(tr("Scenarios to learn from"), examples_), 1);
    lists->addWidget(titled(tr("Recent"), recent_box), 1);
    outer->addLayout(lists);
    outer->addStretch(2);
    for (QListWidget* list : {examples_, recent_}) open_when_chosen(list);
}

QWidget* StartPage::titled(const QString& title, QWidget* below) {
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(new QLabel(QStringLiteral("<b>%1</b>").arg(title), box));
    layout->addWidget(below, 1);
    return box;
}

void StartPage::open_when_chosen(QListWidget* list) {
    list->setMaximumHeight(190);
    list->setFrameShape(QFrame::NoFrame);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideMiddle);  // the whole path is in the tooltip
    const auto open = [this](QListWidgetItem* item) {
        Q_EMIT open_asked(item->data(Qt::UserRole).toString());
    };
    connect(list, &QListWidget::itemActivated, this, open);
    connect(list, &QListWidget::itemClicked, this, open);
}

// By what the scenarios call themselves; the first lines of each say what there is to see.
void StartPage::list_examples(const QString& folder) {
    if (folder.isEmpty()) return;
    for (const QFileInfo& file :
         QDir(folder).entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
        const auto scenario = read_scenario_file(file.absoluteFilePath().toStdString());
        if (!scenario.ok()) continue;
        auto* item = new QListWidgetItem(QString::fromStdString(scenario.value().name), examples_);
        item->setData(Qt::UserRole, file.absoluteFilePath());
        const std::string& text = scenario.value().text;
        item->setToolTip(QString::fromStdString(text.substr(0, text.find("\nname"))));
    }
}

QPushButton* StartPage::card(const QString& title, const QString& text) {
    auto* button = new QPushButton(this);
    button->setAccessibleName(title);
    button->setAccessibleDescription(text);
    button->setCursor(Qt::PointingHandCursor);
    auto* layout = new QVBoxLayout(button);
    layout->setContentsMargins(18, 18, 18, 18);
    // As high as what is written on it asks for.
    button->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    auto* head = new QLabel(
        QStringLiteral("<span style='font-size:15px'><b>%1</b></span>").arg(title), button);
    auto* body = new QLabel(text, button);
    for (QLabel* label : {head, body}) {
        label->setWordWrap(true);
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        layout->addWidget(label);
    }
    cards_.push_back(button);
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
