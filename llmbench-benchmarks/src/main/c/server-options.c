#include "server-options.h"

#include "floor.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

struct server_options options = {.first_millis = 50, .rate = 30, .per_write = 1};

static const char USAGE[] =
    "usage: floor-server [options]\n"
    "\n"
    "Serves model \"floor\" on 127.0.0.1: GET /v1/models, GET /health, POST /v1/chat/completions, POST /v1/completions.\n"
    "Prints \"ready URL\" and serves until standard input ends (where that is a pipe or terminal) or SIGTERM comes.\n"
    "Answers have max_tokens tokens, one an event, in chunks of 180 to 250 bytes. The id of an event tells its send time:\n"
    "16 hexadecimal digits of CLOCK_MONOTONIC in nanoseconds. usage.prompt_tokens is the number of the request, from 1.\n"
    "\n"
    "  --port N                port to listen on, 0 for a free one                        (0)\n"
    "  --first-ms MS           from the request's last byte to the first token            (50)\n"
    "  --rate R                tokens a second of each stream                             (30)\n"
    "  --burst                 tokens of all streams are due at the same moments\n"
    "  --per-write N           so many token events in one write, 1 to 64                 (1)\n"
    "  --as-fast-as-possible   no schedule after the first token\n"
    "  --stamps FILE           writes when each request came and each event left, at the end\n"
    "  --help                  prints this\n";

void read_options(int count, char **values) {
    static const struct option NAMES[] = {
        {"port", required_argument, NULL, 'p'},      {"first-ms", required_argument, NULL, 'f'},
        {"rate", required_argument, NULL, 'r'},      {"burst", no_argument, NULL, 'b'},
        {"per-write", required_argument, NULL, 'w'}, {"as-fast-as-possible", no_argument, NULL, 'a'},
        {"stamps", required_argument, NULL, 's'},    {"help", no_argument, NULL, 'h'},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(count, values, "", NAMES, NULL)) != -1) {
        switch (option) {
        case 'p': options.port = (int) whole_number("port", optarg, 0, 65535); break;
        case 'f': options.first_millis = decimal_number("first-ms", optarg, 0, 3600000); break;
        case 'r': options.rate = decimal_number("rate", optarg, 0.001, 1000000); break;
        case 'b': options.burst = true; break;
        case 'w': options.per_write = (int) whole_number("per-write", optarg, 1, MOST_PER_WRITE); break;
        case 'a': options.as_fast_as_possible = true; break;
        case 's': options.stamps = optarg; break;
        case 'h': fputs(USAGE, stdout); exit(0);
        default: refuse("the options can't be understood");
        }
    }
    if (optind < count) {
        refuse("unexpected argument '%s'", values[optind]);
    }
    if (options.burst && options.as_fast_as_possible) {
        refuse("--burst and --as-fast-as-possible exclude each other");
    }
}
