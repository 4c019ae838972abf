/* What floor-server is told on its command line. */
#ifndef SERVER_OPTIONS_H
#define SERVER_OPTIONS_H

#include <stdbool.h>

#define MOST_PER_WRITE 64

struct server_options {
    int port;
    double first_millis; /* from a request's last byte to its first token */
    double rate;         /* tokens a second of each stream */
    int per_write;       /* token events in one write */
    bool burst;
    bool as_fast_as_possible;
    const char *stamps;  /* NULL where none are kept */
};

extern struct server_options options;

/* Reads the options, or ends the program. */
void read_options(int count, char **values);

#endif
