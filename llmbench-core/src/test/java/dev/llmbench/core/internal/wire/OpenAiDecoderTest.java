package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.spi.ResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiDecoderTest {
    private static List<String> decode(String body) {
        return Cuts.decode(body.getBytes(StandardCharsets.UTF_8)).lines();
    }

    private static List<String> decodeDocument(String body) {
        return Cuts.decode(Decoders.openAi().get(), false, body.getBytes(StandardCharsets.UTF_8))
                .lines();
    }

    private static List<String> decodeEvent(String json) {
        return decode("data: " + json + "\n\n");
    }

    private static List<String> decodeDelta(String delta) {
        return decodeEvent("{\"choices\":[{\"delta\":" + delta + "}]}");
    }

    @Nested
    class TokenBearing {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"content\":\"a\"} | content ?",
                    "{\"content\":\"\\u0000\"} | content ?",
                    "{\"cont\\u0065nt\":\"\\n\"} | content ?",
                    "{\"content\":\" \"} | content ?",
                    "{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]} | content ?",
                    "{\"refusal\":\"a\"} | content ?",
                    "{\"reasoning\":\"a\"} | reasoning ?",
                    "{\"reasoning_content\":\"a\",\"reasoning\":\"a\"} | reasoning ?",
                    "{\"reasoning\":\"a\",\"content\":\"b\"} | content ?",
                    "{\"reasoning\":\"a\",\"content\":\"\"} | reasoning ?",
                    "{\"function_call\":{\"name\":\"f\",\"arguments\":\"{\"}} | tool call ?",
                    "{\"tool_calls\":[{\"function\":{\"arguments\":\"\"}},{\"function\":{\"arguments\":\"1\"}}]} | tool call ?"
                })
        void is_an_event_with_text_in_any_channel(String delta, String expected) {
            assertThat(decodeDelta(delta)).containsExactly(expected);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "null",
                    "[]",
                    "{\"content\":\"\"}",
                    "{\"content\":null}",
                    "{\"content\":[]}",
                    "{\"content\":[\"a\",{\"text\":\"\"}]}",
                    "{\"content\":7}",
                    "{\"role\":\"assistant\"}",
                    "{\"reasoning\":{\"content\":\"a\"}}",
                    "{\"tool_calls\":null}",
                    "{\"tool_calls\":[{\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}",
                    "{\"other\":{\"content\":\"a\"}}"
                })
        void is_no_event_without_text(String delta) {
            assertThat(decodeDelta(delta)).containsExactly("");
        }

        @Test
        void counts_several_choices_once() {
            assertThat(decodeEvent("{\"choices\":[{\"text\":\"\"},{\"text\":\"a\"},{\"text\":\"b\"},null]}"))
                    .containsExactly("content ?");
        }
    }

    @Nested
    class FinishReasons {
        @ParameterizedTest
        @CsvSource({
            "stop, STOP", "eos_token, STOP", "stop_sequence, STOP", "length, LENGTH", "tool_calls, TOOL_CALLS",
            "function_call, TOOL_CALLS", "content_filter, OTHER", "Stop, OTHER", "abort, ERROR", "error, ERROR"
        })
        void are_understood(String reason, String expected) {
            assertThat(decodeEvent("{\"choices\":[{\"finish_reason\":\"" + reason + "\"}]}"))
                    .containsExactly("finish " + expected);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"\"", "null", "0", "{\"type\":\"stop\"}"})
        void are_none_when_empty(String reason) {
            assertThat(decodeEvent("{\"choices\":[{\"finish_reason\":" + reason + "}]}"))
                    .containsExactly("");
        }

        @Test
        void keep_an_error_among_several_choices() {
            assertThat(decodeEvent("{\"choices\":[{\"finish_reason\":\"error\"},{\"finish_reason\":\"stop\"}]}"))
                    .containsExactly("finish ERROR");
        }
    }

    @Nested
    class Usage {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"prompt_tokens\":1,\"completion_tokens\":2} | usage 1/2/-",
                    "{\"prompt_tokens\":1} | usage 1/-/-",
                    "{\"prompt_tokens\":0,\"completion_tokens\":0} | usage 0/0/-",
                    "{\"prompt_tokens\":-1,\"completion_tokens\":2.5} | ``",
                    "{\"prompt_tokens\":null,\"completion_tokens\":\"7\"} | ``",
                    "{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":2} | usage -/2/-",
                    "{\"prompt_tokens\":1,\"completion_tokens\":2,\"prompt_tokens_details\":null} | usage 1/2/-",
                    "null | ``"
                })
        void is_reported_where_told(String usage, String expected) {
            assertThat(decodeEvent("{\"choices\":[],\"usage\":" + usage + "}")).containsExactly(expected);
        }
    }

    @Nested
    class Errors {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"error\":{\"message\":\"no \\\"x\\\"\",\"code\":500}} | no \"x\"",
                    "{\"error\":\"Unauthorized\"} | Unauthorized",
                    "{\"error\":{\"error\":{\"message\":\"deep\"}}} | deep",
                    "{\"object\":\"error\",\"message\":\"flat\\u0021\",\"code\":400} | flat!",
                    "{\"id\":\"a\",\"choices\":[{\"text\":\"b\"}],\"error\":{\"message\":\"late\"}} | late",
                    "{\"error\":{}} | {\"error\":{}}"
                })
        void of_the_server_are_told_in_its_words(String json, String message) {
            assertThat(decodeEvent(json)).containsExactly("server error " + message);
        }

        @ParameterizedTest
        @ValueSource(strings = {"null", "\"\"", "false", "0", "[]"})
        void are_none_when_the_field_is_empty(String error) {
            assertThat(decodeEvent("{\"error\":" + error + ",\"choices\":[{\"text\":\"a\"}]}"))
                    .containsExactly("content ?");
        }

        @Test
        void are_told_by_the_type_of_the_event() {
            assertThat(decode("event: error\ndata: {\"message\":\"too much\"}\n\n"))
                    .containsExactly("server error too much");
        }

        @Test
        void are_told_on_a_line_that_is_no_field() {
            assertThat(decode("data: {\"choices\":[{\"text\":\"a\"}]}\n\n{\"error\":\"bare\"}\n"))
                    .containsExactly("content ?", "server error bare");
        }

        @Test
        void are_told_by_a_whole_document() {
            assertThat(decode("\n{\"error\":{\"message\":\"no\\nsuch model\"}}\n"))
                    .containsExactly("server error no\\nsuch model");
        }
    }

    @Nested
    class WhatCanNotBeUnderstood {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "{\"choices\":[{\"text\":\"a\"}] | invalid JSON, expected a comma or } at byte 25",
                    "{\"choices\":[{\"text\":\"a\"}]}} | invalid JSON, expected the end at byte 26",
                    "{\"choices\":[{\"text\":\"a\",}]} | invalid JSON, expected the name of a field at byte 24",
                    "{\"choices\":[{\"text\":\"\\x\"}]} | invalid JSON, invalid escape at byte 21",
                    "{\"id\":01} | invalid JSON, invalid number at byte 8",
                    "{\"id\":NaN} | invalid JSON, expected a value at byte 6",
                    "{id:1} | invalid JSON, expected the name of a field at byte 1",
                    "\"words\" | expected a JSON object",
                    "words | invalid JSON, expected a value at byte 0"
                })
        void is_reported_with_a_sample_and_never_as_a_token(String json, String message) {
            assertThat(decodeEvent(json)).containsExactly("protocol error " + message + ": " + json);
        }

        @Test
        void is_invalid_utf_8_inside_a_string() {
            byte[] body = "data: {\"id\":\"\u00ff\",\"choices\":[{\"text\":\"a\"}]}\n\n"
                    .getBytes(StandardCharsets.ISO_8859_1);

            assertThat(Cuts.decode(body).lines())
                    .singleElement()
                    .asString()
                    .startsWith("protocol error invalid JSON, invalid UTF-8 at byte 7");
        }

        @Test
        void is_nesting_beyond_the_limit() {
            assertThat(decodeEvent("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}"))
                    .singleElement()
                    .asString()
                    .startsWith("protocol error invalid JSON, nested deeper than 64");
            assertThat(decodeEvent("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}"))
                    .containsExactly("");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "<html><title>502 Bad Gateway</title></html> | expected an event stream, but was: HTML page '502 Bad Gateway'",
                    "Internal Server Error | expected an event stream, but was: Internal Server Error",
                    "error: overloaded | expected an event stream, but the body begins: error: overloaded",
                    "{\"status\":\"fine\"} | expected an event stream, but was: {\"status\":\"fine\"}",
                    "data: {}\\n{\"status\":7} | expected a field"
                })
        void is_another_kind_of_body(String body, String message) {
            assertThat(decode(body.replace("\\n", "\n"))).last().asString().startsWith("protocol error " + message);
        }

        @Test
        void ends_the_report() {
            assertThat(decode("data: {\n\ndata: {\"choices\":[{\"text\":\"a\"}]}\n\n"))
                    .hasSize(1);
        }

        @Test
        void is_a_line_beyond_16_MiB() {
            assertThat(decode("data: " + "x".repeat(SseReader.LONGEST_EVENT)))
                    .containsExactly("protocol error an event is longer than 16777216 bytes");
        }
    }

    @Nested
    class Documents {
        private static final String ANSWER =
                "{\"id\":\"a\",\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"Hi!\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}";

        @Test
        void are_read_when_no_stream_was_asked_for() {
            assertThat(decodeDocument(ANSWER)).containsExactly("content 2, finish STOP, usage 3/2/-");
        }

        @Test
        void are_read_when_the_server_ignores_that_a_stream_was_asked_for() {
            assertThat(decode(ANSWER)).containsExactly("content 2, finish STOP, usage 3/2/-");
        }

        @Test
        void may_be_streams_though_none_was_asked_for() {
            assertThat(decodeDocument("data: {\"choices\":[{\"text\":\"a\"}]}\n\n"))
                    .containsExactly("content ?");
        }

        @Test
        void must_not_be_empty() {
            assertThat(decodeDocument(" \n"))
                    .containsExactly("protocol error expected a JSON document, but the body is empty");
        }

        @Test
        void are_stamped_with_the_last_read_of_their_bytes() {
            RecordingSink sink = new RecordingSink();
            ResponseDecoder decoder = Decoders.openAi().get();
            byte[] body = ANSWER.getBytes(StandardCharsets.UTF_8);

            decoder.reset(false);
            decoder.read(body, 0, body.length, 17, sink);
            decoder.end(99, sink);

            assertThat(sink.stamps()).containsExactly(17L);
        }
    }

    @Test
    void ignores_what_follows_the_end_mark() {
        assertThat(decode("data: [DONE]\n\ndata: {\"choices\":[{\"text\":\"a\"}]}\n\n"))
                .containsExactly("done");
    }

    @Test
    void starts_anew_after_reset() {
        ResponseDecoder decoder = Decoders.openAi().get();
        byte[] broken = "data: {\"choices\":[{\"te".getBytes(StandardCharsets.UTF_8);
        byte[] good = "data: {\"choices\":[{\"text\":\"a\"}]}\n\n".getBytes(StandardCharsets.UTF_8);
        decoder.reset(true);
        decoder.read(broken, 0, broken.length, 1, new RecordingSink());

        assertThat(Cuts.decode(decoder, true, good).lines()).containsExactly("content ?");
    }

    @Test
    void reports_nothing_of_a_body_of_comments() {
        assertThat(decode(": ping\n\n: ping\n\n")).isEmpty();
    }
}
