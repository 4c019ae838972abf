/* A request as the server reads it: the head of HTTP/1.1 and the few fields of the body that matter. */
#ifndef ASK_H
#define ASK_H

#include <stdbool.h>
#include <stddef.h>

#define LONGEST_REQUEST_ID 64

enum route { ROUTE_CHAT, ROUTE_COMPLETIONS, ROUTE_MODELS, ROUTE_HEALTH, ROUTE_NONE };

struct ask {
    enum route route;
    bool close;        /* the client wants the connection closed after the answer */
    bool stream;
    bool include_usage;
    int tokens;        /* wanted length of the answer */
    char request_id[LONGEST_REQUEST_ID + 1]; /* empty where the request has none that can be kept */
};

enum reading { READING_MORE, READING_WHOLE, READING_BAD };

/*
 * Reads a request from the beginning of a buffer. READING_MORE: it is not whole yet. READING_WHOLE: used tells its
 * length. READING_BAD: problem tells why in words that can stand in JSON; used tells its length, or is 0 where that
 * can't be known.
 */
enum reading read_ask(const char *bytes, size_t length, struct ask *ask, size_t *used, const char **problem);

#endif
