// SPDX-License-Identifier: Apache-2.0
// Tests the rules themselves: each one must find the violations in made-up files.

#include <gtest/gtest.h>

#include <fstream>

#include "tests/temporary_folder.h"
#include "tests/tidy/file_rules.h"
#include "tests/tidy/folder_rules.h"
#include "tests/tidy/word_rules.h"

namespace isotherm::tidy {
namespace {

using Findings = std::vector<Finding>;

// Divided into parts, so that this file does not violate the rule.
const std::string licence =
    "// SPDX-License-"
    "Identifier: ";

// A source whose second line includes the header.
SourceFile including(const std::string& path, const std::string& header) {
    return {path, licence + "\n#include \"" + header + "\"\n"};
}

std::string repeated(int times, const std::string& line) {
    std::string text;
    for (int i = 0; i < times; ++i) text += line;
    return text;
}

// The finding about the file's only include; "" if there is none.
std::string said_of_include(const std::string& path, const std::string& header) {
    const auto findings = include_findings({including(path, header)});
    if (findings.empty()) return "";
    EXPECT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings.front().path, path);
    EXPECT_EQ(findings.front().line, 2);
    return findings.front().rule;
}

TEST(TidyIncludes, go_up_in_the_engine_only) {
    EXPECT_EQ(said_of_include("engine/scaling/a.cpp", "engine/model/b.h"), "");
    EXPECT_EQ(said_of_include("engine/scaling/a.cpp", "engine/scaling/b.h"), "");
    EXPECT_EQ(said_of_include("engine/model/a.cpp", "engine/scaling/b.h"),
              "engine/model includes engine/scaling, which is not above it");
    EXPECT_EQ(said_of_include("engine/demand/a.h", "engine/insight/b.h"),
              "engine/demand includes engine/insight, which is not above it");
    EXPECT_EQ(said_of_include("engine/new/a.h", "engine/model/b.h"),
              "engine/new has no place in the order of the engine's folders");
    EXPECT_EQ(said_of_include("engine/run/a.h", "tests/b.h"),
              "engine/run includes tests, which is not above it");
}

TEST(TidyIncludes, of_the_engine_leave_workloads_and_programs_alone) {
    EXPECT_EQ(said_of_include("engine/run/a.cpp", "workloads/recorded/b.h"),
              "the engine includes neither workloads nor app, here workloads/recorded");
    EXPECT_EQ(said_of_include("engine/run/a.cpp", "app/report/b.h"),
              "the engine includes neither workloads nor app, here app/report");
}

TEST(TidyIncludes, of_workloads_are_limited_to_a_list) {
    EXPECT_EQ(said_of_include("workloads/synthetic/a.cpp", "engine/units/b.h"), "");
    EXPECT_EQ(said_of_include("workloads/recorded/a.cpp", "workloads/synthetic/b.h"), "");
    EXPECT_EQ(said_of_include("workloads/synthetic/a.cpp", "workloads/recorded/b.h"),
              "workloads/synthetic may not include workloads/recorded");
    EXPECT_EQ(said_of_include("workloads/recorded/a.cpp", "engine/run/b.h"),
              "workloads/recorded may not include engine/run");
    EXPECT_EQ(said_of_include("workloads/recorded/a.cpp", "app/cli/b.h"),
              "workloads/recorded may not include app/cli");
    EXPECT_EQ(said_of_include("workloads/new/a.cpp", "engine/model/b.h"),
              "workloads/new may not include engine/model");
}

TEST(TidyIncludes, of_the_window_are_used_by_the_window_only) {
    EXPECT_EQ(said_of_include("app/gui/panels/a.cpp", "app/gui/models/b.h"), "");
    EXPECT_EQ(said_of_include("tests/gui/monkey/a.cpp", "app/gui/models/b.h"), "");
    EXPECT_EQ(said_of_include("tests/bench/window/a.cpp", "app/gui/models/b.h"), "");
    for (const auto* folder : {"app/report", "app/render", "app/cli", "tests/bench", "tests/guide"})
        EXPECT_EQ(said_of_include(folder + std::string("/a.cpp"), "app/gui/models/b.h"),
                  "only the window's own sources and tests include app/gui/models");
}

TEST(TidyIncludes, of_folders_form_no_cycle) {
    const SourceFile first = including("app/one/a.cpp", "app/two/b.h");
    const SourceFile second = including("app/two/b.h", "app/three/c.h");
    EXPECT_EQ(cycle_findings({first, second, including("app/three/d.h", "app/three/c.h")}),
              Findings{});
    EXPECT_EQ(text_of(cycle_findings({first, second, including("app/three/c.h", "app/one/a.h")})),
              "app/three/c.h:2: folders include each other: "
              "app/one -> app/two -> app/three -> app/one\n");
}

TEST(TidyFolders, have_35_files_at_most) {
    std::vector<SourceFile> files;
    for (int i = 0; i < 35; ++i)
        for (const auto* ending : {".h", ".cpp"})
            files.push_back({"app/cli/f" + std::to_string(i) + ending, ""});
    EXPECT_EQ(folder_size_findings(files), Findings{});
    files.push_back({"app/cli/more.h", ""});
    EXPECT_EQ(text_of(folder_size_findings(files)),
              "app/cli: the folder has 36 files, at most 35\n");
}

TEST(TidyFiles, have_400_lines_at_most) {
    EXPECT_EQ(file_length_findings({{"tests/a.cpp", repeated(400, "\n")},
                                    {"tests/b"
                                     ".md",
                                     repeated(900, "\n")}}),
              Findings{});
    EXPECT_EQ(text_of(file_length_findings({{"tests/a.cpp", repeated(401, "\n")}})),
              "tests/a.cpp:401: the file has 401 lines, at most 400\n");
}

TEST(TidyFunctions, have_60_lines_at_most) {
    const auto of_lines = [](int lines) {
        return "int f() {\n" + repeated(lines - 2, "    step();\n") + "}\n";
    };
    EXPECT_EQ(function_length_findings({{"engine/a.cpp", of_lines(60)}}), Findings{});
    EXPECT_EQ(function_length_findings({{"tests/a.cpp", of_lines(61)}}), Findings{});
    EXPECT_EQ(text_of(function_length_findings({{"engine/a.cpp", "\n" + of_lines(61)}})),
              "engine/a.cpp:2: the function f has 61 lines, at most 60\n");
}

TEST(TidyFunctions, are_found_at_the_level_of_namespaces_and_classes) {
    const std::string text = R"(#pragma once
namespace a::b {
template <typename T = int>
class C final : public D<T> {
    Q_OBJECT
public:
    explicit C(int x, E e = {})
        : x_{x}, y_(2) {
        if (x) {
        }
    }
    bool operator==(const C&) const = default;
    C& operator=(const C& other) {
        return *this;
    }

private:
    int x_{0};
};
enum class F { g, h };
}  // namespace a::b
)";
    EXPECT_EQ(functions_of(text),
              (std::vector<FunctionFound>{{"C", 7, 11}, {"operator=", 13, 15}}));
}

TEST(TidyFunctions, are_neither_tables_nor_strings_nor_comments) {
    const std::string text = R"(const std::array<P, 2> table = {{
    {1, f(2)},
}};
const auto lambda = [](int x) {
    return x + 1'000;
};
#define TWICE(x) \
    x {          \
    x
/* void no() { */  // void no() {
const char* text = "void no() {";
char brace = '{';
extern "C" {
std::optional<int> yes(const std::string& from,
                       int to) {
    struct Local {
        void inside() {}
    };
    return {};
}
}
)";
    EXPECT_EQ(functions_of(text), (std::vector<FunctionFound>{{"lambda", 4, 6}, {"yes", 14, 20}}));
}

TEST(TidyLicences, are_named_at_the_top) {
    const std::string apache = licence + "Apache-2.0\n";
    const std::string gpl = licence + "GPL-3.0-or-later\n";
    EXPECT_EQ(licence_findings({{"engine/a.h", apache},
                                {"engine/b.txt", ""},
                                {"app/gui/a.cpp", gpl},
                                {"tests/bench/window/a.cpp", gpl},
                                {"resources/a.sh", "#!/bin/sh\n" + apache}}),
              Findings{});
    for (const auto* path : {"engine/a.h", "engine/a.cpp", "engine/a.cpp.in", "resources/a.sh",
                             "tests/CMakeLists.txt", ".ci/run"}) {
        const std::string said = std::string(path) + ":1: lacks the line " + apache.substr(3);
        EXPECT_EQ(text_of(licence_findings({{path, "// nothing\n"}})), said);
        EXPECT_EQ(text_of(licence_findings({{path, gpl}})), said);
    }
    for (const auto* path : {"app/gui/a.h", "tests/gui/a.cpp", "tests/bench/window/a.cpp"})
        EXPECT_EQ(text_of(licence_findings({{path, apache}})),
                  std::string(path) + ":1: lacks the line " + gpl.substr(3));
}

TEST(TidyFormat, is_that_of_clang_format) {
    const auto program = clang_format();
    if (!program) GTEST_SKIP() << "clang-format 14 is not installed.";
    const TemporaryFolder folder;
    std::ofstream(folder.path("bad.cpp")) << "int a;\n  int b ;\n";
    std::ofstream(folder.path("good.cpp")) << "int a;\nint b;\n";
    const std::filesystem::path style = ISOTHERM_SOURCE_DIR "/.clang-format";
    EXPECT_EQ(format_findings(*program, style, folder.path(),
                              {{"good.cpp", ""},
                               {"a"
                                ".md",
                                ""}}),
              Findings{});
    const auto findings =
        format_findings(*program, style, folder.path(), {{"bad.cpp", ""}, {"good.cpp", ""}});
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings.front().path, "bad.cpp");
    EXPECT_EQ(format_findings("false", style, folder.path(), {{"bad.cpp", ""}}).size(), 1u);
}

TEST(TidyCitations, are_of_documents_in_the_checkout) {
    const std::vector<SourceFile> here = {{"resources/docs/report"
                                           ".md",
                                           "see report.md, *.md\n"},
                                          {"engine/a.h",
                                           "// DES"
                                           "IGNED, trace"
                                           "-formatsx\n"}};
    EXPECT_EQ(citation_findings(here), Findings{});
    for (const std::string cited : {"throughput"
                                    "-model",
                                    "cost-and"
                                    "-operations",
                                    "trace"
                                    "-formats",
                                    "DES"
                                    "IGN",
                                    "validation"
                                    ".md",
                                    "gui"
                                    ".md",
                                    "gui-2"
                                    ".md",
                                    "callers"
                                    ".md",
                                    "speed"
                                    ".md",
                                    "lessons"
                                    ".md",
                                    "throughput"
                                    "-model"
                                    ".md"})
        EXPECT_EQ(text_of(citation_findings({{"engine/a.h", "\n// (" + cited + " 3.1)\n"}})),
                  "engine/a.h:2: cites " + cited + ", which is not here\n");
}

TEST(TidyLinks, have_existing_targets) {
    const SourceFile picture{"resources/docs/a.png", ""};
    EXPECT_EQ(link_findings({picture,
                             {"README.md",
                              "[a](resources/docs/a.png) [b](resources/docs) [c](#d)\n"
                              "[e](https://example.com/f"
                              ".md)\n"},
                             {"resources/docs/b"
                              ".md",
                              "![a](a.png) [r](../../README.md#part)\n"},
                             {"resources/samples/README.md", "[elsewhere](nowhere)\n"}}),
              Findings{});
    EXPECT_EQ(text_of(link_findings({picture,
                                     {"README.md", "[a](a.png)\n"},
                                     {"resources/docs/b"
                                      ".md",
                                      "\n[a](a.png) [c](a)\n"}})),
              "README.md:1: the link to a.png leads nowhere\n"
              "resources/docs/b"
              ".md:2: the link to a leads nowhere\n");
}

TEST(TidyNames, are_meaningful) {
    EXPECT_EQ(name_findings({{"engine/utility.h",
                              "#include \"engine/util"
                              ".h\"\n"
                              "int utilization, commonly;  // a helper of the manager\n"
                              "QNetworkAccess"
                              "Manager* q;\nstd::common_type_t<int> c;\n"}}),
              Findings{});
    for (const std::string name : {"Run"
                                   "Manager",
                                   "time_"
                                   "helper",
                                   "str"
                                   "Util",
                                   "UTILS"
                                   "_H",
                                   "XML"
                                   "Common",
                                   "misc"})
        EXPECT_EQ(text_of(name_findings({{"app/a.cpp", "\nint " + name + "(0);\n"}})),
                  "app/a.cpp:2: the name " + name + " says nothing\n");
    for (const std::string path : {"app/text_util"
                                   ".cpp",
                                   "tests/common/a"
                                   ".md",
                                   "app/misc.toml"})
        EXPECT_EQ(text_of(name_findings({{path, ""}})), path + ": its name says nothing\n");
}

TEST(TidyTexts, mention_no_unfinished_work) {
    EXPECT_EQ(unfinished_findings({{"app/a.cpp",
                                    "// XX"
                                    "XL, TO"
                                    "DOS\n"}}),
              Findings{});
    for (const std::string mark : {"TO"
                                   "DO",
                                   "FIX"
                                   "ME",
                                   "XX"
                                   "X",
                                   "HA"
                                   "CK"})
        EXPECT_EQ(text_of(unfinished_findings({{"app/a.sh", "\n# " + mark + ": more\n"}})),
                  "app/a.sh:2: says " + mark + "\n");
}

}  // namespace
}  // namespace isotherm::tidy
