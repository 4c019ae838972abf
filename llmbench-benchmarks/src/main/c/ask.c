#include "ask.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LONGEST_BODY (64L << 20)
#define MOST_TOKENS 10000000L
#define USUAL_TOKENS 16
#define DEEPEST 64

/* Where the reading of a JSON text stands; at is NULL once something could not be understood. */
struct cursor {
    const char *at;
    const char *end;
};

static void skip_space(struct cursor *json) {
    while (json->at != NULL && json->at < json->end && isspace((unsigned char) *json->at)) {
        json->at++;
    }
}

static bool take(struct cursor *json, char wanted) {
    skip_space(json);
    if (json->at == NULL || json->at == json->end || *json->at != wanted) {
        return false;
    }
    json->at++;
    return true;
}

static void broken(struct cursor *json) {
    json->at = NULL;
}

/* Takes a string; gives what stands between its quotes, escapes and all. */
static void take_string(struct cursor *json, const char **from, size_t *length) {
    *from = "";
    *length = 0;
    if (!take(json, '"')) {
        broken(json);
        return;
    }
    *from = json->at;
    while (json->at < json->end && *json->at != '"') {
        json->at += *json->at == '\\' ? 2 : 1;
    }
    if (json->at >= json->end) {
        broken(json);
        return;
    }
    *length = (size_t) (json->at - *from);
    json->at++;
}

static void skip_value(struct cursor *json, int depth);

static void skip_all(struct cursor *json, char closing, bool named, int depth) {
    if (take(json, closing)) {
        return;
    }
    do {
        if (named) {
            const char *name;
            size_t length;
            take_string(json, &name, &length);
            if (!take(json, ':')) {
                broken(json);
                return;
            }
        }
        skip_value(json, depth + 1);
    } while (take(json, ','));
    if (!take(json, closing)) {
        broken(json);
    }
}

static void skip_value(struct cursor *json, int depth) {
    skip_space(json);
    if (json->at == NULL || json->at == json->end || depth > DEEPEST) {
        broken(json);
        return;
    }
    if (*json->at == '"') {
        const char *text;
        size_t length;
        take_string(json, &text, &length);
    } else if (take(json, '{')) {
        skip_all(json, '}', true, depth);
    } else if (take(json, '[')) {
        skip_all(json, ']', false, depth);
    } else {
        const char *from = json->at;
        while (json->at < json->end && (isalnum((unsigned char) *json->at) || strchr("+-.", *json->at) != NULL)) {
            json->at++;
        }
        if (json->at == from) {
            broken(json);
        }
    }
}

/* Takes a value and tells whether it is true. */
static bool take_true(struct cursor *json) {
    skip_space(json);
    const char *from = json->at;
    skip_value(json, 0);
    return json->at != NULL && json->at - from == 4 && memcmp(from, "true", 4) == 0;
}

/* Takes a number of tokens; 0 where it is none, -1 where it is null. */
static long take_tokens(struct cursor *json) {
    skip_space(json);
    const char *from = json->at;
    skip_value(json, 0);
    if (json->at == NULL) {
        return 0;
    }
    size_t length = (size_t) (json->at - from);
    if (length == 4 && memcmp(from, "null", 4) == 0) {
        return -1;
    }
    char text[12];
    if (length == 0 || length >= sizeof text) {
        return 0;
    }
    memcpy(text, from, length);
    text[length] = '\0';
    char *end;
    long value = strtol(text, &end, 10);
    return *end == '\0' && value >= 1 && value <= MOST_TOKENS ? value : 0;
}

static bool is(const char *text, size_t length, const char *wanted) {
    return length == strlen(wanted) && memcmp(text, wanted, length) == 0;
}

static void take_stream_options(struct cursor *json, struct ask *ask) {
    skip_space(json);
    if (!take(json, '{')) {
        skip_value(json, 0);
        return;
    }
    if (take(json, '}')) {
        return;
    }
    do {
        const char *name;
        size_t length;
        take_string(json, &name, &length);
        if (!take(json, ':')) {
            broken(json);
            return;
        }
        if (is(name, length, "include_usage")) {
            ask->include_usage = take_true(json);
        } else {
            skip_value(json, 0);
        }
    } while (take(json, ','));
    if (!take(json, '}')) {
        broken(json);
    }
}

static const char *read_body(const char *body, size_t length, struct ask *ask) {
    struct cursor json = {body, body + length};
    ask->tokens = USUAL_TOKENS;
    if (!take(&json, '{')) {
        return "the body is no JSON object";
    }
    if (!take(&json, '}')) {
        do {
            const char *name;
            size_t name_length;
            take_string(&json, &name, &name_length);
            if (!take(&json, ':')) {
                return "the body is no JSON object";
            }
            if (is(name, name_length, "max_tokens") || is(name, name_length, "max_completion_tokens")) {
                long tokens = take_tokens(&json);
                if (tokens == 0) {
                    return "max_tokens must be a whole number from 1 to 10000000";
                }
                ask->tokens = tokens > 0 ? (int) tokens : ask->tokens;
            } else if (is(name, name_length, "stream")) {
                ask->stream = take_true(&json);
            } else if (is(name, name_length, "stream_options")) {
                take_stream_options(&json, ask);
            } else {
                skip_value(&json, 0);
            }
        } while (take(&json, ','));
        if (!take(&json, '}')) {
            return "the body is no JSON object";
        }
    }
    skip_space(&json);
    return json.at == json.end ? NULL : "the body has something after its JSON object";
}

static enum route route_of(const char *line, size_t length) {
    static const struct {
        const char *start;
        enum route route;
    } KNOWN[] = {
        {"POST /v1/chat/completions ", ROUTE_CHAT},
        {"POST /v1/completions ", ROUTE_COMPLETIONS},
        {"GET /v1/models ", ROUTE_MODELS},
        {"GET /health ", ROUTE_HEALTH},
    };
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++) {
        size_t start = strlen(KNOWN[i].start);
        if (length >= start && memcmp(line, KNOWN[i].start, start) == 0) {
            return KNOWN[i].route;
        }
    }
    return ROUTE_NONE;
}

/* Where a header's value begins, or NULL where the line has another name. */
static const char *value_of(const char *line, const char *end, const char *name) {
    size_t length = strlen(name);
    if ((size_t) (end - line) <= length || strncasecmp(line, name, length) != 0 || line[length] != ':') {
        return NULL;
    }
    const char *value = line + length + 1;
    while (value < end && (*value == ' ' || *value == '\t')) {
        value++;
    }
    return value;
}

/* Keeps an id that can stand in JSON as it is. */
static void keep_request_id(const char *value, const char *end, struct ask *ask) {
    size_t length = (size_t) (end - value);
    if (length > LONGEST_REQUEST_ID) {
        return;
    }
    for (size_t i = 0; i < length; i++) {
        if (value[i] < ' ' || value[i] > '~' || value[i] == '"' || value[i] == '\\') {
            return;
        }
    }
    memcpy(ask->request_id, value, length);
    ask->request_id[length] = '\0';
}

enum reading read_ask(const char *bytes, size_t length, struct ask *ask, size_t *used, const char **problem) {
    *used = 0;
    *problem = NULL;
    const char *head_end = memmem(bytes, length, "\r\n\r\n", 4);
    if (head_end == NULL) {
        return READING_MORE;
    }
    const char *line_end = memmem(bytes, length, "\r\n", 2);
    memset(ask, 0, sizeof *ask);
    ask->route = route_of(bytes, (size_t) (line_end - bytes));
    long body_length = 0;
    while (line_end < head_end) {
        const char *line = line_end + 2;
        line_end = memmem(line, (size_t) (head_end + 2 - line), "\r\n", 2);
        const char *value;
        if ((value = value_of(line, line_end, "content-length")) != NULL) {
            body_length = strtol(value, NULL, 10);
        } else if ((value = value_of(line, line_end, "connection")) != NULL) {
            ask->close = line_end - value == 5 && strncasecmp(value, "close", 5) == 0;
        } else if ((value = value_of(line, line_end, "x-request-id")) != NULL) {
            keep_request_id(value, line_end, ask);
        } else if (value_of(line, line_end, "transfer-encoding") != NULL) {
            *problem = "a body in chunks is not read here; send Content-Length";
            return READING_BAD;
        }
    }
    if (body_length < 0 || body_length > LONGEST_BODY) {
        *problem = "the body is too long";
        return READING_BAD;
    }
    const char *body = head_end + 4;
    if ((size_t) (bytes + length - body) < (size_t) body_length) {
        return READING_MORE;
    }
    *used = (size_t) (body - bytes) + (size_t) body_length;
    if (ask->route == ROUTE_CHAT || ask->route == ROUTE_COMPLETIONS) {
        *problem = read_body(body, (size_t) body_length, ask);
    }
    return *problem == NULL ? READING_WHOLE : READING_BAD;
}
