// Pango sets lines of text over fonts that fontconfig finds. No wrapper is needed.
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <pango/pangofc-font.h>
#include <pango/pangoft2.h>
