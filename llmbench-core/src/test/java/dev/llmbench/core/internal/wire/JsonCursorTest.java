package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

class JsonCursorTest {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final String LETTERS = "{}[]\",:\\u0019dentrufals.-+eE \n\t/bx";

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static JsonCursor over(String json) {
        byte[] bytes = ("##" + json + "##").getBytes(StandardCharsets.UTF_8);
        return new JsonCursor().over(bytes, 2, bytes.length - 2);
    }

    private static boolean isValid(String json) {
        JsonCursor cursor = over(json);
        cursor.skip();
        return cursor.complete();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "0",
                "-0",
                "-0.5e+7",
                "1E9",
                "\"\"",
                "\"\\u00e9\\ud83d\\ude42\\/\"",
                "true",
                "false",
                "null",
                " { \"a\" : [ 1 , { } , [ ] , \"b\" ] , \"\" : null } ",
                "\"🙂日ü\u007f\""
            })
    void accepts_what_is_json(String json) {
        assertThat(isValid(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}",
                        "{1:2}",
                "01", "1.", ".5", "1e", "-", "+1", "0x1", "\"", "\"\\\"", "\"\\u12g4\"", "\"\\u123", "\"\n\"", "tru",
                        "nul",
                "truee", "True", "{}{}", "1 1", "[}", "{]", "\u0000", "{}\u0000"
            })
    void refuses_what_is_not(String json) {
        assertThat(isValid(json)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0 80",
                "c1 bf",
                "c3",
                "e0 80 80",
                "ed a0 80",
                "f0 80 80 80",
                "f4 90 80 80",
                "f5 80 80 80",
                "e2 82"
            })
    void refuses_what_is_not_utf_8(String hex) {
        byte[] bytes = HexFormat.of().parseHex("22" + hex.replace(" ", "") + "22");
        JsonCursor cursor = new JsonCursor().over(bytes, 0, bytes.length);
        cursor.skip();

        assertThat(cursor.complete()).isFalse();
        assertThat(cursor.failure()).isEqualTo("invalid UTF-8 at byte 1");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "7, 7",
        "9223372036854775807, -1",
        "99999999999999999999, -1",
        "-1, -1",
        "1.5, -1",
        "1e3, -1",
        "true, -1"
    })
    void takes_counts(String json, long expected) {
        JsonCursor cursor = over(json);

        assertThat(cursor.takeCount()).isEqualTo(expected);
        assertThat(cursor.complete()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12000000",
        "12.5, 12500000",
        "1e1, 10000000",
        "1E+1, 10000000",
        "2.5e-3, 2500",
        "0.0000004, 0",
        "0.0000005, 1",
        "0.00000149, 1",
        "1.5e-4000, 0",
        "0e99999999999, 0",
        "123.45678901234567890123456789, 123456789",
        "999999999999, 999999999999000000",
        "1000000000000, -1",
        "1e12, -1",
        "1e99999999999, -1",
        "-1.5, -1",
        "true, -1",
        "'\"1\"', -1",
        "'[1]', -1"
    })
    void takes_milliseconds_as_nanoseconds(String json, long expected) {
        JsonCursor cursor = over(json);

        assertThat(cursor.takeMillis()).isEqualTo(expected);
        assertThat(cursor.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.", "1e", "01", "1x"})
    void takes_no_milliseconds_where_there_is_no_number(String json) {
        JsonCursor cursor = over(json);
        cursor.takeMillis();

        assertThat(cursor.complete()).isFalse();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void takes_milliseconds_as_an_exact_decimal_would(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            BigDecimal millis =
                    new BigDecimal(BigInteger.valueOf(random.nextLong(100_000_000_000_000_000L)), random.nextInt(24));
            String json = random.nextBoolean() ? millis.toString() : millis.toPlainString();
            BigDecimal nanos = millis.movePointRight(6).setScale(0, RoundingMode.HALF_UP);

            assertThat(over(json).takeMillis())
                    .as(json)
                    .isEqualTo(nanos.precision() > 18 ? -1 : nanos.longValueExact());
        }
    }

    @Test
    void compares_how_strings_begin() {
        byte[] room = new byte[4];
        JsonCursor cursor = over("\"Paris is\"");
        cursor.takeString();

        assertThat(cursor.copyString(room)).isEqualTo(4);
        assertThat(cursor.beginsAs(room, 4)).isTrue();
        assertThat(begins("\"Par\"", room)).isTrue();
        assertThat(begins("\"Pars\"", room)).isFalse();
        assertThat(begins("\" Par\"", room)).isFalse();
    }

    private static boolean begins(String json, byte[] as) {
        JsonCursor cursor = over(json);
        cursor.takeString();
        return cursor.beginsAs(as, as.length);
    }

    @Test
    void unescapes_text_up_to_a_length() {
        JsonCursor cursor = over("\"\\u0041\\ud83d\\ude42\\n\\\"ü\"");

        assertThat(cursor.takeString()).isTrue();
        assertThat(cursor.text(100)).isEqualTo("A🙂\n\"ü");
        assertThat(cursor.text(1)).isEqualTo("A");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void agrees_with_jackson_about_damaged_documents(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            StringBuilder json = new StringBuilder(generate(random, 0));
            for (int i = random.nextInt(3); i > 0; i--) {
                int at = random.nextInt(json.length());
                json.setCharAt(at, LETTERS.charAt(random.nextInt(LETTERS.length())));
            }

            assertThat(isValid(json.toString())).as("%s", json).isEqualTo(jacksonAccepts(json.toString()));
        }
    }

    private static String generate(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> Double.toString(random.nextGaussian() * 1e9);
            case 2 -> random.nextBoolean() ? "true" : "null";
            case 3 -> "\"" + "plain words ".repeat(random.nextInt(4)) + "\\u00e4\\n\"";
            case 4 -> "[" + generate(random, depth + 1) + ", " + generate(random, depth + 1) + "]";
            default -> "{\"a\":" + generate(random, depth + 1) + ",\"bc\" :" + generate(random, depth + 1) + "}";
        };
    }

    private static boolean jacksonAccepts(String json) {
        try (JsonParser parser =
                JACKSON.createParser(ObjectReadContext.empty(), json.getBytes(StandardCharsets.UTF_8))) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            if (parser.currentToken().isScalarValue()) {
                parser.finishToken();
            }
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
