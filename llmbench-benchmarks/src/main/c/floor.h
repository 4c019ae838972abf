/* What the floor's two programs share: time, failures in words, numbers of the command line. */
#ifndef FLOOR_H
#define FLOOR_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define NANOS_PER_SECOND 1000000000LL
#define NANOS_PER_MILLI 1000000LL

/* Room of a send time in an event's id: 16 hexadecimal digits, as many as vLLM's ids have. */
#define STAMP_DIGITS 16

/* The clock of all stamps, in nanoseconds: on Linux that of Java's System.nanoTime(). */
static inline int64_t monotonic_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NANOS_PER_SECOND + now.tv_nsec;
}

/* Ends the program with 1: it could not do its work. */
_Noreturn void fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Ends the program with 2: it was not told its work in a form that it understands. */
_Noreturn void refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Reads an option's whole number, or refuses it. */
int64_t whole_number(const char *option, const char *text, int64_t least, int64_t most);

/* Reads an option's decimal number, or refuses it. */
double decimal_number(const char *option, const char *text, double least, double most);

/* Memory of this size, or the end of the program. */
void *allocated(size_t bytes);

/* The same memory with another size, or the end of the program. */
void *resized(void *memory, size_t bytes);

/* Lets the process open as many files as the system allows it. */
void raise_descriptor_limit(void);

/* Lets timers of this process be exact: Linux may else be 50 us late with them to save power. */
void ask_for_exact_timers(void);

/* Waits on epoll until an absolute time, INT64_MAX for ever; returns how many events there are. */
struct epoll_event;
int wait_until(int epoll, struct epoll_event *events, int room, int64_t nanos);

#endif
