// A VFS that tells of each call before SQLite's own VFS makes it.

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "Watching.h"

typedef struct {
    sqlite3_file base;
    /// SQLite keeps it until the file is closed; null for temporary files.
    const char *path;
    /// SQLite's own VFS syncs the folder of a new journal or log with the first sync of the file itself.
    int owes_folder_sync;
    sqlite3_file *real;
} File;

static sqlite3_vfs *real_vfs;
int powercut_is_installed;

static File *of(sqlite3_file *file) { return (File *)file; }

/// Makes one of the real file's calls, unseen by Calls.c.
#define REAL(file, method, ...)                                                          \
    ({                                                                                   \
        powercut_inside++;                                                               \
        __auto_type result_ = of(file)->real->pMethods->method(of(file)->real, ##__VA_ARGS__); \
        powercut_inside--;                                                               \
        result_;                                                                         \
    })

static int tell(enum powercut_kind kind, const char *path, const void *bytes, long long offset, long long count) {
    if (powercut_inside) return SQLITE_OK;
    return powercut_ask((struct powercut_call){
        .kind = kind, .by_sqlite = 1, .path = path, .bytes = bytes, .offset = offset, .count = count});
}

static int tell_folder_sync(const char *path) {
    const char *end = path ? strrchr(path, '/') : 0;
    if (!end) return SQLITE_OK;
    char *folder = strndup(path, (size_t)(end - path));
    if (!folder) return SQLITE_NOMEM;
    int answer = tell(powercut_sync_folder, folder, 0, 0, 0);
    free(folder);
    return answer;
}

static int file_close(sqlite3_file *file) {
    return of(file)->real->pMethods ? REAL(file, xClose) : SQLITE_OK;
}

static int file_read(sqlite3_file *file, void *bytes, int count, sqlite3_int64 offset) {
    int answer = tell(powercut_read, of(file)->path, 0, offset, count);
    return answer ? answer : REAL(file, xRead, bytes, count, offset);
}

static int file_write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 offset) {
    int answer = tell(powercut_write, of(file)->path, bytes, offset, count);
    return answer ? answer : REAL(file, xWrite, bytes, count, offset);
}

static int file_truncate(sqlite3_file *file, sqlite3_int64 length) {
    int answer = tell(powercut_truncate, of(file)->path, 0, length, 0);
    return answer ? answer : REAL(file, xTruncate, length);
}

static int file_sync(sqlite3_file *file, int flags) {
    int answer = tell(powercut_sync, of(file)->path, 0, 0, 0);
    if (!answer && of(file)->owes_folder_sync) {
        answer = tell_folder_sync(of(file)->path);
        if (!answer) of(file)->owes_folder_sync = 0;
    }
    return answer ? answer : REAL(file, xSync, flags);
}

static int file_size(sqlite3_file *file, sqlite3_int64 *length) { return REAL(file, xFileSize, length); }
static int file_lock(sqlite3_file *file, int level) { return REAL(file, xLock, level); }
static int file_unlock(sqlite3_file *file, int level) { return REAL(file, xUnlock, level); }
static int file_reserved(sqlite3_file *file, int *is) { return REAL(file, xCheckReservedLock, is); }
static int file_control(sqlite3_file *file, int what, void *value) { return REAL(file, xFileControl, what, value); }
static int file_sector(sqlite3_file *file) { return REAL(file, xSectorSize); }
static int file_characteristics(sqlite3_file *file) { return REAL(file, xDeviceCharacteristics); }

static int file_shm_map(sqlite3_file *file, int region, int size, int extend, void volatile **at) {
    return REAL(file, xShmMap, region, size, extend, at);
}
static int file_shm_lock(sqlite3_file *file, int offset, int n, int flags) {
    return REAL(file, xShmLock, offset, n, flags);
}
static void file_shm_barrier(sqlite3_file *file) { of(file)->real->pMethods->xShmBarrier(of(file)->real); }
static int file_shm_unmap(sqlite3_file *file, int delete) { return REAL(file, xShmUnmap, delete); }

// Version 2: no xFetch, so that every read and write comes by here.
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename path, sqlite3_file *file, int flags, int *given) {
    (void)vfs;
    File *ours = of(file);
    memset(ours, 0, sizeof *ours);
    ours->path = path;
    ours->real = (sqlite3_file *)(ours + 1);
    int answer = tell(powercut_open, path, 0, 0, 0);
    if (!answer && flags & SQLITE_OPEN_CREATE) answer = tell(powercut_create, path, 0, 0, 0);
    if (answer) return answer;
    int is_log = flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL);
    ours->owes_folder_sync = is_log && flags & SQLITE_OPEN_CREATE;
    powercut_inside++;
    answer = real_vfs->xOpen(real_vfs, path, ours->real, flags, given);
    powercut_inside--;
    if (ours->real->pMethods) ours->base.pMethods = &methods;
    return answer;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
    (void)vfs;
    int answer = tell(powercut_delete, path, 0, 0, 0);
    if (!answer && sync_folder) answer = tell_folder_sync(path);
    if (answer) return answer;
    powercut_inside++;
    answer = real_vfs->xDelete(real_vfs, path, sync_folder);
    powercut_inside--;
    return answer;
}

static int vfs_access(sqlite3_vfs *vfs, const char *path, int flags, int *result) {
    (void)vfs;
    return real_vfs->xAccess(real_vfs, path, flags, result);
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *path, int count, char *full) {
    (void)vfs;
    return real_vfs->xFullPathname(real_vfs, path, count, full);
}

static sqlite3_vfs ours;

/// Runs before the test program's `main`, since SQLite takes an allocator only before anything else.
__attribute__((constructor)) static void install(void) {
    if (!powercut_install_memory()) return;
    real_vfs = sqlite3_vfs_find(0);
    if (!real_vfs || real_vfs->iVersion < 2) return;
    ours = *real_vfs;
    ours.iVersion = 2;
    ours.pNext = 0;
    ours.zName = "powercut";
    ours.szOsFile = (int)sizeof(File) + real_vfs->szOsFile;
    ours.xOpen = vfs_open;
    ours.xDelete = vfs_delete;
    ours.xAccess = vfs_access;
    ours.xFullPathname = vfs_full_path;
    powercut_is_installed = sqlite3_vfs_register(&ours, 1) == SQLITE_OK;
}
