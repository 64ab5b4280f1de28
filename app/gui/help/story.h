// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The story of a scenario: a Markdown file of its name beside it, in another language with .ja.md
// at its end, or, without one, the comment at the head of its text. Links of a story move the view
// or fill What if.

#include <QString>
#include <QUrl>
#include <optional>
#include <utility>

#include "app/gui/models/view_state.h"
#include "engine/recording/recording.h"

namespace isotherm {

// Returns the story as Markdown; empty if there is none. `path` may be that of a scenario or of a
// run; `language` is a code such as "ja". A story in another language is better than none.
QString story_of(const QString& path, const QString& scenario_text, const QString& language);

// The comment at the head of a scenario as Markdown paragraphs.
QString leading_comment(const QString& scenario_text);

// view:?from=1:55&to=2:30&band=votes:write&pin=2:00
struct StoryView {
    std::optional<TimeWindow> window;
    QString table;  // label of a table or index; empty: the one that is shown
    std::optional<Side> side;
    std::optional<std::int64_t> pin;  // second
};
// Returns nullopt if the link is not of this kind or has a value that cannot be read.
std::optional<StoryView> story_view(const QUrl& link);

// try:workloads.voters.write_shards=10 as path and value; nullopt if the link is not of this kind.
std::optional<std::pair<QString, QString>> story_trial(const QUrl& link);

}  // namespace isotherm
