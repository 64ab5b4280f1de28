// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/text_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace isotherm {
namespace {

Error unreadable(const std::string& path, ExitCode code, std::string what, std::string fix) {
    return {code, ErrorNumber::unreadable_file, {.file = path}, std::move(what), std::move(fix)};
}

Error open_error(const std::string& path, int reason) {
    switch (reason) {
        case ENOENT:
            return unreadable(path, ExitCode::input_missing, "there is no such file",
                              "check the spelling and the current folder");
        case EACCES:
        case EPERM:
            return unreadable(path, ExitCode::permission, "no permission to read it",
                              "give read permission, or run as its owner");
        case ELOOP:
            return unreadable(path, ExitCode::input_missing, "a loop of symbolic links",
                              "name the file itself");
        default:
            return unreadable(path, ExitCode::input_missing, std::strerror(reason), "");
    }
}

// Closes the descriptor at the end of its scope.
struct Descriptor {
    int number;
    ~Descriptor() {
        if (number >= 0) close(number);
    }
};

}  // namespace

Result<std::string> read_text_file(const std::string& path, std::size_t largest) {
    // Non-blocking, because opening a FIFO without a writer would block before fstat could examine
    // it.
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (file.number < 0) return open_error(path, errno);
    struct stat about {};
    if (fstat(file.number, &about) != 0) return open_error(path, errno);
    if (S_ISDIR(about.st_mode)) {
        return unreadable(path, ExitCode::input_missing, "this is a directory, not a file",
                          "name a file inside it");
    }
    if (!S_ISREG(about.st_mode) && !S_ISFIFO(about.st_mode)) {
        return unreadable(path, ExitCode::input_missing, "this is a device or socket, not a file",
                          "name a regular file");
    }
    if (fcntl(file.number, F_SETFL, O_RDONLY) != 0) return open_error(path, errno);
    std::string text;
    // Growing by doubling would copy a large file several times. FIFOs have size 0.
    text.reserve(std::min(static_cast<std::size_t>(about.st_size), largest));
    std::array<char, 65'536> block;
    for (;;) {
        const ssize_t count = read(file.number, block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unreadable(path, ExitCode::input_output, std::strerror(errno), "");
        if (count == 0) return text;
        text.append(block.data(), static_cast<std::size_t>(count));
        if (text.size() > largest) {
            return unreadable(path, ExitCode::bad_scenario,
                              fmt::format("the file is larger than {} MiB", largest >> 20),
                              "a scenario is small; put recorded requests in a separate file and "
                              "reference it with `replay`");
        }
    }
}

std::optional<Error> find_encoding_error(std::string_view text, const std::string& file_name) {
    std::int64_t line = 1, column = 1;
    const auto error_at = [&](std::size_t offset, std::string what, std::string fix) {
        return Error{ExitCode::bad_scenario,
                     ErrorNumber::not_utf8,
                     {.file = file_name,
                      .line = line,
                      .column = column,
                      .offset = static_cast<std::int64_t>(offset)},
                     std::move(what),
                     std::move(fix)};
    };
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return error_at(0, "not UTF-8: the file begins with the mark of UTF-16",
                        "convert it: iconv -f UTF-16 -t UTF-8 OLD > NEW");
    }
    const std::size_t bad = std::min(first_invalid_utf8(text), text.find('\0'));
    if (bad == std::string_view::npos) return std::nullopt;
    const std::string_view before = text.substr(0, bad);
    const std::size_t line_start = before.rfind('\n') + 1;  // 0 in the first line
    line += std::ranges::count(before, '\n');
    column += characters_in(before.substr(line_start));
    if (text[bad] == '\0') {
        return error_at(bad, fmt::format("a NUL byte at offset {}", bad),
                        "this is not a text file, or it was damaged");
    }
    return error_at(bad,
                    fmt::format("not UTF-8: byte 0x{:02X} at offset {}",
                                static_cast<unsigned char>(text[bad]), bad),
                    "convert it: iconv -f LATIN1 -t UTF-8 OLD > NEW");
}

Place place_of_byte(std::string_view text, const std::string& file_name, std::size_t byte) {
    constexpr std::size_t longest_shown_line = 200;
    byte = std::min(byte, text.size());
    std::size_t begin = text.substr(0, byte).rfind('\n') + 1;  // 0 in the first line
    const std::int64_t line = 1 + std::ranges::count(text.substr(0, begin), '\n');
    // A byte order mark does not belong to the first line.
    if (begin == 0 && text.starts_with("\xEF\xBB\xBF")) byte = std::max(byte, begin = 3);
    std::string_view shown = text.substr(begin, text.find('\n', byte) - begin);
    if (shown.ends_with('\r')) shown.remove_suffix(1);
    return {.file = file_name,
            .line = line,
            .column = 1 + characters_in(text.substr(begin, byte - begin)),
            .offset = static_cast<std::int64_t>(byte),
            .source_line = std::string(shown.substr(0, longest_shown_line))};
}

std::string path_in(const std::string& folder, const std::string& file) {
    if (folder.empty() || std::filesystem::path(file).is_absolute()) return file;
    return (std::filesystem::path(folder) / file).lexically_normal().string();
}

}  // namespace isotherm
