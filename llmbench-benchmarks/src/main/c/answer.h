/* An answer as it arrives: HTTP/1.1 framing, lines of events, and whether a token is in them. */
#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct histogram;

enum place { PLACE_HEAD, PLACE_SIZE, PLACE_EXTENSION, PLACE_DATA, PLACE_DATA_END, PLACE_TRAILER, PLACE_OVER };

struct answer {
    enum place place;
    bool chunked;
    bool keep_alive;
    bool done;          /* [DONE] was seen */
    bool trailer_begun; /* the trailer's line has bytes */
    int status;         /* 0 before the head */
    int64_t left;       /* bytes of the chunk or of the body; -1 to the end of the connection */
    int64_t tokens;     /* by the server's usage; 0 where it didn't tell */
    char *kept;         /* what came of a head or a line that is not whole */
    size_t kept_length;
    size_t kept_room;
};

/* What one read brought. */
struct brought {
    int64_t nanos;             /* when it returned */
    struct histogram *delays;  /* takes nanos less the send time of each token's event; NULL for none */
    int tokens;                /* events with a token in them */
};

/* Begins another answer. */
void reset_answer(struct answer *answer);

/* Takes bytes in; false where they are no HTTP. */
bool take_bytes(struct answer *answer, const char *bytes, size_t length, struct brought *brought);

/* Whether the end of the connection is the end of this answer; it can't be kept then. */
bool ends_with_connection(struct answer *answer);

#endif
