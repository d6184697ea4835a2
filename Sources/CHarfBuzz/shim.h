// HarfBuzz reads a font's measures and cuts it down to the glyphs that a file uses. No wrapper is needed.
#include <hb-ot.h>
#include <hb-subset.h>
#include <hb.h>
