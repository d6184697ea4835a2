// The C library's calls on files as our own code makes them: each tells of itself and then does the real thing.
//
// The linker prefers what the program defines itself. On Linux that holds for the libraries that the program
// loads as well (Foundation); on macOS for its own code alone.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "Before.h"
#include "Watching.h"

/// True, with `errno` set, if a watcher lets the call fail.
static int is_refused(struct powercut_call call) {
    if (powercut_inside) return 0;
    int answer = powercut_ask(call);
    if (answer) errno = answer;
    return answer != 0;
}

/// Writes the name under which a descriptor was opened to `path`; null if it has none.
static const char *name_of(int descriptor, char path[PATH_MAX]) {
#ifdef __APPLE__
    return fcntl(descriptor, F_GETPATH, path) == 0 ? path : 0;
#else
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t count = readlink(link, path, PATH_MAX - 1);
    if (count <= 0) return 0;
    path[count] = 0;
    return path;
#endif
}

static int refuses(enum powercut_kind kind, int descriptor, const void *bytes, long long offset, long long count) {
    char path[PATH_MAX];
    if (powercut_inside) return 0;
    return is_refused((struct powercut_call){
        .kind = kind, .path = name_of(descriptor, path), .bytes = bytes, .offset = offset, .count = count});
}

int fsync(int descriptor) {
    struct stat status;
    int is_folder = fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
    if (refuses(is_folder ? powercut_sync_folder : powercut_sync, descriptor, 0, 0, 0)) return -1;
    return REAL(fsync)(descriptor);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) {
    if (refuses(powercut_write, descriptor, bytes, offset, (long long)count)) return -1;
    return REAL(pwrite)(descriptor, bytes, count, offset);
}

int ftruncate(int descriptor, off_t length) {
    if (refuses(powercut_truncate, descriptor, 0, length, 0)) return -1;
    return REAL(ftruncate)(descriptor, length);
}

int rename(const char *path, const char *other) {
    if (is_refused((struct powercut_call){.kind = powercut_rename, .path = path, .other = other})) return -1;
    return REAL(rename)(path, other);
}

int link(const char *path, const char *other) {
    if (is_refused((struct powercut_call){.kind = powercut_link, .path = path, .other = other})) return -1;
    return REAL(link)(path, other);
}

int unlink(const char *path) {
    if (is_refused((struct powercut_call){.kind = powercut_delete, .path = path})) return -1;
    return REAL(unlink)(path);
}

int mkdir(const char *path, mode_t mode) {
    if (is_refused((struct powercut_call){.kind = powercut_make_folder, .path = path})) return -1;
    return REAL(mkdir)(path, mode);
}
