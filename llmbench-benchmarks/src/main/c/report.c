#include "report.h"

#include "floor.h"

#include <inttypes.h>
#include <stdio.h>

static void print_times(const char *name, const struct histogram *times, double nanos_per_unit) {
    printf(",\"%s\":{\"count\":%" PRIu64, name, times->count);
    if (times->count > 0) { /* else there is nothing to tell */
        printf(",\"mean\":%.6f,\"p50\":%.6f,\"p95\":%.6f,\"p99\":%.6f,\"p999\":%.6f",
               times->sum / (double) times->count / nanos_per_unit, quantile(times, 0.50) / nanos_per_unit,
               quantile(times, 0.95) / nanos_per_unit, quantile(times, 0.99) / nanos_per_unit,
               quantile(times, 0.999) / nanos_per_unit);
    }
    printf("}");
}

void print_report(const struct report *report) {
    double wall = (double) (report->end - report->begin) / NANOS_PER_SECOND;
    printf("{\"client\":\"floor\",\"streams\":%d,\"tokensAsked\":%d,\"beginNanos\":%" PRId64 ",\"endNanos\":%" PRId64
           ",\"wallSeconds\":%.6f",
           report->streams, report->tokens_asked, report->begin, report->end, wall);
    printf(",\"cpuUserSeconds\":%.6f,\"cpuSystemSeconds\":%.6f", report->user_seconds, report->system_seconds);
    printf(",\"events\":%" PRId64 ",\"tokens\":%" PRId64 ",\"tokensPerSecond\":%.3f,\"reads\":%" PRId64, report->events,
           report->events, (double) report->events / wall, report->reads);
    printf(",\"requests\":%" PRId64 ",\"failures\":%" PRId64 ",\"cutOff\":%" PRId64, report->requests, report->failures,
           report->cut_off);
    print_times("ttftMillis", &report->first_token, NANOS_PER_MILLI);
    print_times("gapMillis", &report->chunk_gap, NANOS_PER_MILLI);
    print_times("itlMillis", &report->inter_token, NANOS_PER_MILLI);
    print_times("tpotMillis", &report->per_output_token, NANOS_PER_MILLI);
    print_times("e2eMillis", &report->end_to_end, NANOS_PER_MILLI);
    if (report->with_delays) {
        print_times("delayMicros", &report->delay, 1000);
    }
    printf("}\n");
}
