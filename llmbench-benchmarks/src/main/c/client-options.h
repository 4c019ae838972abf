/* What floor-client is told on its command line. */
#ifndef CLIENT_OPTIONS_H
#define CLIENT_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

struct client_options {
    char host[256];
    char port[8];
    char path[256];     /* what stands before /v1, often nothing */
    bool completions;
    const char *model;
    const char *prompt;
    int streams;
    int tokens;         /* wanted length of answers */
    double seconds;     /* length of the window */
    int64_t requests;   /* that end the window earlier; 0 for none */
    double warm_up;     /* seconds */
    double ramp_up;     /* seconds */
    double drain_limit; /* seconds */
    uint64_t seed;
    bool in_step;       /* first answers have the full length, too */
    bool delays;
};

extern struct client_options options;

/* Reads the options, or ends the program. */
void read_options(int count, char **values);

#endif
