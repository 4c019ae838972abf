#include "stamps.h"

#include "floor.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define KIND_SHIFT 60
#define TIME_MASK ((UINT64_C(1) << KIND_SHIFT) - 1)

static const char *const KINDS[] = {"role", "token", "usage", "done", "body"};
static const char *const OUTCOMES[] = {"unfinished", "complete", "abandoned"};

static bool keeping;
static struct recording **recordings;
static size_t recording_count;
static size_t recording_room;

void keep_stamps(void) {
    keeping = true;
}

struct recording *begin_recording(size_t most_events) {
    if (!keeping) {
        return NULL;
    }
    if (recording_count == recording_room) {
        recording_room = recording_room == 0 ? 1024 : 2 * recording_room;
        recordings = resized(recordings, recording_room * sizeof *recordings);
    }
    struct recording *recording = allocated(sizeof *recording);
    memset(recording, 0, sizeof *recording);
    recording->events = allocated(most_events * sizeof *recording->events);
    recordings[recording_count++] = recording;
    return recording;
}

void record_event(struct recording *recording, enum kind kind, int64_t nanos) {
    if (recording != NULL) {
        recording->events[recording->event_count++] = (uint64_t) kind << KIND_SHIFT | (uint64_t) nanos;
    }
}

void restamp_last(struct recording *recording, int64_t nanos) {
    if (recording != NULL && recording->event_count > 0) {
        uint64_t *last = &recording->events[recording->event_count - 1];
        *last = (*last & ~TIME_MASK) | (uint64_t) nanos;
    }
}

static int tokens_of(const struct recording *recording, enum kind kind) {
    return kind == KIND_TOKEN ? 1 : kind == KIND_BODY ? recording->tokens : 0;
}

static void write_recording(FILE *out, size_t number, const struct recording *recording) {
    fprintf(out, "{\"request\":%zu,\"connection\":%d,\"clientPort\":%d,", number, recording->connection,
            recording->client_port);
    if (recording->request_id != NULL) {
        fprintf(out, "\"requestId\":\"%s\",", recording->request_id);
    }
    fprintf(out, "\"received\":%" PRId64 ",", recording->received);
    if (recording->arrived != 0) {
        fprintf(out, "\"arrived\":%" PRId64 ",", recording->arrived);
    }
    if (recording->headers_sent != 0) {
        fprintf(out, "\"headersSent\":%" PRId64 ",", recording->headers_sent);
    }
    fputs("\"events\":[", out);
    for (size_t i = 0; i < recording->event_count; i++) {
        enum kind kind = (enum kind) (recording->events[i] >> KIND_SHIFT);
        fprintf(out, "%s{\"kind\":\"%s\",\"tokens\":%d,\"nanos\":%" PRIu64 "}", i == 0 ? "" : ",", KINDS[kind],
                tokens_of(recording, kind), recording->events[i] & TIME_MASK);
    }
    fputs("],", out);
    if (recording->ended != 0) {
        fprintf(out, "\"ended\":%" PRId64 ",", recording->ended);
    }
    fprintf(out, "\"outcome\":\"%s\"}\n", OUTCOMES[recording->outcome]);
}

void write_stamps(const char *file) {
    FILE *out = fopen(file, "w");
    if (out == NULL) {
        fail("the stamps can't be written to %s: %s", file, strerror(errno));
    }
    for (size_t i = 0; i < recording_count; i++) {
        write_recording(out, i, recordings[i]);
    }
    if (fflush(out) != 0 || ferror(out) != 0 || fclose(out) != 0) {
        fail("the stamps can't be written to %s: %s", file, strerror(errno));
    }
}
