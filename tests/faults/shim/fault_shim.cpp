// SPDX-License-Identifier: Apache-2.0
// A library that is preloaded into a program under test. It counts the program's file calls below
// ISOTHERM_FAULT_ROOT, and makes one call fail or ends the process there, like a power cut.
//
//     ISOTHERM_FAULT_ROOT   only files below it count
//     ISOTHERM_FAULT_AT     number of the call that fails, from 1; 0: none
//     ISOTHERM_FAULT        ENOSPC, EIO, EDQUOT, EACCES, EMFILE, or KILL
//     ISOTHERM_FAULT_MORE   1: all later calls fail as well
//     ISOTHERM_FAULT_NEW    number of the allocation that fails, from 1; 0: none
//     ISOTHERM_FAULT_COUNT  a file to which each counted call adds a line with its name and path;
//                           the number of lines is the number of calls
//
// Links to no library of ours: its functions replace those of the C library.

#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <new>
#include <string>
#include <string_view>

namespace {

struct Plan {
    std::string root;
    long at = 0;
    int reason = EIO;
    bool kills = false;
    bool more = false;
    std::string count_file;
};

int reason_named(const std::string& name) {
    if (name == "ENOSPC") return ENOSPC;
    if (name == "EDQUOT") return EDQUOT;
    if (name == "EACCES") return EACCES;
    if (name == "EMFILE") return EMFILE;
    return EIO;
}

std::string environment(const char* name) {
    const char* value = getenv(name);
    return value == nullptr ? "" : value;
}

const Plan& plan() {
    static const Plan made = [] {
        Plan p;
        p.root = environment("ISOTHERM_FAULT_ROOT");
        p.at = atol(environment("ISOTHERM_FAULT_AT").c_str());
        p.kills = environment("ISOTHERM_FAULT") == "KILL";
        p.reason = reason_named(environment("ISOTHERM_FAULT"));
        p.more = environment("ISOTHERM_FAULT_MORE") == "1";
        p.count_file = environment("ISOTHERM_FAULT_COUNT");
        return p;
    }();
    return made;
}

std::atomic<long> calls{0};
std::mutex log_mutex;

// Above 0 while this thread is in the shim, whose own allocations do not count.
thread_local int in_shim = 0;

struct InShim {
    InShim() { ++in_shim; }
    ~InShim() { --in_shim; }
};

template <class Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

void note(const char* call, const std::string& path) {
    if (plan().count_file.empty()) return;
    const std::lock_guard lock(log_mutex);
    using Open = int(const char*, int, ...);
    using Write = ssize_t(int, const void*, size_t);
    static const int log = next<Open>("open")(plan().count_file.c_str(),
                                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    const std::string line = std::string(call) + " " + path + "\n";
    (void)!next<Write>("write")(log, line.data(), line.size());
}

// Whether this call must fail. `path` is absolute or relative to the current folder.
bool fails(const char* call, std::string_view path) {
    const InShim in_shim_now;
    if (plan().root.empty()) return false;
    std::string whole(path);
    if (!path.starts_with('/')) {
        char here[PATH_MAX];
        if (getcwd(here, sizeof here) != nullptr) whole.insert(0, std::string(here) + "/");
    }
    if (!whole.starts_with(plan().root)) return false;
    note(call, whole);
    const long number = ++calls;
    if (plan().at == 0 || number < plan().at || (number > plan().at && !plan().more)) return false;
    if (plan().kills) {
        kill(getpid(), SIGKILL);
        pause();
    }
    errno = plan().reason;
    return true;
}

bool fails(const char* call, int file) {
    char link[PATH_MAX];
    const InShim in_shim_now;
    const std::string name = "/proc/self/fd/" + std::to_string(file);
    const ssize_t length = readlink(name.c_str(), link, sizeof link);
    // Pipes, sockets and event counters have names without a path.
    if (length <= 0 || link[0] != '/') return false;
    return fails(call, std::string_view(link, static_cast<size_t>(length)));
}

// The font cache of the machine is excluded: a program that is killed while it writes the cache
// would damage it for all users.
bool is_font_cache(const char* path) {
    if (plan().root.empty() || strstr(path, "/fontconfig/") == nullptr) return false;
    errno = EROFS;
    return true;
}

bool writes(int flags) { return (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0; }

std::atomic<long> allocations{0};

void* allocated(std::size_t bytes) {
    static const long at = [] {
        const char* value = getenv("ISOTHERM_FAULT_NEW");
        return value == nullptr ? 0 : atol(value);
    }();
    static const bool more =
        getenv("ISOTHERM_FAULT_MORE") != nullptr && strcmp(getenv("ISOTHERM_FAULT_MORE"), "1") == 0;
    const long number = in_shim > 0 ? 0 : ++allocations;
    if (at > 0 && in_shim == 0 && (number == at || (more && number > at))) throw std::bad_alloc();
    void* memory = malloc(bytes == 0 ? 1 : bytes);
    if (memory == nullptr) throw std::bad_alloc();
    return memory;
}

}  // namespace

void* operator new(std::size_t bytes) { return allocated(bytes); }
void* operator new[](std::size_t bytes) { return allocated(bytes); }
void operator delete(void* memory) noexcept { free(memory); }
void operator delete[](void* memory) noexcept { free(memory); }
void operator delete(void* memory, std::size_t) noexcept { free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { free(memory); }

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    using Open = int(const char*, int, ...);
    if (writes(flags) && is_font_cache(path)) return -1;
    return fails("open", path) ? -1 : next<Open>("open")(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    using Open = int(const char*, int, ...);
    if (writes(flags) && is_font_cache(path)) return -1;
    return fails("open", path) ? -1 : next<Open>("open64")(path, flags, mode);
}

FILE* fopen(const char* path, const char* mode) {
    return fails("open", path) ? nullptr : next<decltype(fopen)>("fopen")(path, mode);
}

FILE* fopen64(const char* path, const char* mode) {
    return fails("open", path) ? nullptr : next<decltype(fopen)>("fopen64")(path, mode);
}

// A failing write fails after half of its bytes, as on a disk that has just become full.
ssize_t write(int file, const void* bytes, size_t count) {
    using Write = ssize_t(int, const void*, size_t);
    if (!fails("write", file)) return next<Write>("write")(file, bytes, count);
    const int reason = errno;
    if (count > 1) (void)!next<Write>("write")(file, bytes, count / 2);
    errno = reason;
    return -1;
}

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
    using Write = ssize_t(int, const void*, size_t, off64_t);
    if (!fails("write", file)) return next<Write>("pwrite64")(file, bytes, count, at);
    const int reason = errno;
    if (count > 1) (void)!next<Write>("pwrite64")(file, bytes, count / 2, at);
    errno = reason;
    return -1;
}

int fsync(int file) { return fails("fsync", file) ? -1 : next<int(int)>("fsync")(file); }

int fdatasync(int file) { return fails("fsync", file) ? -1 : next<int(int)>("fdatasync")(file); }

int ftruncate64(int file, off64_t size) {
    return fails("truncate", file) ? -1 : next<int(int, off64_t)>("ftruncate64")(file, size);
}

int rename(const char* from, const char* to) {
    if (is_font_cache(to)) return -1;
    return fails("rename", to) ? -1 : next<int(const char*, const char*)>("rename")(from, to);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned int flags) {
    using Rename = int(int, const char*, int, const char*, unsigned int);
    if (fails("exchange", to)) return -1;
    return next<Rename>("renameat2")(from_folder, from, to_folder, to, flags);
}

int unlink(const char* path) {
    if (is_font_cache(path)) return -1;
    return fails("unlink", path) ? -1 : next<int(const char*)>("unlink")(path);
}

int rmdir(const char* path) {
    return fails("rmdir", path) ? -1 : next<int(const char*)>("rmdir")(path);
}

int mkdir(const char* path, mode_t mode) {
    return fails("mkdir", path) ? -1 : next<int(const char*, mode_t)>("mkdir")(path, mode);
}

int fchmod(int file, mode_t mode) {
    return fails("chmod", file) ? -1 : next<int(int, mode_t)>("fchmod")(file, mode);
}

int chmod(const char* path, mode_t mode) {
    return fails("chmod", path) ? -1 : next<int(const char*, mode_t)>("chmod")(path, mode);
}

}  // extern "C"
