/// The calls by which Daybook and SQLite change files, for tests to watch and to fail.
///
/// Loading this code puts a VFS before SQLite's own as the default one, an allocator before SQLite's own, and
/// a function before the C library's for each call that our own code makes on files. All of them do what the
/// real ones do, unless somebody watches the folder that a file lies in.

#ifndef POWERCUT_H
#define POWERCUT_H

#include "guesses.h"

enum powercut_kind {
    powercut_open,
    powercut_read,
    powercut_write,
    powercut_truncate,
    powercut_sync,
    /// Makes the names in the folder `path` durable.
    powercut_sync_folder,
    /// A file of this name is there from now on, if it was not before.
    powercut_create,
    powercut_delete,
    /// `path` is called `other` from now on.
    powercut_rename,
    /// `path` is called `other` as well.
    powercut_link,
    powercut_make_folder,
};

struct powercut_call {
    enum powercut_kind kind;
    /// Nonzero if SQLite makes the call, zero if our own code does.
    int by_sqlite;
    const char *path;
    /// The other name of a rename or link, else null.
    const char *other;
    /// What is written, else null.
    const void *bytes;
    /// Where it is written; or the new length of a truncated file.
    long long offset;
    /// How much is written or read.
    long long count;
};

/// Told of a call before it is made. Returns 0 to let it happen; else it does not, and fails with this `errno`,
/// for SQLite's calls with this result code.
typedef int (*powercut_watcher)(void *context, const struct powercut_call *call);

/// Calls `watcher` for each call on a file below `folder` (a full path, no link in it), until
/// `powercut_unwatch`. At most 16 at once; returns 0 if there is no room or SQLite did not take our VFS.
int powercut_watch(const char *folder, powercut_watcher watcher, void *context);
void powercut_unwatch(const char *folder);

/// Lets SQLite's memory requests on this thread fail from the one after the next `after` on: that one alone, or
/// all that follow. A negative number ends it. Returns how many have failed since the last call.
int powercut_fail_memory(long after, int all);

/// How many requests SQLite made on this thread since the last `powercut_fail_memory`.
long powercut_memory_requests(void);

#endif
