// For functions that stand before those of a library, under the same name. Needs _GNU_SOURCE.

#include <dlfcn.h>

/// The real function of this name.
#define REAL(name)                                                                \
    ({                                                                            \
        static __typeof__(&name) real_;                                           \
        if (!real_) real_ = (__typeof__(&name))dlsym(RTLD_NEXT, #name);           \
        real_;                                                                    \
    })
