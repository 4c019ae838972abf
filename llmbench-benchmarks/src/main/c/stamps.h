/* When every request came and every event left, kept in memory until the end. */
#ifndef STAMPS_H
#define STAMPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum kind { KIND_ROLE, KIND_TOKEN, KIND_USAGE, KIND_DONE, KIND_BODY };

enum outcome { OUTCOME_UNFINISHED, OUTCOME_COMPLETE, OUTCOME_ABANDONED };

/* One request; events are kept as 8 bytes each: 4 bits of kind, 60 of time. */
struct recording {
    int connection;
    int client_port;
    int tokens; /* in one piece: what the body has */
    char *request_id;
    int64_t received; /* when the server had read it */
    int64_t arrived;  /* when the kernel had its last bytes, 0 where it didn't say */
    int64_t headers_sent; /* 0 while not sent */
    int64_t ended;        /* 0 while it goes on */
    enum outcome outcome;
    uint64_t *events;
    size_t event_count;
};

/* Whether anything is kept; else recordings are NULL and the functions do nothing. */
void keep_stamps(void);

/* Begins the recording of a request with at most so many events. */
struct recording *begin_recording(size_t most_events);

void record_event(struct recording *recording, enum kind kind, int64_t nanos);

/* Puts another time to the event that was recorded last. */
void restamp_last(struct recording *recording, int64_t nanos);

/* Writes all as dev.llmbench.simulator.script.StampFile reads it. */
void write_stamps(const char *file);

#endif
