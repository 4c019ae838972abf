/* The bytes of answers: events in vLLM's form, each in an HTTP chunk of its own. */
#ifndef CHUNKS_H
#define CHUNKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MODEL "floor"
#define LONGEST_TOKEN_CHUNK 250

/* A growing text. */
struct text {
    char *bytes;
    size_t length;
    size_t room;
};

/* Appends as printf does. */
void append(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes the chunks of all words once, so that a token costs no printing. */
void prepare_chunks(void);

/* The head of a streamed answer. */
void append_head(struct text *text, bool close);

/* An answer to GET /health. */
void append_health(struct text *text, bool close);

/* The first event of a chat. */
void append_role(struct text *text, int64_t nanos);

/*
 * Writes the chunk of the number-th token, from 0, and gives its length; the bytes must have room for
 * LONGEST_TOKEN_CHUNK. Its send time is missing: stamp_chunk puts it in.
 */
size_t write_token(char *bytes, bool chat, int number, bool last);

/* Puts the send time into a token's chunk, as the id's 16 hexadecimal digits. */
void stamp_chunk(char *bytes, bool chat, int64_t nanos);

/* What follows the last token: usage if wanted, [DONE] and the end of the body. */
void append_tail(struct text *text, bool chat, bool usage, int64_t nanos, int prompt_tokens, int tokens);

/* An answer in one piece. */
void append_whole(struct text *text, bool chat, bool close, int64_t nanos, int prompt_tokens, int tokens);

/* The list of models. */
void append_models(struct text *text, bool close);

/* An error with a message that can stand in JSON. */
void append_error(struct text *text, const char *status, bool close, const char *message);

#endif
