/* What is due when: a binary heap. */
#ifndef DUE_H
#define DUE_H

#include <stdint.h>

/* When the earliest is due; INT64_MAX where nothing is. */
int64_t earliest_due(void);

void add_due(int64_t nanos, void *what);

/* Takes the earliest away; there must be one. */
void *take_earliest(void);

#endif
