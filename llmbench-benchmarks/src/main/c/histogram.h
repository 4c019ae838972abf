/* Counts of times to three significant digits, from a nanosecond to hours: memory is taken once. */
#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>

#define HALF_BUCKET_BITS 10
#define HALF_BUCKET (1 << HALF_BUCKET_BITS)
#define BUCKETS 34
#define SLOTS ((BUCKETS + 1) * HALF_BUCKET)

struct histogram {
    uint64_t counts[SLOTS];
    uint64_t count;
    double sum;
};

/* A value below 2,048 has a slot of its own, above that each doubling has 1,024. */
static inline int slot_of(int64_t value) {
    int shift = 63 - __builtin_clzll((uint64_t) value | (2 * HALF_BUCKET - 1)) - HALF_BUCKET_BITS;
    return shift * HALF_BUCKET + (int) (value >> shift);
}

/* Counts a value several times; negative ones as zero, those beyond the range as its end. */
static inline void record(struct histogram *histogram, int64_t value, uint64_t times) {
    int slot = slot_of(value < 0 ? 0 : value);
    histogram->counts[slot < SLOTS ? slot : SLOTS - 1] += times;
    histogram->count += times;
    histogram->sum += (double) value * (double) times;
}

/* The value at a quantile from 0 to 1, as the middle of its slot; 0 where nothing was counted. */
double quantile(const struct histogram *histogram, double which);

#endif
