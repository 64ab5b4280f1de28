// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Shows Markdown of this program: stories and the glossary. It shows no HTML and loads no pictures;
// links are told to the window.

#include <QTextBrowser>
#include <QUrl>

namespace isotherm {

class StoryPanel final : public QTextBrowser {
    Q_OBJECT

public:
    explicit StoryPanel(const QString& name, QWidget* parent = nullptr);

    // `empty` is shown if there is no story.
    void show_story(const QString& markdown, const QString& empty);
    QString markdown() const { return markdown_; }

Q_SIGNALS:
    void link_asked(const QUrl& link);

protected:
    // Pictures, also those of files, are not loaded.
    QVariant loadResource(int, const QUrl&) override { return {}; }

private:
    QString markdown_;
};

}  // namespace isotherm
