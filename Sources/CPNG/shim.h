// libpng's simplified reader: any PNG to plain pixels, without setjmp. No wrapper is needed.
#include <png.h>
