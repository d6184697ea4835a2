// libical reads calendar files and knows when their events recur; Foundation reads neither. No wrapper.
#include <libical/ical.h>
