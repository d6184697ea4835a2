// zlib packs the streams of a PDF. No wrapper is needed.
#include <zlib.h>
