// SPDX-License-Identifier: Apache-2.0
#include "app/render/cells/row_labels.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace isotherm {
namespace {

// Rows of equal height, none of them busy.
std::vector<LabelCandidate> quiet_rows(std::size_t count, double height) {
    std::vector<LabelCandidate> rows;
    for (std::size_t r = 0; r < count; ++r)
        rows.push_back({r, (static_cast<double>(r) + 0.5) * height, 0, 0, false});
    return rows;
}

bool labelled(const std::vector<RowLabel>& labels, std::size_t row) {
    return std::any_of(labels.begin(), labels.end(),
                       [row](const RowLabel& label) { return label.row == row; });
}

TEST(RowLabels, AllRowsAreLabelledWhereThereIsRoom) {
    EXPECT_EQ(row_labels(quiet_rows(21, 13), 13).size(), 21U);
    EXPECT_TRUE(row_labels({}, 13).empty());
}

TEST(RowLabels, RefusedAndPinnedRowsComeFirst) {
    auto rows = quiet_rows(21, 6);
    rows[11].refused = 10;
    rows[18].refused = 100;
    rows[3].pinned = true;
    const auto labels = row_labels(rows, 13);
    for (const std::size_t row : {3U, 11U, 18U}) EXPECT_TRUE(labelled(labels, row)) << row;
    for (std::size_t l = 1; l < labels.size(); ++l) EXPECT_GE(labels[l].y - labels[l - 1].y, 13);
}

// Two of 21 rows throttle: they have labels whatever the height of the rows, and so has the hottest
// one where it is far enough from them.
TEST(RowLabels, TheRowsThatThrottleAreLabelledAtEveryHeight) {
    for (double height = 2; height <= 24; ++height) {
        auto rows = quiet_rows(21, height);
        rows[11].refused = 10;
        rows[18].refused = 100;
        rows[2].heat = 0.8;
        const auto labels = row_labels(rows, 13);
        for (const std::size_t row : {2U, 11U, 18U}) EXPECT_TRUE(labelled(labels, row)) << height;
        for (std::size_t l = 1; l < labels.size(); ++l)
            EXPECT_GE(labels[l].y - labels[l - 1].y, 13) << height;
    }
}

// 100 rows of 2 pixels: 20 fit at a distance of 10; no label would fit between two others.
TEST(RowLabels, FillTheRoomThatIsLeft) {
    const auto labels = row_labels(quiet_rows(100, 2), 10);
    for (std::size_t l = 1; l < labels.size(); ++l) EXPECT_LT(labels[l].y - labels[l - 1].y, 20);
    EXPECT_TRUE(labelled(labels, 0));
    EXPECT_TRUE(labelled(labels, 99));
}

TEST(RowLabels, ARefusedRowWithoutRoomIsCountedByItsNeighbour) {
    auto rows = quiet_rows(10, 6);
    rows[4].refused = 5;
    rows[5].refused = 3;
    const auto labels = row_labels(rows, 13);
    const auto named = std::find_if(labels.begin(), labels.end(),
                                    [](const RowLabel& label) { return label.row == 4; });
    ASSERT_NE(named, labels.end());
    EXPECT_EQ(named->refused_beside, 1U);
    EXPECT_FALSE(labelled(labels, 5));
}

}  // namespace
}  // namespace isotherm
