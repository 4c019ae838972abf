/*
 * The floor: the least that a client must do to measure streamed answers. One thread waits with epoll, reads, finds the
 * events, stamps them once a read and counts times in histograms; closed loop, connections are kept.
 */
#include "answer.h"
#include "client-options.h"
#include "floor.h"
#include "histogram.h"
#include "report.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define READ_ROOM 65536
#define MOST_EVENTS 256
#define MOST_FAILURES 1000
#define WARM_UP_PATIENCE 300 /* seconds beyond the warm-up for all streams to finish one request */

struct stream {
    int fd;
    bool connecting;
    bool finished_first;
    bool measured; /* the request began in the window */
    int wanted;
    int64_t written;
    int64_t first_token;
    int64_t last_token;
    int64_t tokens;
    struct answer answer;
};

enum phase { PHASE_WARM_UP, PHASE_WINDOW, PHASE_DRAIN, PHASE_OVER };

static int epoll;
static struct stream *streams;
static struct sockaddr_in server;
static struct report report;
static enum phase phase = PHASE_WARM_UP;
static int64_t start;      /* when the first stream begins */
static int64_t window_end; /* as planned */
static int started;
static int warm;           /* streams that have finished one request */
static int64_t measured_open;
static char *request;      /* head and body of a usual request */
static size_t request_length;
static struct rusage usage_at_begin;

static uint64_t next_random(void) {
    options.seed += UINT64_C(0x9E3779B97F4A7C15); /* SplitMix64 */
    uint64_t bits = options.seed;
    bits = (bits ^ bits >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94D049BB133111EB);
    return bits ^ bits >> 31;
}

/* Writes a request, which the caller frees. */
static char *request_for(int tokens, size_t *length) {
    char *body;
    char *whole;
    int body_length = asprintf(
        &body, "{\"model\":\"%s\",%s%s%s,\"max_tokens\":%d,\"temperature\":0,\"stream\":true,"
               "\"stream_options\":{\"include_usage\":true}}",
        options.model, options.completions ? "\"prompt\":\"" : "\"messages\":[{\"role\":\"user\",\"content\":\"",
        options.prompt, options.completions ? "\"" : "\"}]", tokens);
    int whole_length = body_length < 0
                           ? -1
                           : asprintf(&whole,
                                      "POST %s/v1/%s HTTP/1.1\r\nHost: %s:%s\r\nContent-Type: application/json\r\n"
                                      "Accept: */*\r\nUser-Agent: llmbench-floor\r\nContent-Length: %d\r\n\r\n%s",
                                      options.path, options.completions ? "completions" : "chat/completions",
                                      options.host, options.port, body_length, body);
    if (whole_length < 0) {
        fail("out of memory");
    }
    free(body);
    *length = (size_t) whole_length;
    return whole;
}

static void watch(int operation, struct stream *stream, uint32_t wanted) {
    struct epoll_event event = {.events = wanted, .data.ptr = stream};
    if (epoll_ctl(epoll, operation, stream->fd, &event) != 0) {
        fail("epoll_ctl: %s", strerror(errno));
    }
}

static void connect_stream(struct stream *stream) {
    stream->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (stream->fd < 0) {
        fail("no socket for stream %td: %s", stream - streams, strerror(errno));
    }
    int on = 1;
    setsockopt(stream->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(stream->fd, (struct sockaddr *) &server, sizeof server) != 0 && errno != EINPROGRESS) {
        fail("can't connect to %s:%s: %s", options.host, options.port, strerror(errno));
    }
    stream->connecting = true;
    watch(EPOLL_CTL_ADD, stream, EPOLLOUT);
}

static void again(struct stream *stream);

/* Counts a request that went wrong; its user asks again on a new connection. */
static void failed(struct stream *stream, const char *why) {
    report.failures++;
    if (report.failures <= 3) {
        fprintf(stderr, "floor-client: stream %td: %s\n", stream - streams, why);
    }
    if (report.failures > MOST_FAILURES) {
        fail("more than %d requests failed, the last one: %s", MOST_FAILURES, why);
    }
    if (stream->measured) {
        measured_open--;
        stream->measured = false;
    }
    close(stream->fd);
    connect_stream(stream);
}

static void send_request(struct stream *stream) {
    reset_answer(&stream->answer);
    stream->tokens = 0;
    char *bytes = request;
    size_t length = request_length;
    if (stream->wanted != options.tokens) {
        bytes = request_for(stream->wanted, &length);
    }
    stream->written = monotonic_nanos();
    stream->measured = phase == PHASE_WINDOW && stream->written < window_end;
    measured_open += stream->measured;
    ssize_t written = send(stream->fd, bytes, length, MSG_NOSIGNAL);
    if (bytes != request) {
        free(bytes);
    }
    if (written != (ssize_t) length) {
        failed(stream, written < 0 ? strerror(errno) : "the request was not taken at once");
    }
}

static void connected(struct stream *stream) {
    int error = 0;
    socklen_t size = sizeof error;
    getsockopt(stream->fd, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) {
        fail("can't connect to %s:%s: %s", options.host, options.port, strerror(error));
    }
    stream->connecting = false;
    watch(EPOLL_CTL_MOD, stream, EPOLLIN);
    send_request(stream);
}

static void start_stream(struct stream *stream) {
    stream->wanted = options.in_step ? options.tokens : 1 + (int) (next_random() % (uint64_t) options.tokens);
    connect_stream(stream);
}

static void again(struct stream *stream) {
    if (!stream->finished_first) {
        stream->finished_first = true;
        warm++;
    }
    stream->wanted = options.tokens;
    if (stream->answer.keep_alive) {
        send_request(stream);
    } else {
        close(stream->fd);
        connect_stream(stream);
    }
}

static void record_request(const struct stream *stream) {
    report.requests++;
    int64_t tokens = stream->answer.tokens > 0 ? stream->answer.tokens : stream->tokens;
    record(&report.first_token, stream->first_token - stream->written, 1);
    record(&report.end_to_end, stream->last_token - stream->written, 1);
    if (tokens > 1 && stream->last_token > stream->first_token) {
        record(&report.per_output_token, (stream->last_token - stream->first_token) / (tokens - 1), 1);
    }
}

static void answered(struct stream *stream) {
    if (stream->answer.status != 200) {
        char words[32];
        snprintf(words, sizeof words, "status %d", stream->answer.status);
        failed(stream, words);
    } else if (!stream->answer.done || stream->tokens == 0) {
        failed(stream, "the answer has no token or no [DONE]");
    } else {
        if (stream->measured) {
            record_request(stream);
            measured_open--;
            stream->measured = false;
        }
        again(stream);
    }
}

static void record_arrival(struct stream *stream, const struct brought *brought) {
    if (phase == PHASE_WINDOW && brought->nanos < window_end) {
        report.events += brought->tokens;
    }
    if (stream->tokens == 0) {
        stream->first_token = brought->nanos;
    } else if (stream->measured) {
        int64_t gap = brought->nanos - stream->last_token;
        record(&report.chunk_gap, gap, 1);
        record(&report.inter_token, gap / brought->tokens, (uint64_t) brought->tokens);
    }
    stream->last_token = brought->nanos;
    stream->tokens += brought->tokens;
}

static void readable(struct stream *stream) {
    static char bytes[READ_ROOM];
    ssize_t length = read(stream->fd, bytes, sizeof bytes);
    struct brought brought = {.nanos = monotonic_nanos()};
    if (length == 0 && ends_with_connection(&stream->answer)) {
        answered(stream);
        return;
    }
    if (length <= 0) {
        if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
            failed(stream, length == 0 ? "the server closed the connection" : strerror(errno));
        }
        return;
    }
    bool in_window = phase == PHASE_WINDOW && brought.nanos < window_end;
    report.reads += in_window;
    brought.delays = in_window && report.with_delays ? &report.delay : NULL;
    if (!take_bytes(&stream->answer, bytes, (size_t) length, &brought)) {
        failed(stream, "the answer can't be understood");
        return;
    }
    if (brought.tokens > 0) {
        record_arrival(stream, &brought);
    }
    if (stream->answer.place == PLACE_OVER) {
        answered(stream);
    }
}

static double seconds(struct timeval time, struct timeval earlier) {
    return (double) (time.tv_sec - earlier.tv_sec) + 1e-6 * (double) (time.tv_usec - earlier.tv_usec);
}

static void begin_window(int64_t now) {
    phase = PHASE_WINDOW;
    getrusage(RUSAGE_SELF, &usage_at_begin);
    report.begin = now;
    window_end = now + (int64_t) (options.seconds * NANOS_PER_SECOND);
}

static void end_window(int64_t now) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    phase = PHASE_DRAIN;
    report.end = now;
    report.user_seconds = seconds(usage.ru_utime, usage_at_begin.ru_utime);
    report.system_seconds = seconds(usage.ru_stime, usage_at_begin.ru_stime);
}

/* Starts what is due, turns to the next phase where it is time, and gives the time of the next change. */
static int64_t take_care_of_time(void) {
    int64_t now = monotonic_nanos();
    double ramp_nanos = options.ramp_up * NANOS_PER_SECOND;
    int64_t next = INT64_MAX;
    while (started < options.streams) {
        next = start + (int64_t) (ramp_nanos * started / options.streams);
        if (next > now) {
            break;
        }
        start_stream(&streams[started++]);
        next = INT64_MAX;
    }
    if (phase == PHASE_WARM_UP) {
        int64_t end = start + (int64_t) (options.warm_up * NANOS_PER_SECOND);
        if (now >= end && warm == options.streams) {
            begin_window(now);
        } else if (now >= end + WARM_UP_PATIENCE * NANOS_PER_SECOND) {
            fail("%d of %d streams have finished no request in time", options.streams - warm, options.streams);
        } else if (now < end && end < next) {
            next = end;
        }
    }
    if (phase == PHASE_WINDOW) {
        if (now >= window_end || (options.requests > 0 && report.requests >= options.requests)) {
            end_window(now);
        } else if (window_end < next) {
            next = window_end;
        }
    }
    if (phase == PHASE_DRAIN) {
        int64_t limit = report.end + (int64_t) (options.drain_limit * NANOS_PER_SECOND);
        if (measured_open == 0 || now >= limit) {
            phase = PHASE_OVER;
        } else {
            next = limit;
        }
    }
    return next;
}

static void run(void) {
    struct epoll_event events[MOST_EVENTS];
    for (;;) {
        int64_t next = take_care_of_time();
        if (phase == PHASE_OVER) {
            report.cut_off = measured_open;
            return;
        }
        int found = wait_until(epoll, events, MOST_EVENTS, next);
        for (int i = 0; i < found; i++) {
            struct stream *stream = events[i].data.ptr;
            if (stream->connecting) {
                connected(stream);
            } else {
                readable(stream);
            }
        }
    }
}

static void find_server(void) {
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM};
    struct addrinfo *found;
    int error = getaddrinfo(options.host, options.port, &hints, &found);
    if (error != 0) {
        fail("no address of %s: %s", options.host, gai_strerror(error));
    }
    memcpy(&server, found->ai_addr, sizeof server);
    freeaddrinfo(found);
}

int main(int count, char **values) {
    read_options(count, values);
    signal(SIGPIPE, SIG_IGN);
    raise_descriptor_limit();
    ask_for_exact_timers();
    find_server();
    report.streams = options.streams;
    report.tokens_asked = options.tokens;
    report.with_delays = options.delays;
    request = request_for(options.tokens, &request_length);
    streams = allocated((size_t) options.streams * sizeof *streams);
    memset(streams, 0, (size_t) options.streams * sizeof *streams);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    start = monotonic_nanos();
    run();
    print_report(&report);
    return 0;
}
