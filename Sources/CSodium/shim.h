// libsodium: XChaCha20-Poly1305, secretstream, Argon2id, Ed25519 and locked memory. No wrapper is needed.
#include <sodium.h>
