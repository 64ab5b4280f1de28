// SPDX-License-Identifier: Apache-2.0
#include "app/render/picture_file.h"

#include "tests/engine/recording/made_recording.h"
// Before the Qt headers, whose keyword macros would replace names in the recordings' code.
#include <QImage>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

#include <clocale>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/render/theme.h"
#include "tests/temporary_folder.h"

namespace isotherm {
namespace {

namespace fs = std::filesystem;

class Folder {
public:
    std::string operator/(const std::string& name) const { return folder_.path(name); }
    std::size_t files() const {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()));
    }

private:
    TemporaryFolder folder_;
};

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

QImage decoded(const std::string& png) {
    return QImage::fromData(reinterpret_cast<const uchar*>(png.data()),
                            static_cast<int>(png.size()), "PNG");
}

PictureOptions small() {
    PictureOptions options;
    options.width = 1024;
    options.height = 768;
    return options;
}

}  // namespace

TEST(PictureFile, the_same_recording_gives_the_same_bytes_in_every_theme_and_format) {
    const MadeRecording made = made_day(8, 900);
    for (std::size_t theme = 0; theme < theme_names.size(); ++theme) {
        for (const PictureFormat format : {PictureFormat::png, PictureFormat::svg}) {
            PictureOptions options = small();
            options.theme = static_cast<ThemeName>(theme);
            const auto map = draw_heat_map(made.recording, options, format);
            const auto line = draw_timeline(made.recording, options, format);
            ASSERT_TRUE(map.ok() && line.ok());
            EXPECT_EQ(map.value(),
                      draw_heat_map(made_day(8, 900).recording, options, format).value());
            EXPECT_EQ(line.value(),
                      draw_timeline(made_day(8, 900).recording, options, format).value());
            EXPECT_NE(map.value(), line.value());
        }
    }
}

TEST(PictureFile, themes_differ) {
    const MadeRecording made = made_day(3, 300);
    PictureOptions options = small();
    const std::string dark = draw_heat_map(made.recording, options, PictureFormat::png).value();
    options.theme = ThemeName::print;
    const std::string print = draw_heat_map(made.recording, options, PictureFormat::png).value();
    EXPECT_EQ(decoded(dark).pixel(2, 2), make_theme(ThemeName::dark).background.rgb());
    EXPECT_EQ(decoded(print).pixel(2, 2), make_theme(ThemeName::print).background.rgb());
}

TEST(PictureFile, a_png_has_the_size_and_scale_asked_for_and_says_what_it_shows) {
    MadeRecording made = made_day(3, 300);
    made.recording.name = "the scenario";
    PictureOptions options = small();
    options.scale = 2;
    options.fingerprint = "0123456789abcdef";
    const QImage image =
        decoded(draw_timeline(made.recording, options, PictureFormat::png).value());
    EXPECT_EQ(image.size(), QSize(2048, 1536));
    EXPECT_EQ(image.text("Scenario").toStdString(), "the scenario");
    EXPECT_EQ(image.text("Fingerprint").toStdString(), "0123456789abcdef");
    EXPECT_EQ(image.text("Title").toStdString(), "the scenario: timeline of votes");
}

TEST(PictureFile, an_svg_is_well_formed_with_text_and_one_embedded_map) {
    MadeRecording made = made_day(3, 300);
    made.table().name = ResourceName("a<b>&\"c\"");
    made.recording.name = "<script>alert(1)</script>";
    PictureOptions options = small();
    options.scale = 2;
    const std::string svg = draw_heat_map(made.recording, options, PictureFormat::svg).value();
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    int texts = 0, scripts = 0;
    std::vector<std::string> images;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement) continue;
        texts += reader.name() == QLatin1String("text");
        scripts += reader.name() == QLatin1String("script");
        if (reader.name() == QLatin1String("image")) {
            images.push_back(reader.attributes().value("style").toString().toStdString());
        }
    }
    EXPECT_FALSE(reader.hasError()) << reader.errorString().toStdString();
    EXPECT_GT(texts, 15);
    EXPECT_EQ(scripts, 0);
    // The map; of the legend the ramp, the steps above the limit and three samples of refusals.
    ASSERT_EQ(images.size(), 6U);
    for (const std::string& style : images) EXPECT_EQ(style, "image-rendering:pixelated");
}

TEST(PictureFile, the_map_in_an_svg_has_the_pixels_of_the_scale) {
    const MadeRecording made = made_day(3, 300);
    PictureOptions options = small();
    const auto map_width = [&](double scale) {
        options.scale = scale;
        const std::string svg = draw_heat_map(made.recording, options, PictureFormat::svg).value();
        const std::size_t at = svg.find("base64,") + 7;
        const std::string base64 = svg.substr(at, svg.find('"', at) - at);
        return decoded(QByteArray::fromBase64(QByteArray::fromStdString(base64)).toStdString())
            .width();
    };
    const int single = map_width(1);
    EXPECT_GT(single, 600);
    EXPECT_NEAR(map_width(2), 2 * single, 1);
}

TEST(PictureFile, is_written_whole_under_its_name) {
    const Folder folder;
    const MadeRecording made = made_day(3, 300);
    const std::string path = folder / "map.PNG";
    const auto written = write_heat_map(path, made.recording, small());
    ASSERT_TRUE(written.ok());
    EXPECT_EQ(written.value(), path);
    EXPECT_EQ(content(path), draw_heat_map(made.recording, small(), PictureFormat::png).value());
    ASSERT_TRUE(write_timeline(folder / "line.svg", made.recording, small()).ok());
    EXPECT_EQ(content(folder / "line.svg").substr(0, 5), "<?xml");
    EXPECT_EQ(folder.files(), 2U);
}

TEST(PictureFile, a_missing_folder_is_an_error_with_exit_code_73) {
    const Folder folder;
    const MadeRecording made = made_day(3, 60);
    const auto written = write_heat_map(folder / "no/such/map.png", made.recording, small());
    ASSERT_FALSE(written.ok());
    EXPECT_EQ(written.errors()[0].exit_code, ExitCode::cannot_create);
    EXPECT_FALSE(written.errors()[0].fix.empty());
}

TEST(PictureFile, mistakes_in_the_options_are_usage_errors) {
    const MadeRecording made = made_day(3, 60);
    const auto refused = [&](auto&& change) {
        PictureOptions options = small();
        change(options);
        const auto drawn = draw_heat_map(made.recording, options, PictureFormat::png);
        if (drawn.ok()) return 0;
        EXPECT_EQ(drawn.errors()[0].exit_code, ExitCode::usage);
        EXPECT_FALSE(drawn.errors()[0].fix.empty());
        return digits_of(drawn.errors()[0].number);
    };
    EXPECT_EQ(refused([](PictureOptions& o) { o.width = 12; }), 602);
    EXPECT_EQ(refused([](PictureOptions& o) { o.scale = 100; }), 602);
    EXPECT_EQ(refused([](PictureOptions& o) { o.scale = std::nan(""); }), 602);
    EXPECT_EQ(refused([](PictureOptions& o) { o.table = "vote"; }), 603);
    EXPECT_EQ(refused([](PictureOptions& o) {
                  o.first_second = 30;
                  o.end_second = 30;
              }),
              604);
    EXPECT_EQ(refused([](PictureOptions& o) { o.first_second = -5; }), 604);
    EXPECT_EQ(refused([](PictureOptions& o) {
                  o.first_second = 1'000;
                  o.end_second = 2'000;
              }),
              604);
    EXPECT_EQ(refused([](PictureOptions&) {}), 0);
    EXPECT_EQ(digits_of(picture_format("map.jpeg").errors()[0].number), 601);
    EXPECT_EQ(digits_of(picture_format(".png").errors()[0].number), 601);
}

TEST(PictureFile, without_a_choice_the_most_throttled_table_and_side_are_shown) {
    MadeRecording made(2, 100, 60);
    made.add_second(Side::write, 1, {{0, 90, 0}});
    made.add_second(Side::read, 2, {{0, 20, 5}});
    MadeRecording other(2, 100, 60);
    other.table().name = ResourceName("other");
    other.add_second(Side::write, 1, {{0, 5'000, 0}});
    made.recording.tables.push_back(std::move(other.recording.tables[0]));
    const QImage image =
        decoded(draw_heat_map(made.recording, small(), PictureFormat::png).value());
    EXPECT_EQ(image.text("Title").toStdString(), "made: heat map of votes, reads");
}

TEST(PictureFile, an_empty_recording_gives_a_picture_that_says_so) {
    MadeRecording made(2, 100, 60);
    EXPECT_TRUE(draw_heat_map(made.recording, small(), PictureFormat::png).ok());
    EXPECT_TRUE(draw_timeline(made.recording, small(), PictureFormat::svg).ok());
    made.recording.simulated = SimDuration{0};
    EXPECT_TRUE(draw_heat_map(made.recording, small(), PictureFormat::svg).ok());
    EXPECT_TRUE(draw_timeline(made.recording, small(), PictureFormat::png).ok());
    made.recording.tables.clear();
    const auto none = draw_heat_map(made.recording, small(), PictureFormat::png);
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(digits_of(none.errors()[0].number), 605);
}

TEST(PictureFile, does_not_change_the_decimal_point_of_the_locale) {
    ensure_gui_application();
    EXPECT_STREQ(std::setlocale(LC_NUMERIC, nullptr), "C");
}

}  // namespace isotherm
