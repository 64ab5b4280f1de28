// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The form of a scenario: a tree of its settings, with buttons that add, remove and move elements
// of lists, such as the steps of a flow. It only requests changes of the scenario's text.

#include <QPushButton>
#include <QTreeView>
#include <QWidget>
#include <functional>

#include "app/gui/models/scenario_form.h"

namespace isotherm {

// A change of the scenario's text; nullopt if it cannot be made.
using TextChange = std::function<std::optional<std::string>(const std::string& text)>;

class ScenarioFormView final : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioFormView(QWidget* parent = nullptr);

    // `text` is the text of the fields. What is unfolded and selected stays so.
    void show_fields(std::vector<ScenarioField> fields, const std::string& text);
    // The next fields are those of another scenario.
    void forget() { shown_once_ = false; }
    // Whether the user is typing into a field.
    bool is_typing() const;

    ScenarioForm& form() { return *form_; }
    QTreeView& tree() { return *tree_; }

Q_SIGNALS:
    void change_asked(const isotherm::TextChange& change);

private:
    // An element of a list, or the place behind its last one.
    struct Place {
        TomlPath list;
        std::size_t position = 0;
        std::size_t size = 0;
        bool is_element = false;
        std::string new_element;

        TomlPath element() const;
    };
    std::optional<Place> place() const;
    std::vector<TomlPath> unfolded() const;
    void unfold_first();
    void connect_keys();
    void add();
    void remove();
    // Exchanges the element with the next one (1) or the one before it (-1).
    void move(int by);
    void update_buttons();
    void ask(const TextChange& change, TomlPath select);

    QTreeView* tree_;
    ScenarioForm* form_;
    QPushButton* add_;
    QPushButton* remove_;
    QPushButton* up_;
    QPushButton* down_;
    std::string text_;
    TomlPath selected_;  // to select when the changed text is shown
    bool shown_once_ = false;
};

}  // namespace isotherm
