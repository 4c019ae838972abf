/*
 * The server that client and floor are measured against: one thread, epoll, answers on an exact schedule, and the truth
 * of when each event was sent.
 */
#include "ask.h"
#include "chunks.h"
#include "due.h"
#include "floor.h"
#include "server-options.h"
#include "stamps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define READ_ROOM 16384
#define MOST_EVENTS 256
#define SENDS_IN_A_ROW 64 /* then requests are looked for: a burst must not delay their stamps */
#define EVENTS_BESIDE_TOKENS 3

struct connection {
    int fd;
    int number;
    int client_port;
    bool timed;     /* in the heap */
    bool dead;      /* closed, and freed once it leaves the heap */
    bool blocked;   /* the socket takes no more */
    bool answering;
    bool ending;    /* all of the answer has been handed over */
    bool chat;
    struct ask ask;
    int request;
    int sent;       /* tokens */
    int64_t arrived; /* the kernel's stamp of what was read last, 0 without */
    int64_t base;   /* when the first token is due, or its number in the common grid */
    struct text in;
    struct text out;
    size_t out_from;
    struct recording *recording;
};

static int epoll;
static int64_t grid_start;
static double step_nanos; /* between writes of a stream */
static int requests;
static int connections;
static struct text built;  /* an answer's bytes before they go out */

/* What is not a connection but can be waited for. */
static char listener_mark;
static char input_mark;
static char signal_mark;
static int listener;

static void watch(int operation, int fd, uint32_t wanted, void *what) {
    struct epoll_event event = {.events = wanted, .data.ptr = what};
    if (epoll_ctl(epoll, operation, fd, &event) != 0) {
        fail("epoll_ctl: %s", strerror(errno));
    }
}

static void release(struct connection *connection) {
    free(connection->in.bytes);
    free(connection->out.bytes);
    free(connection);
}

static void close_connection(struct connection *connection) {
    if (connection->answering && connection->recording != NULL) {
        connection->recording->outcome = OUTCOME_ABANDONED;
    }
    close(connection->fd);
    connection->dead = true;
    if (!connection->timed) {
        release(connection);
    }
}

/* Hands bytes to the socket, and keeps what it doesn't take; false where the connection is gone. */
static bool hand_over(struct connection *connection, const char *bytes, size_t length) {
    size_t taken = 0;
    if (!connection->blocked) {
        ssize_t written = write(connection->fd, bytes, length);
        if (written < 0 && errno != EAGAIN && errno != EINTR) {
            close_connection(connection);
            return false;
        }
        taken = written < 0 ? 0 : (size_t) written;
    }
    if (taken < length) {
        struct text *out = &connection->out;
        if (out->length + length - taken > out->room) {
            out->room = out->length + length - taken;
            out->bytes = resized(out->bytes, out->room);
        }
        memcpy(out->bytes + out->length, bytes + taken, length - taken);
        out->length += length - taken;
        if (!connection->blocked) {
            connection->blocked = true;
            watch(EPOLL_CTL_MOD, connection->fd, EPOLLIN | EPOLLOUT, connection);
        }
    }
    return true;
}

static int64_t due(const struct connection *connection) {
    int64_t write = connection->sent / options.per_write;
    if (!connection->ask.stream) {
        write = (connection->ask.tokens - 1) / options.per_write;
    }
    if (options.as_fast_as_possible) {
        return connection->sent == 0 ? connection->base : monotonic_nanos();
    }
    return options.burst ? grid_start + llround((double) (connection->base + write) * step_nanos)
                         : connection->base + llround((double) write * step_nanos);
}

static void schedule(struct connection *connection) {
    connection->timed = true;
    add_due(due(connection), connection);
}

static void read_requests(struct connection *connection);

static void end_answer(struct connection *connection) {
    if (connection->recording != NULL) {
        connection->recording->outcome = OUTCOME_COMPLETE;
    }
    connection->answering = false;
    connection->ending = false;
    if (connection->ask.close) {
        close_connection(connection);
    } else {
        read_requests(connection);
    }
}

static void send_tail(struct connection *connection) {
    const struct ask *ask = &connection->ask;
    int64_t nanos = monotonic_nanos();
    built.length = 0;
    append_tail(&built, connection->chat, ask->include_usage, nanos, connection->request + 1, ask->tokens);
    if (ask->include_usage) {
        record_event(connection->recording, KIND_USAGE, nanos);
    }
    record_event(connection->recording, KIND_DONE, nanos);
}

static void send_whole(struct connection *connection) {
    int64_t nanos = monotonic_nanos();
    built.length = 0;
    append_whole(&built, connection->chat, connection->ask.close, nanos, connection->request + 1,
                 connection->ask.tokens);
    record_event(connection->recording, KIND_BODY, nanos);
    if (connection->recording != NULL) {
        connection->recording->headers_sent = nanos;
    }
}

/* Sends the tokens of one write; false where the connection is gone. */
static bool send_tokens(struct connection *connection) {
    static char bytes[MOST_PER_WRITE * LONGEST_TOKEN_CHUNK];
    int tokens = connection->ask.tokens - connection->sent;
    if (tokens > options.per_write) {
        tokens = options.per_write;
    }
    char *starts[MOST_PER_WRITE];
    size_t length = 0;
    for (int i = 0; i < tokens; i++) {
        starts[i] = bytes + length;
        int number = connection->sent + i;
        length += write_token(bytes + length, connection->chat, number, number == connection->ask.tokens - 1);
    }
    int64_t nanos = monotonic_nanos();
    for (int i = 0; i < tokens; i++) {
        stamp_chunk(starts[i], connection->chat, nanos);
        record_event(connection->recording, KIND_TOKEN, nanos);
    }
    connection->sent += tokens;
    return hand_over(connection, bytes, length);
}

/* Sends what is due of an answer. */
static void go_on(struct connection *connection) {
    if (connection->ask.stream) {
        if (!send_tokens(connection)) {
            return;
        }
        if (connection->sent < connection->ask.tokens) {
            if (!connection->blocked) { /* else when the socket takes more */
                schedule(connection);
            }
            return;
        }
        send_tail(connection);
    } else {
        send_whole(connection);
    }
    if (connection->recording != NULL) {
        connection->recording->ended = monotonic_nanos();
    }
    connection->ending = true;
    if (hand_over(connection, built.bytes, built.length) && !connection->blocked) {
        end_answer(connection);
    }
}

/* The socket takes bytes again. */
static void unblocked(struct connection *connection) {
    struct text *out = &connection->out;
    int64_t nanos = monotonic_nanos();
    ssize_t written =
        write(connection->fd, out->bytes + connection->out_from, out->length - connection->out_from);
    if (written < 0) {
        if (errno != EAGAIN && errno != EINTR) {
            close_connection(connection);
        }
        return;
    }
    connection->out_from += (size_t) written;
    if (connection->out_from < out->length) {
        return;
    }
    restamp_last(connection->recording, nanos);
    connection->blocked = false;
    connection->out_from = 0;
    out->length = 0;
    watch(EPOLL_CTL_MOD, connection->fd, EPOLLIN, connection);
    if (connection->ending) {
        end_answer(connection);
    } else if (connection->answering && !connection->timed) {
        schedule(connection);
    }
}

static void begin_recording_of(struct connection *connection, int64_t received) {
    const struct ask *ask = &connection->ask;
    connection->recording = begin_recording((ask->stream ? (size_t) ask->tokens : 0) + EVENTS_BESIDE_TOKENS);
    if (connection->recording != NULL) {
        connection->recording->connection = connection->number;
        connection->recording->client_port = connection->client_port;
        connection->recording->tokens = ask->tokens;
        connection->recording->received = received;
        connection->recording->arrived = connection->arrived;
        connection->recording->request_id = ask->request_id[0] == '\0' ? NULL : strdup(ask->request_id);
    }
}

static void begin_answer(struct connection *connection, int64_t received) {
    struct ask *ask = &connection->ask;
    connection->answering = true;
    connection->chat = ask->route == ROUTE_CHAT;
    connection->sent = 0;
    connection->request = requests++;
    begin_recording_of(connection, received);
    int64_t first = received + llround(options.first_millis * (double) NANOS_PER_MILLI);
    connection->base = options.burst ? (int64_t) ceil((double) (first - grid_start) / step_nanos) : first;
    if (ask->stream) {
        built.length = 0;
        append_head(&built, ask->close);
        int64_t nanos = monotonic_nanos();
        if (connection->chat) {
            append_role(&built, nanos);
            record_event(connection->recording, KIND_ROLE, nanos);
        }
        if (connection->recording != NULL) {
            connection->recording->headers_sent = nanos;
        }
        if (!hand_over(connection, built.bytes, built.length) || connection->blocked) {
            return;
        }
    }
    schedule(connection);
}

/* Sends an answer that is no generation; false where the connection is gone. */
static bool answer_at_once(struct connection *connection, enum reading reading, const char *problem) {
    struct ask *ask = &connection->ask;
    built.length = 0;
    if (reading == READING_BAD) {
        append_error(&built, "400 Bad Request", ask->close, problem);
    } else if (ask->route == ROUTE_MODELS) {
        append_models(&built, ask->close);
    } else if (ask->route == ROUTE_HEALTH) {
        append_health(&built, ask->close);
    } else {
        append_error(&built, "404 Not Found", ask->close, "there is nothing here");
    }
    if (!hand_over(connection, built.bytes, built.length)) {
        return false;
    }
    if (ask->close) {
        close_connection(connection);
        return false;
    }
    return true;
}

/* Answers the requests that are whole, one after the other. */
static void read_requests(struct connection *connection) {
    while (!connection->answering && connection->in.length > 0) {
        size_t used;
        const char *problem;
        enum reading reading =
            read_ask(connection->in.bytes, connection->in.length, &connection->ask, &used, &problem);
        if (reading == READING_MORE) {
            return;
        }
        int64_t received = monotonic_nanos();
        connection->ask.close |= used == 0; /* where the next request would begin is not known */
        memmove(connection->in.bytes, connection->in.bytes + used, connection->in.length - used);
        connection->in.length -= used;
        enum route route = connection->ask.route;
        if (reading == READING_WHOLE && (route == ROUTE_CHAT || route == ROUTE_COMPLETIONS)) {
            begin_answer(connection, received);
            return;
        }
        if (!answer_at_once(connection, reading, problem)) {
            return;
        }
    }
}

/* How far the wall clock, by which the kernel stamps, is ahead of the clock of all our stamps. */
static int64_t wall_clock_ahead(void) {
    struct timespec wall;
    int64_t before = monotonic_nanos();
    clock_gettime(CLOCK_REALTIME, &wall);
    int64_t after = monotonic_nanos();
    return wall.tv_sec * NANOS_PER_SECOND + wall.tv_nsec - (before + (after - before) / 2);
}

/* Reads, and notes when the kernel had the last of it. */
static ssize_t read_stamped(struct connection *connection, char *bytes, size_t room) {
    struct iovec into = {.iov_base = bytes, .iov_len = room};
    union {
        struct cmsghdr aligned;
        char bytes[CMSG_SPACE(sizeof(struct timespec))];
    } control;
    struct msghdr message = {
        .msg_iov = &into, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
    ssize_t length = recvmsg(connection->fd, &message, 0);
    connection->arrived = 0;
    if (length > 0) {
        for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part != NULL; part = CMSG_NXTHDR(&message, part)) {
            if (part->cmsg_level == SOL_SOCKET && part->cmsg_type == SCM_TIMESTAMPNS) {
                struct timespec stamp;
                memcpy(&stamp, CMSG_DATA(part), sizeof stamp);
                connection->arrived = stamp.tv_sec * NANOS_PER_SECOND + stamp.tv_nsec - wall_clock_ahead();
            }
        }
    }
    return length;
}

static void readable(struct connection *connection) {
    static char bytes[READ_ROOM];
    ssize_t length = read_stamped(connection, bytes, sizeof bytes);
    if (length <= 0) {
        if (length == 0 || (errno != EAGAIN && errno != EINTR)) {
            close_connection(connection);
        }
        return;
    }
    struct text *in = &connection->in;
    if (in->length + (size_t) length > in->room) {
        in->room = in->length + (size_t) length;
        in->bytes = resized(in->bytes, in->room);
    }
    memcpy(in->bytes + in->length, bytes, (size_t) length);
    in->length += (size_t) length;
    read_requests(connection);
}

static void accept_connections(void) {
    for (;;) {
        struct sockaddr_in client;
        socklen_t size = sizeof client;
        int fd = accept4(listener, (struct sockaddr *) &client, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EMFILE || errno == ENFILE) {
                fail("too many open files after %d connections; raise ulimit -n", connections);
            }
            return;
        }
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *connection = allocated(sizeof *connection);
        *connection = (struct connection) {
            .fd = fd, .number = connections++, .client_port = ntohs(client.sin_port)};
        watch(EPOLL_CTL_ADD, fd, EPOLLIN, connection);
    }
}

static void listen_on_loopback(void) {
    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    /* Connections inherit it. The kernel begins to stamp a little later, so it is asked before anybody connects. */
    setsockopt(listener, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t) options.port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    if (listener < 0 || bind(listener, (struct sockaddr *) &address, size) != 0 || listen(listener, SOMAXCONN) != 0
        || getsockname(listener, (struct sockaddr *) &address, &size) != 0) {
        fail("can't listen on port %d: %s", options.port, strerror(errno));
    }
    watch(EPOLL_CTL_ADD, listener, EPOLLIN, &listener_mark);
    printf("ready http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
}

static void watch_for_the_end(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    watch(EPOLL_CTL_ADD, signalfd(-1, &signals, SFD_CLOEXEC), EPOLLIN, &signal_mark);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &input_mark};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, STDIN_FILENO, &event) != 0 && errno != EPERM && errno != EBADF) {
        fail("epoll_ctl: %s", strerror(errno)); /* EPERM: a file or /dev/null, which tells nothing */
    }
}

static bool input_ended(void) {
    char bytes[512];
    return read(STDIN_FILENO, bytes, sizeof bytes) <= 0;
}

static void send_due(void) {
    int64_t now = monotonic_nanos();
    for (int i = 0; i < SENDS_IN_A_ROW && earliest_due() <= now; i++) {
        struct connection *connection = take_earliest();
        connection->timed = false;
        if (connection->dead) {
            release(connection);
        } else {
            go_on(connection);
        }
    }
}

static void serve(void) {
    struct epoll_event events[MOST_EVENTS];
    for (;;) {
        send_due();
        int found = wait_until(epoll, events, MOST_EVENTS, earliest_due());
        for (int i = 0; i < found; i++) {
            void *what = events[i].data.ptr;
            if (what == &listener_mark) {
                accept_connections();
            } else if (what == &signal_mark || (what == &input_mark && input_ended())) {
                return;
            } else if (what != &input_mark) {
                struct connection *connection = what;
                if ((events[i].events & EPOLLOUT) != 0 && connection->blocked) {
                    unblocked(connection); /* may free it; what else there is will be told again */
                } else {
                    readable(connection);
                }
            }
        }
    }
}

int main(int count, char **values) {
    read_options(count, values);
    if (options.stamps != NULL) {
        keep_stamps();
    }
    raise_descriptor_limit();
    ask_for_exact_timers();
    prepare_chunks();
    step_nanos = (double) NANOS_PER_SECOND * options.per_write / options.rate;
    grid_start = monotonic_nanos();
    epoll = epoll_create1(EPOLL_CLOEXEC);
    watch_for_the_end();
    listen_on_loopback();
    serve();
    if (options.stamps != NULL) {
        write_stamps(options.stamps);
    }
    return 0;
}
