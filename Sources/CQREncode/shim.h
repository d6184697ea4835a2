// libqrencode makes QR codes, which nothing else here does. No wrapper is needed.
#include <qrencode.h>
