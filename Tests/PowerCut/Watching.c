#include "Watching.h"

#include <pthread.h>
#include <string.h>

static struct {
    char folder[1024];
    powercut_watcher watcher;
    void *context;
} watched[16];

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic int watched_count;

_Thread_local int powercut_inside;

int powercut_ask(struct powercut_call call) {
    if (watched_count == 0 || !call.path) return 0;
    powercut_watcher watcher = 0;
    void *context = 0;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 16; i++) {
        size_t length = strlen(watched[i].folder);
        if (!watched[i].watcher || strncmp(call.path, watched[i].folder, length)) continue;
        if (call.path[length] != '/' && call.path[length] != 0) continue;
        watcher = watched[i].watcher;
        context = watched[i].context;
    }
    pthread_mutex_unlock(&lock);
    if (!watcher) return 0;
    // What the watcher itself does with files is not told.
    powercut_inside++;
    int answer = watcher(context, &call);
    powercut_inside--;
    return answer;
}

extern int powercut_is_installed;

int powercut_watch(const char *folder, powercut_watcher watcher, void *context) {
    int done = 0;
    if (!powercut_is_installed || strlen(folder) >= sizeof watched[0].folder) return 0;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 16 && !done; i++) {
        if (watched[i].watcher) continue;
        strcpy(watched[i].folder, folder);
        watched[i].watcher = watcher;
        watched[i].context = context;
        watched_count++;
        done = 1;
    }
    pthread_mutex_unlock(&lock);
    return done;
}

void powercut_unwatch(const char *folder) {
    pthread_mutex_lock(&lock);
    for (int i = 0; i < 16; i++) {
        if (!watched[i].watcher || strcmp(watched[i].folder, folder)) continue;
        watched[i].watcher = 0;
        watched_count--;
    }
    pthread_mutex_unlock(&lock);
}
