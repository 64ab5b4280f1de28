#include "app/render/picture_bytes.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace isotherm {
namespace {

constexpr int cannot_create_number = 611;
constexpr int write_failed_number = 612;

Error create_error(const std::string& path, int reason) {
    const bool forbidden = reason == EACCES || reason == EPERM || reason == EROFS;
    return {forbidden ? ExitCode::permission : ExitCode::cannot_create, cannot_create_number,
            {.file = path}, fmt::format("the picture cannot be created: {}", std::strerror(reason)),
            "choose a folder that exists and can be written to"};
}

Error write_error(const std::string& path, int reason) {
    return {ExitCode::input_output, write_failed_number, {.file = path},
            fmt::format("the picture cannot be written: {}", std::strerror(reason)),
            "free some space, or choose another folder"};
}

// 0, or why not.
int write_all(int file, const std::string& bytes) {
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t part = ::write(file, bytes.data() + written, bytes.size() - written);
        if (part < 0 && errno == EINTR) continue;
        if (part < 0) return errno;
        written += static_cast<std::size_t>(part);
    }
    return 0;
}

}  // namespace

std::optional<Error> write_picture_bytes(const std::string& path, const std::string& bytes) {
    struct stat status {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) return create_error(path, EISDIR);
    const bool direct = exists && !S_ISREG(status.st_mode);
    const std::string target = direct ? path : fmt::format("{}.{}.partial", path, ::getpid());

    const int flags = O_WRONLY | O_CLOEXEC | (direct ? 0 : O_CREAT | O_TRUNC);
    const int file = ::open(target.c_str(), flags, 0666);
    if (file < 0) return create_error(path, errno);
    int reason = write_all(file, bytes);
    if (reason == 0 && !direct && ::fsync(file) != 0) reason = errno;
    if (::close(file) != 0 && reason == 0) reason = errno;
    if (reason == 0 && !direct && std::rename(target.c_str(), path.c_str()) != 0) reason = errno;
    if (reason == 0) return std::nullopt;
    if (!direct) ::unlink(target.c_str());
    return write_error(path, reason);
}

}  // namespace isotherm
