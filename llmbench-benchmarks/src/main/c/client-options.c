#include "client-options.h"

#include "floor.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LONGEST_PROMPT 16384

struct client_options options = {
    .model = "floor", .prompt = "Tell a long story about a lighthouse and the sea.", .streams = 64, .tokens = 128,
    .seconds = 10, .warm_up = 2, .ramp_up = -1, .drain_limit = 60, .seed = 1,
};

static const char USAGE[] =
    "usage: floor-client --url http://HOST:PORT[/PREFIX] [options]\n"
    "\n"
    "Measures streamed answers in a closed loop and prints one JSON object. The window begins when the warm-up is over and\n"
    "each stream has finished one request; what begins in it is followed to its end. Times are those of requests that\n"
    "began in the window, events and CPU time those of the window.\n"
    "\n"
    "  --streams N         users, each with a connection                              (64)\n"
    "  --tokens N          wanted length of answers                                   (128)\n"
    "  --seconds S         length of the window                                       (10)\n"
    "  --requests N        ends the window earlier, after so many requests of it\n"
    "  --warmup S          load before the window                                     (2)\n"
    "  --ramp-up S         over which the streams start                               (as the warm-up, 10 at most)\n"
    "  --in-step           first answers have the full length, too; else a random share of it\n"
    "  --drain-limit S     how long requests are followed after the window            (60)\n"
    "  --route R           chat or completions                                        (chat)\n"
    "  --model NAME        as the server calls it                                     (floor)\n"
    "  --prompt TEXT       letters, digits, spaces and . , ! ? only\n"
    "  --seed N            of the random shares                                       (1)\n"
    "  --delays            the delay of each event against the send time in its id, see floor-server --help\n"
    "  --help              prints this\n";

static void read_url(const char *url) {
    const char *rest = strncmp(url, "http://", 7) == 0 ? url + 7 : NULL;
    const char *path = rest == NULL ? NULL : strchrnul(rest, '/');
    const char *colon = rest == NULL ? NULL : memchr(rest, ':', (size_t) (path - rest));
    const char *host_end = colon == NULL ? path : colon;
    if (rest == NULL || host_end == rest || host_end - rest >= (long) sizeof options.host
        || (colon != NULL && (path - colon < 2 || path - colon > 6)) || strlen(path) >= sizeof options.path) {
        refuse("--url must look like http://127.0.0.1:8000, but was '%s'", url);
    }
    memcpy(options.host, rest, (size_t) (host_end - rest));
    snprintf(options.port, sizeof options.port, "%.*s", colon == NULL ? 2 : (int) (path - colon - 1),
             colon == NULL ? "80" : colon + 1);
    strcpy(options.path, path);
    size_t length = strlen(options.path);
    while (length > 0 && options.path[length - 1] == '/') {
        options.path[--length] = '\0';
    }
    if (length >= 3 && strcmp(options.path + length - 3, "/v1") == 0) { /* added below */
        options.path[length - 3] = '\0';
    }
}

static void check_text(const char *option, const char *text, const char *allowed) {
    for (const char *at = text; *at != '\0'; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9');
        if (!plain && strchr(allowed, *at) == NULL) {
            refuse("--%s must have letters, digits and '%s' only, but was '%s'", option, allowed, text);
        }
    }
    if (*text == '\0' || strlen(text) > LONGEST_PROMPT) {
        refuse("--%s must have 1 to %d characters", option, LONGEST_PROMPT);
    }
}

void read_options(int count, char **values) {
    static const struct option NAMES[] = {
        {"url", required_argument, NULL, 'u'},      {"streams", required_argument, NULL, 'n'},
        {"tokens", required_argument, NULL, 't'},   {"seconds", required_argument, NULL, 's'},
        {"requests", required_argument, NULL, 'r'}, {"warmup", required_argument, NULL, 'w'},
        {"ramp-up", required_argument, NULL, 'a'},  {"in-step", no_argument, NULL, 'i'},
        {"drain-limit", required_argument, NULL, 'l'}, {"route", required_argument, NULL, 'o'},
        {"model", required_argument, NULL, 'm'},    {"prompt", required_argument, NULL, 'p'},
        {"seed", required_argument, NULL, 'e'},     {"delays", no_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},           {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(count, values, "", NAMES, NULL)) != -1) {
        switch (option) {
        case 'u': read_url(optarg); break;
        case 'n': options.streams = (int) whole_number("streams", optarg, 1, 100000); break;
        case 't': options.tokens = (int) whole_number("tokens", optarg, 1, 1000000); break;
        case 's': options.seconds = decimal_number("seconds", optarg, 0.001, 86400); break;
        case 'r': options.requests = whole_number("requests", optarg, 1, INT64_C(1) << 40); break;
        case 'w': options.warm_up = decimal_number("warmup", optarg, 0, 86400); break;
        case 'a': options.ramp_up = decimal_number("ramp-up", optarg, 0, 86400); break;
        case 'i': options.in_step = true; break;
        case 'l': options.drain_limit = decimal_number("drain-limit", optarg, 0, 86400); break;
        case 'o':
            options.completions = strcmp(optarg, "completions") == 0;
            if (!options.completions && strcmp(optarg, "chat") != 0) {
                refuse("--route must be chat or completions, but was '%s'", optarg);
            }
            break;
        case 'm': check_text("model", optarg, "._-/:"); options.model = optarg; break;
        case 'p': check_text("prompt", optarg, " .,!?"); options.prompt = optarg; break;
        case 'e': options.seed = (uint64_t) whole_number("seed", optarg, 0, INT64_MAX); break;
        case 'd': options.delays = true; break;
        case 'h': fputs(USAGE, stdout); exit(0);
        default: refuse("the options can't be understood");
        }
    }
    if (optind < count) {
        refuse("unexpected argument '%s'", values[optind]);
    }
    if (options.host[0] == '\0') {
        refuse("--url is needed");
    }
    if (options.ramp_up < 0) {
        options.ramp_up = options.warm_up < 10 ? options.warm_up : 10;
    }
}
