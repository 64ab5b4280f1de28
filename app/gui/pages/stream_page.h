// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A recorded stream before it is replayed: its content, its rate over time, and a button that makes
// a scenario. While the stream is being read: the progress and a button to cancel.

#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QWidget>
#include <memory>

#include "app/gui/canvas/stream_pictures.h"

namespace isotherm {

class Opening;

class StreamPage final : public QWidget {
    Q_OBJECT

public:
    explicit StreamPage(const ViewState& view, QWidget* parent = nullptr);

    // Shows how far a stream has been read.
    void show_reading(const Opening& opening);
    void show_facts(std::shared_ptr<const StreamFacts> facts);
    bool has_facts() const { return facts_ != nullptr; }
    QString title() const { return name_; }
    // The shown facts as text for the clipboard.
    QString text() const;

    QPushButton& make_button() { return *make_; }
    QPushButton& cancel_button() { return *cancel_; }
    QProgressBar& progress() { return *progress_; }
    PacePicture& pace() { return *pace_; }
    KeyPicture& keys() { return *keys_; }

Q_SIGNALS:
    void scenario_asked();
    void another_asked();
    void cancel_asked();

private:
    QWidget* make_head();
    QWidget* make_reading();
    QWidget* make_facts();
    QWidget* tile(const QString& name);
    void show_look();
    void show_tiles();
    void show_numbers();
    void show_title(const QString& path, const QString& below);

    const ViewState& view_;
    std::shared_ptr<const StreamFacts> facts_;
    bool reading_ = false;
    QString name_;  // name of the file
    QLabel* title_;
    QLabel* format_;
    QPushButton* make_;
    QPushButton* another_;
    QStackedWidget* parts_;
    QLabel* state_;
    QProgressBar* progress_;
    QPushButton* cancel_;
    std::vector<QFrame*> tiles_;
    std::vector<QLabel*> values_;  // one per tile
    std::vector<QLabel*> notes_;
    std::vector<QLabel*> quiet_;  // captions, in the quiet colour
    QLabel* need_;
    PacePicture* pace_;
    KeyPicture* keys_;
    QFormLayout* numbers_;
    QScrollArea* scroll_;
    QWidget* below_;  // keys and numbers, below the picture over time
};

}  // namespace isotherm
