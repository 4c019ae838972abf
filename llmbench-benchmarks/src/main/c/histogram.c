#include "histogram.h"

#include <math.h>

static double middle_of(int slot) {
    int shift = slot < 2 * HALF_BUCKET ? 0 : slot / HALF_BUCKET - 1;
    double from = ldexp((double) (slot - shift * HALF_BUCKET), shift);
    return from + (ldexp(1, shift) - 1) / 2;
}

double quantile(const struct histogram *histogram, double which) {
    uint64_t rank = (uint64_t) ceil(which * (double) histogram->count);
    uint64_t seen = 0;
    for (int slot = 0; slot < SLOTS; slot++) {
        seen += histogram->counts[slot];
        if (histogram->counts[slot] > 0 && seen >= rank) {
            return middle_of(slot);
        }
    }
    return 0;
}
