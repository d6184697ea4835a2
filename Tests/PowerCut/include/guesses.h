/// What is worked out when a passphrase is tried, call by call, for a test to compare.

#ifndef GUESSES_H
#define GUESSES_H

enum guess_kind {
    /// Argon2id: `count` bytes of memory, `passes` over them.
    guess_derive,
    /// `count` bytes are compared in constant time.
    guess_compare,
    /// `count` sealed bytes are tried.
    guess_open,
};

struct guess_step {
    enum guess_kind kind;
    long long count;
    long long passes;
};

/// Notes this thread's steps in `into`, at most `limit`, until `guesses_end`.
void guesses_note(struct guess_step *into, long limit);

/// How many there were.
long guesses_end(void);

#endif
