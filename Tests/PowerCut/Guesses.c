// libsodium's functions by which a passphrase is tried at a slot: each is noted, where a test asked for it, and
// then does the real thing. See Calls.c for how they come before the real ones.

#define _GNU_SOURCE
#include <sodium.h>

#include "Before.h"
#include "guesses.h"

static _Thread_local struct guess_step *steps;
static _Thread_local long room;
static _Thread_local long count;

void guesses_note(struct guess_step *into, long limit) {
    steps = into;
    room = limit;
    count = 0;
}

long guesses_end(void) {
    steps = 0;
    return count;
}

static void note(struct guess_step step) {
    if (!steps) return;
    if (count < room) steps[count] = step;
    count++;
}

int crypto_pwhash(unsigned char *const out, unsigned long long out_count, const char *const passphrase,
                  unsigned long long passphrase_count, const unsigned char *const salt, unsigned long long passes,
                  size_t memory, int algorithm) {
    note((struct guess_step){.kind = guess_derive, .count = (long long)memory, .passes = (long long)passes});
    return REAL(crypto_pwhash)(out, out_count, passphrase, passphrase_count, salt, passes, memory, algorithm);
}

int sodium_memcmp(const void *const one, const void *const other, size_t byte_count) {
    note((struct guess_step){.kind = guess_compare, .count = (long long)byte_count});
    return REAL(sodium_memcmp)(one, other, byte_count);
}

int crypto_aead_xchacha20poly1305_ietf_decrypt(unsigned char *plain, unsigned long long *plain_count,
                                               unsigned char *unused, const unsigned char *sealed,
                                               unsigned long long sealed_count, const unsigned char *data,
                                               unsigned long long data_count, const unsigned char *nonce,
                                               const unsigned char *key) {
    note((struct guess_step){.kind = guess_open, .count = (long long)sealed_count});
    return REAL(crypto_aead_xchacha20poly1305_ietf_decrypt)(plain, plain_count, unused, sealed, sealed_count, data,
                                                            data_count, nonce, key);
}
