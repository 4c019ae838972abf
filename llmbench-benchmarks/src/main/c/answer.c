#include "answer.h"

#include "floor.h"
#include "histogram.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define LONGEST_HEAD 65536
#define LONGEST_LINE (16 << 20)

void reset_answer(struct answer *answer) {
    answer->place = PLACE_HEAD;
    answer->chunked = false;
    answer->keep_alive = true;
    answer->done = false;
    answer->trailer_begun = false;
    answer->status = 0;
    answer->left = 0;
    answer->tokens = 0;
    answer->kept_length = 0;
}

static void keep(struct answer *answer, const char *bytes, size_t length) {
    if (answer->kept_length + length > answer->kept_room) {
        answer->kept_room = 2 * (answer->kept_length + length);
        answer->kept = resized(answer->kept, answer->kept_room);
    }
    memcpy(answer->kept + answer->kept_length, bytes, length);
    answer->kept_length += length;
}

/* What follows a text in another; NULL where it isn't there. */
static inline const char *behind(const char *bytes, size_t length, const char *wanted) {
    const char *found = memmem(bytes, length, wanted, strlen(wanted));
    return found == NULL ? NULL : found + strlen(wanted);
}

/* Whether a member has a text that is not empty; its opening is the end of its name, up to the text. */
static inline bool has_text(const char *bytes, size_t length, const char *opening) {
    const char *text = behind(bytes, length, opening);
    return text != NULL && text < bytes + length && *text != '"';
}

/* The send time in an event's id: its last 16 hexadecimal digits; -1 where there is none. */
static int64_t send_time(const char *bytes, size_t length) {
    const char *id = behind(bytes, length, "\"id\":\"");
    const char *id_end = id == NULL ? NULL : memchr(id, '"', (size_t) (bytes + length - id));
    if (id_end == NULL || id_end - id < STAMP_DIGITS) {
        return -1;
    }
    int64_t nanos = 0;
    for (const char *digit = id_end - STAMP_DIGITS; digit < id_end; digit++) {
        int value = *digit >= '0' && *digit <= '9' ? *digit - '0' : *digit >= 'a' && *digit <= 'f' ? *digit - 'a' + 10 : -1;
        if (value < 0) {
            return -1;
        }
        nanos = nanos << 4 | value;
    }
    return nanos;
}

static void take_event(struct answer *answer, const char *bytes, size_t length, struct brought *brought) {
    if (length > 0 && *bytes == ' ') {
        bytes++;
        length--;
    }
    /* content is the end of reasoning_content, too */
    if (has_text(bytes, length, "content\":\"") || has_text(bytes, length, "\"text\":\"")
        || has_text(bytes, length, "\"reasoning\":\"")) {
        brought->tokens++;
        if (brought->delays != NULL) {
            int64_t sent = send_time(bytes, length);
            if (sent >= 0) {
                record(brought->delays, brought->nanos - sent, 1);
            }
        }
    } else if (length == 6 && memcmp(bytes, "[DONE]", 6) == 0) {
        answer->done = true;
    } else {
        const char *tokens = behind(bytes, length, "\"completion_tokens\":");
        for (; tokens != NULL && tokens < bytes + length && isdigit((unsigned char) *tokens); tokens++) {
            answer->tokens = 10 * answer->tokens + (*tokens - '0');
        }
    }
}

static void take_line(struct answer *answer, const char *line, size_t length, struct brought *brought) {
    if (length >= 5 && memcmp(line, "data:", 5) == 0) {
        if (line[length - 1] == '\r') {
            length--;
        }
        take_event(answer, line + 5, length - 5, brought);
    }
}

static bool take_body(struct answer *answer, const char *bytes, size_t length, struct brought *brought) {
    while (length > 0) {
        const char *end = memchr(bytes, '\n', length);
        if (end == NULL) {
            keep(answer, bytes, length);
            return answer->kept_length <= LONGEST_LINE;
        }
        size_t line = (size_t) (end - bytes);
        if (answer->kept_length > 0) {
            keep(answer, bytes, line);
            take_line(answer, answer->kept, answer->kept_length, brought);
            answer->kept_length = 0;
        } else {
            take_line(answer, bytes, line, brought);
        }
        bytes += line + 1;
        length -= line + 1;
    }
    return true;
}

static bool is_value(const char *line, const char *end, const char *header, const char *value) {
    size_t length = strlen(header);
    if ((size_t) (end - line) < length || strncasecmp(line, header, length) != 0) {
        return false;
    }
    line += length;
    while (line < end && *line == ' ') {
        line++;
    }
    return (size_t) (end - line) == strlen(value) && strncasecmp(line, value, strlen(value)) == 0;
}

/* Reads a head, which ends with an empty line; false where it is none. */
static bool take_head(struct answer *answer, const char *head, size_t length) {
    const char *end = head + length;
    if (length < 12 || memcmp(head, "HTTP/1.1 ", 9) != 0) {
        return false;
    }
    answer->status = atoi(head + 9);
    answer->left = -1;
    const char *line = head;
    while ((line = memmem(line, (size_t) (end - line), "\r\n", 2)) != NULL && line + 2 < end) {
        line += 2;
        const char *line_end = memmem(line, (size_t) (end - line), "\r\n", 2);
        if (is_value(line, line_end, "transfer-encoding:", "chunked")) {
            answer->chunked = true;
        } else if (is_value(line, line_end, "connection:", "close")) {
            answer->keep_alive = false;
        } else if (line_end - line > 15 && strncasecmp(line, "content-length:", 15) == 0) {
            answer->left = strtoll(line + 15, NULL, 10);
        }
    }
    if (answer->status >= 100 && answer->status < 200) {
        return true; /* another head follows */
    }
    answer->place = answer->chunked ? PLACE_SIZE : answer->left == 0 ? PLACE_OVER : PLACE_DATA;
    answer->left = answer->chunked ? 0 : answer->left;
    return true;
}

/* Takes in as much of a head as there is, and gives the length of what it used; 0 where it is no head. */
static size_t take_head_bytes(struct answer *answer, const char *bytes, size_t length) {
    size_t before = answer->kept_length;
    const char *head = bytes;
    size_t head_length = length;
    if (before > 0) {
        keep(answer, bytes, length);
        head = answer->kept;
        head_length = answer->kept_length;
    }
    const char *end = behind(head, head_length, "\r\n\r\n");
    if (end == NULL) {
        if (before == 0) {
            keep(answer, bytes, length);
        }
        return answer->kept_length > LONGEST_HEAD ? 0 : length;
    }
    head_length = (size_t) (end - head);
    answer->kept_length = 0;
    return take_head(answer, head, head_length) ? head_length - before : 0;
}

static bool take_size(struct answer *answer, char digit) {
    if (digit == '\n') {
        answer->place = answer->left == 0 ? PLACE_TRAILER : PLACE_DATA;
    } else if (digit == ';') {
        answer->place = PLACE_EXTENSION;
    } else if (isxdigit((unsigned char) digit) && answer->left < INT64_C(1) << 40) {
        answer->left = answer->left << 4 | (isdigit((unsigned char) digit) ? digit - '0' : (digit | 32) - 'a' + 10);
    } else if (digit != '\r' && digit != ' ') {
        return false;
    }
    return true;
}

static bool take_trailer(struct answer *answer, char byte) {
    if (byte == '\n') {
        if (!answer->trailer_begun) {
            answer->place = PLACE_OVER;
        }
        answer->trailer_begun = false;
    } else if (byte != '\r') {
        answer->trailer_begun = true;
    }
    return true;
}

static bool take_data(struct answer *answer, const char *bytes, size_t length, struct brought *brought) {
    if (!take_body(answer, bytes, length, brought)) {
        return false;
    }
    if (answer->left >= 0) {
        answer->left -= (int64_t) length;
        if (answer->left == 0) {
            answer->place = answer->chunked ? PLACE_DATA_END : PLACE_OVER;
        }
    }
    return true;
}

bool take_bytes(struct answer *answer, const char *bytes, size_t length, struct brought *brought) {
    const char *end = bytes + length;
    while (bytes < end) {
        size_t used = 1;
        switch (answer->place) {
        case PLACE_HEAD:
            used = take_head_bytes(answer, bytes, (size_t) (end - bytes));
            if (used == 0) {
                return false;
            }
            break;
        case PLACE_SIZE:
            if (!take_size(answer, *bytes)) {
                return false;
            }
            break;
        case PLACE_EXTENSION:
            if (*bytes == '\n') {
                take_size(answer, '\n');
            }
            break;
        case PLACE_DATA:
            used = (size_t) (end - bytes);
            if (answer->left >= 0 && (int64_t) used > answer->left) {
                used = (size_t) answer->left;
            }
            if (!take_data(answer, bytes, used, brought)) {
                return false;
            }
            break;
        case PLACE_DATA_END:
            if (*bytes == '\n') {
                answer->place = PLACE_SIZE;
            }
            break;
        case PLACE_TRAILER:
            take_trailer(answer, *bytes);
            break;
        case PLACE_OVER:
            return false; /* nobody asked for more */
        }
        bytes += used;
    }
    return true;
}

bool ends_with_connection(struct answer *answer) {
    bool ends = answer->place == PLACE_DATA && answer->left < 0;
    answer->keep_alive = answer->keep_alive && !ends;
    return ends;
}
