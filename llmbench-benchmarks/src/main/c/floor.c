#include "floor.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static void say(const char *format, va_list values) {
    fprintf(stderr, "%s: ", program_invocation_short_name);
    vfprintf(stderr, format, values);
    fputc('\n', stderr);
}

void fail(const char *format, ...) {
    va_list values;
    va_start(values, format);
    say(format, values);
    va_end(values);
    exit(1);
}

void refuse(const char *format, ...) {
    va_list values;
    va_start(values, format);
    say(format, values);
    va_end(values);
    fprintf(stderr, "try %s --help\n", program_invocation_short_name);
    exit(2);
}

int64_t whole_number(const char *option, const char *text, int64_t least, int64_t most) {
    char *end;
    errno = 0;
    long long value = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < least || value > most) {
        refuse("--%s must be a whole number from %lld to %lld, but was '%s'", option, (long long) least,
               (long long) most, text);
    }
    return value;
}

double decimal_number(const char *option, const char *text, double least, double most) {
    char *end;
    errno = 0;
    double value = strtod(text, &end);
    if (errno != 0 || end == text || *end != '\0' || !isfinite(value) || value < least || value > most) {
        refuse("--%s must be a number from %g to %g, but was '%s'", option, least, most, text);
    }
    return value;
}

void *allocated(size_t bytes) {
    return resized(NULL, bytes);
}

void *resized(void *memory, size_t bytes) {
    void *more = realloc(memory, bytes == 0 ? 1 : bytes);
    if (more == NULL) {
        fail("out of memory");
    }
    return more;
}

void raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

void ask_for_exact_timers(void) {
    prctl(PR_SET_TIMERSLACK, 1UL);
}

int wait_until(int epoll, struct epoll_event *events, int room, int64_t nanos) {
    struct timespec left = {0, 0};
    if (nanos != INT64_MAX) {
        int64_t wait = nanos - monotonic_nanos();
        if (wait > 0) {
            left.tv_sec = wait / NANOS_PER_SECOND;
            left.tv_nsec = wait % NANOS_PER_SECOND;
        }
    }
    int found = epoll_pwait2(epoll, events, room, nanos == INT64_MAX ? NULL : &left, NULL);
    if (found < 0) {
        if (errno == EINTR) {
            return 0;
        }
        fail("epoll_pwait2: %s (Linux 5.11 or later is needed)", strerror(errno));
    }
    return found;
}
