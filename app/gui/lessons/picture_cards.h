// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Two to four pictures to choose from, each of a run.

#include <QAbstractButton>
#include <QGridLayout>
#include <QWidget>
#include <vector>

#include "app/gui/lessons/lesson_picture.h"

namespace isotherm {

// One picture with its number and words.
class PictureCard final : public QAbstractButton {
    Q_OBJECT

public:
    PictureCard(const ViewState& view, std::size_t number, QWidget* parent);

    void show_choice(const QString& words, std::vector<BandName> names,
                     std::shared_ptr<const BandedRun> run);
    // Whether this is what the run will be, once that is known.
    void set_right(std::optional<bool> right);
    bool pictured() const { return run_ != nullptr; }
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ViewState& view_;
    std::size_t number_;
    std::vector<BandName> names_;
    std::shared_ptr<const BandedRun> run_;
    std::optional<bool> right_;
};

class PictureCards final : public QWidget {
    Q_OBJECT

public:
    struct Choice {
        std::string key;
        QString words;
        std::shared_ptr<const BandedRun> run;  // nullptr: not simulated yet
    };

    explicit PictureCards(const ViewState& view, QWidget* parent = nullptr);

    // `right`: the key of the right choice; empty until it may be told.
    void show_choices(const std::vector<BandName>& names, const std::vector<Choice>& choices,
                      const std::string& chosen, const std::string& right, bool locked);
    // Empty: nothing is chosen.
    std::string chosen() const;
    void choose(std::size_t card);
    const std::vector<PictureCard*>& cards() const { return cards_; }

Q_SIGNALS:
    void chosen_changed();
    void taken();  // Enter on the chosen card

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    const ViewState& view_;
    QGridLayout* grid_;
    std::vector<PictureCard*> cards_;
    std::vector<std::string> keys_;
};

}  // namespace isotherm
