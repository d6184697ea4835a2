// expat reads XML without losing what it cannot read; Foundation's parser drops emoji and large attributes. No wrapper.
#include <expat.h>
