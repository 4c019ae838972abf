package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorBodyTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static String message(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ErrorBody.message(bytes, 0, bytes.length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"error\":{\"message\":\"no model\",\"type\":\"NotFound\"}} | no model",
                "{\"error\":\"Unauthorized\"} | Unauthorized",
                "{\"error\":\"busy\",\"error_type\":\"overloaded\"} | busy",
                "{\"message\":\"flat\",\"code\":400} | flat",
                "{\"object\":\"error\",\"message\":\"flat\"} | flat",
                "{\"detail\":\"Not Found\"} | Not Found",
                "{\"detail\":[{\"loc\":[\"body\",\"messages\",0],\"msg\":\"missing\"},{\"loc\":[],\"msg\":\"bad\"}]}"
                        + " | body.messages.0: missing; bad",
                "[{\"error\":{\"code\":400,\"message\":\"wrapped\"}}] | wrapped",
                "{\"error\":{\"message\":\"cut off\",\"type\":\"x | cut off",
                "{\"error\":null,\"status\":500} | {\"error\":null,\"status\":500}",
                "\"just words\" | just words",
                "plain words | plain words",
                "`<!DOCTYPE html><html><head><TITLE>504 Gateway\n Time-out</TITLE>` | HTML page '504 Gateway\\n Time-out'",
                "<html><body>x</body> | <html><body>x</body>",
                "`` | empty body",
                "` \n` | empty body"
            })
    void finds_the_words_for_a_person(String body, String expected) {
        assertThat(message(body)).isEqualTo(expected);
    }

    @Test
    void makes_one_line_of_at_most_500_characters() {
        assertThat(message("{\"error\":\"" + "long\\n".repeat(1000) + "\"}"))
                .hasSizeBetween(490, 500)
                .startsWith("long\\nlong\\n")
                .endsWith("…");
        assertThat(message("\u001b[31mred\u202e")).isEqualTo("\\u001b[31mred\\u202e");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void makes_something_printable_of_any_bytes(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(3000)];
        random.nextBytes(bytes);
        if (bytes.length > 0 && random.nextBoolean()) {
            bytes[0] = (byte) "{[\"<".charAt(random.nextInt(4));
        }

        String message = ErrorBody.message(bytes, 0, bytes.length);

        assertThat(message).isNotEmpty().hasSizeLessThanOrEqualTo(500);
        assertThat(message.chars().noneMatch(Character::isISOControl)).isTrue();
    }
}
