// OpenSSL's time-stamp functions: it reads the CMS and X.509 of a token, which libsodium does not. No wrapper is needed.
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
