#include "powercut.h"

/// What the watcher of the call's folder says; 0 if nobody watches it.
int powercut_ask(struct powercut_call call);

/// Nonzero while SQLite's own code makes calls that were already told of, on this thread.
extern _Thread_local int powercut_inside;

int powercut_install_memory(void);
