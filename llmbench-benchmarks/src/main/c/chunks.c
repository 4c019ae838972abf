#include "chunks.h"

#include "floor.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Texts of tokens, safe in JSON; of different lengths, so that chunks are too. */
static const char *const WORDS[] = {
    " the",    " of",   " and",   " to",     " in",    " village", " sea",   ",",      " was",  " that",  " keeper",
    " waves",  " his",  " with",  " stone",  " it",    " as",         " light", " storm", " on",   " night", ".",
    " harbor", " from", " every", " winter", " which", " beyond",     " ships", " by",    " glow", " slowly",
};
#define WORD_COUNT ((int) (sizeof WORDS / sizeof *WORDS))

/* What the id of a chunk begins with. */
static const char *const ID_PREFIX[] = {"cmpl-", "chatcmpl-"};
static const char *const CHUNK_OBJECT[] = {"text_completion", "chat.completion.chunk"};
static const char NO_STAMP[] = "0000000000000000";

#define SHORTEST_CHUNK 180

struct chunk {
    char bytes[LONGEST_TOKEN_CHUNK];
    size_t length;
};

/* By route, by whether it is the last, by word. */
static struct chunk chunks[2][2][WORD_COUNT];
static size_t stamp_offset[2];
static int64_t created;
static struct text json; /* a document under way */

void append(struct text *text, const char *format, ...) {
    for (;;) {
        va_list values;
        va_start(values, format);
        int length = vsnprintf(text->bytes + text->length, text->room - text->length, format, values);
        va_end(values);
        if (length < 0) {
            fail("a text can't be printed");
        }
        if ((size_t) length < text->room - text->length) {
            text->length += (size_t) length;
            return;
        }
        text->room = 2 * (text->room + (size_t) length + 1);
        text->bytes = resized(text->bytes, text->room);
    }
}

/* The document as an event in a chunk: with what stands around it on the wire. */
static void append_event(struct text *text) {
    append(text, "%zx\r\ndata: %s\n\n\r\n", json.length + 8, json.bytes);
}

/* Begins a document of an answer. */
static void open_document(bool chat, const char *object, int64_t nanos) {
    json.length = 0;
    append(&json, "{\"id\":\"%s%016" PRIx64 "\",\"object\":\"%s\",\"created\":%" PRId64 ",\"model\":\"" MODEL
                 "\",\"choices\":[",
           ID_PREFIX[chat], (uint64_t) nanos, object, created);
}

static void prepare_chunk(struct chunk *chunk, bool chat, bool last, const char *word) {
    open_document(chat, CHUNK_OBJECT[chat], 0);
    const char *finish = last ? "\"length\"" : "null";
    if (chat) {
        append(&json, "{\"index\":0,\"delta\":{\"content\":\"%s\"},\"logprobs\":null,\"finish_reason\":%s,%s"
                      "\"token_ids\":null}]}",
               word, finish, last ? "\"stop_reason\":null," : "");
    } else {
        append(&json, "{\"index\":0,\"text\":\"%s\",\"logprobs\":null,\"finish_reason\":%s,\"stop_reason\":null,"
                      "\"token_ids\":null}]}",
               word, finish);
    }
    struct text event = {NULL, 0, 0};
    append_event(&event);
    if (event.length < SHORTEST_CHUNK || event.length > LONGEST_TOKEN_CHUNK) {
        fail("a chunk of %zu bytes: %s", event.length, event.bytes);
    }
    memcpy(chunk->bytes, event.bytes, event.length);
    chunk->length = event.length;
    stamp_offset[chat] = (size_t) (strstr(event.bytes, NO_STAMP) - event.bytes);
    free(event.bytes);
}

void prepare_chunks(void) {
    created = (int64_t) time(NULL);
    for (int chat = 0; chat < 2; chat++) {
        for (int last = 0; last < 2; last++) {
            for (int word = 0; word < WORD_COUNT; word++) {
                prepare_chunk(&chunks[chat][last][word], chat, last, WORDS[word]);
            }
        }
    }
}

size_t write_token(char *bytes, bool chat, int number, bool last) {
    const struct chunk *chunk = &chunks[chat][last][number % WORD_COUNT];
    memcpy(bytes, chunk->bytes, chunk->length);
    return chunk->length;
}

void stamp_chunk(char *bytes, bool chat, int64_t nanos) {
    static const char DIGITS[] = "0123456789abcdef";
    char *id = bytes + stamp_offset[chat];
    for (int shift = 60; shift >= 0; shift -= 4) {
        *id++ = DIGITS[(nanos >> shift) & 15];
    }
}

static void append_status(struct text *text, const char *status, bool close, const char *type) {
    append(text, "HTTP/1.1 %s\r\ncontent-type: %s\r\nserver: llmbench-floor\r\nx-llmbench-simulated: floor\r\n%s", status,
           type, close ? "connection: close\r\n" : "");
}

void append_head(struct text *text, bool close) {
    append_status(text, "200 OK", close, "text/event-stream; charset=utf-8");
    append(text, "transfer-encoding: chunked\r\n\r\n");
}

/* The document as a whole answer. */
static void append_document(struct text *text, const char *status, bool close) {
    append_status(text, status, close, "application/json");
    append(text, "content-length: %zu\r\n\r\n%s", json.length, json.bytes);
}

void append_role(struct text *text, int64_t nanos) {
    open_document(true, CHUNK_OBJECT[1], nanos);
    append(&json, "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
                  "\"finish_reason\":null}],\"prompt_token_ids\":null}");
    append_event(text);
}

static void append_usage(int prompt_tokens, int tokens) {
    append(&json, ",\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%" PRId64 ",\"completion_tokens\":%d}", prompt_tokens,
           (int64_t) prompt_tokens + tokens, tokens);
}

void append_tail(struct text *text, bool chat, bool usage, int64_t nanos, int prompt_tokens, int tokens) {
    if (usage) {
        open_document(chat, CHUNK_OBJECT[chat], nanos);
        append(&json, "]");
        append_usage(prompt_tokens, tokens);
        append(&json, "}");
        append_event(text);
    }
    append(text, "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
}

void append_whole(struct text *text, bool chat, bool close, int64_t nanos, int prompt_tokens, int tokens) {
    open_document(chat, chat ? "chat.completion" : "text_completion", nanos);
    append(&json, "{\"index\":0,%s", chat ? "\"message\":{\"role\":\"assistant\",\"content\":\"" : "\"text\":\"");
    for (int i = 0; i < tokens; i++) {
        append(&json, "%s", WORDS[i % WORD_COUNT]);
    }
    append(&json, "\"%s,\"logprobs\":null,\"finish_reason\":\"length\",\"stop_reason\":null,\"token_ids\":null}]",
           chat ? ",\"reasoning\":null,\"tool_calls\":[]}" : "");
    append_usage(prompt_tokens, tokens);
    append(&json, "}");
    append_document(text, "200 OK", close);
}

void append_health(struct text *text, bool close) {
    json.length = 0;
    append(&json, "{\"status\":\"ok\"}");
    append_document(text, "200 OK", close);
}

void append_models(struct text *text, bool close) {
    json.length = 0;
    append(&json, "{\"object\":\"list\",\"data\":[{\"id\":\"" MODEL "\",\"object\":\"model\",\"created\":%" PRId64
                  ",\"owned_by\":\"llmbench-floor\"}]}",
           created);
    append_document(text, "200 OK", close);
}

void append_error(struct text *text, const char *status, bool close, const char *message) {
    json.length = 0;
    append(&json, "{\"error\":{\"message\":\"%s\",\"type\":\"BadRequestError\",\"param\":null,\"code\":%.3s}}", message,
           status);
    append_document(text, status, close);
}
