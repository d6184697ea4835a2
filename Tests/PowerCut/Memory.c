// SQLite's allocator, which fails when told to.

#include <sqlite3.h>

#include "Watching.h"

static sqlite3_mem_methods real;

static _Thread_local long requests;
static _Thread_local long fail_after = -1;
static _Thread_local int fails_all;
static _Thread_local int failed;

static int may_have(void) {
    requests++;
    if (fail_after < 0) return 1;
    if (requests <= fail_after) return 1;
    if (requests > fail_after + 1 && !fails_all) return 1;
    failed++;
    return 0;
}

static void *request(int count) { return may_have() ? real.xMalloc(count) : 0; }

static void *resize(void *bytes, int count) { return may_have() ? real.xRealloc(bytes, count) : 0; }

int powercut_fail_memory(long after, int all) {
    int before = failed;
    failed = 0;
    requests = 0;
    fail_after = after;
    fails_all = all;
    return before;
}

long powercut_memory_requests(void) { return requests; }

int powercut_install_memory(void) {
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK) return 0;
    sqlite3_mem_methods ours = real;
    ours.xMalloc = request;
    ours.xRealloc = resize;
    // SQLite counts what it has asked for behind one lock: by a profile of the flipped bits, two threads waited
    // for it so long that they did no more than one.
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK
        && sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}
