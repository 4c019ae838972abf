/* What the floor's client found, as one JSON object. */
#ifndef REPORT_H
#define REPORT_H

#include "histogram.h"

#include <stdbool.h>
#include <stdint.h>

struct report {
    int streams;
    int tokens_asked;
    int64_t begin; /* of the measured window, by CLOCK_MONOTONIC */
    int64_t end;
    double user_seconds;
    double system_seconds;
    int64_t events;   /* with a token, in the window */
    int64_t reads;    /* that brought bytes, in the window */
    int64_t requests; /* that began in the window and were answered */
    int64_t failures;
    int64_t cut_off;  /* that began in the window and were still under way at the end */
    struct histogram first_token;
    struct histogram chunk_gap;
    struct histogram inter_token;
    struct histogram per_output_token;
    struct histogram end_to_end;
    bool with_delays;
    struct histogram delay;
};

void print_report(const struct report *report);

#endif
