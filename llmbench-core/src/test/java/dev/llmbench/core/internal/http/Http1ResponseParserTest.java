package dev.llmbench.core.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Http1ResponseParserTest {
    /** A response, whether the connection is closed behind it, and what is reported. */
    record Example(String name, String text, boolean closed, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String INTERIM =
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nRetry-After: 9\r\n\r\n";

    private static Example example(String name, String text, String... expected) {
        return new Example(name, text, false, List.of(expected));
    }

    private static Example closed(String name, String text, String... expected) {
        return new Example(name, text, true, List.of(expected));
    }

    static Stream<Example> good() {
        return Stream.of(
                example(
                        "content length",
                        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello",
                        "head 200",
                        "content-type=text/plain",
                        "body hello",
                        "end"),
                example("content length zero", "HTTP/1.1 200\r\nContent-Length:0\r\n\r\n", "head 200", "end"),
                example(
                        "content length twice alike",
                        "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\ncontent-length: 02\r\n\r\nab",
                        "head 200",
                        "body ab",
                        "end"),
                example(
                        "chunks",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n00A\r\n0123456789\r\n0\r\n\r\n",
                        "head 200",
                        "body hello0123456789",
                        "end"),
                example(
                        "chunks with extensions and trailers",
                        "HTTP/1.1 200 OK\r\ntransfer-encoding:Chunked\r\n\r\n1;a=\"b;c\"\r\nx\r\n2 ;d\r\nyz\r\n0;e"
                                + "\r\nExpires: never\r\nX-Sum: 9\r\n\r\n",
                        "head 200",
                        "body xyz",
                        "end"),
                example(
                        "chunks whose data looks like framing",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n",
                        "head 200",
                        "body 0\r\n\r\n\r\n",
                        "end"),
                example(
                        "LF only",
                        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n\n",
                        "head 200",
                        "body abc",
                        "end"),
                example(
                        "chunked beside content length",
                        "HTTP/1.1 200 OK\r\nContent-Length: 99\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
                        "head 200",
                        "body a",
                        "end"),
                example(
                        "interim responses",
                        INTERIM + "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na",
                        "head 200",
                        "body a",
                        "end"),
                example(
                        "two responses",
                        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 503 Busy\r\nRetry-After:  3 \r\nTransfer"
                                + "-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n",
                        "head 200",
                        "body a",
                        "end",
                        "head 503",
                        "retry-after=3",
                        "body b",
                        "end"),
                example("204", "HTTP/1.1 204 No Content\r\n\r\n", "head 204", "end"),
                example("304", "HTTP/1.1 304 Same\r\nContent-Length: 9\r\n\r\n", "head 304", "end"),
                example(
                        "connection close",
                        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 1\r\n\r\na",
                        "head 200",
                        "body a",
                        "end, close"),
                example(
                        "HTTP/1.0",
                        "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na",
                        "head 200",
                        "body a",
                        "end, close"),
                example(
                        "HTTP/1.0 kept alive",
                        "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\na",
                        "head 200",
                        "body a",
                        "end"),
                example(
                        "identity",
                        "HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\nContent-Length: 1\r\n\r\na",
                        "head 200",
                        "body a",
                        "end"),
                closed("until close", "HTTP/1.1 200 OK\r\n\r\nabc\r\n", "head 200", "body abc\r\n", "end, close"),
                closed("until close, empty", "HTTP/1.1 200 OK\r\n\r\n", "head 200", "end, close"));
    }

    static Stream<Example> bad() {
        String ok = "HTTP/1.1 200 OK\r\n";
        String chunked = ok + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                example(
                        "other version",
                        "HTTP/2 200\r\n",
                        "malformed: a status line that is not of HTTP/1.x: HTTP/2 200"),
                example(
                        "status of two digits",
                        "HTTP/1.1 20 OK\r\n",
                        "malformed: a status line that is not of HTTP/1.x: HTTP/1.1 20 OK"),
                example(
                        "status of four digits",
                        "HTTP/1.1 2000\r\n",
                        "malformed: a status line that is not of HTTP/1.x: HTTP/1.1 2000"),
                example(
                        "status of letters",
                        "HTTP/1.1 2x0 OK\r\n",
                        "malformed: a status line that is not of HTTP/1.x: HTTP/1.1 2x0 OK"),
                example(
                        "switched protocols",
                        "HTTP/1.1 101 Switch\r\n",
                        "malformed: status 101, though no other protocol was asked for"),
                example("no colon", ok + "Words\r\n", "head 200", "malformed: a header line without a name: Words"),
                example(
                        "blank in a name",
                        ok + "Content-Length : 1\r\n",
                        "head 200",
                        "malformed: a header line without a name: Content-Length : 1"),
                example("fold", ok + "A: b\r\n c\r\n", "head 200", "malformed: a header folded over two lines:  c"),
                example(
                        "two lengths",
                        ok + "Content-Length: 1\r\nContent-Length: 2\r\n",
                        "head 200",
                        "malformed: two Content-Length values, 1 and 2"),
                example(
                        "length of letters",
                        ok + "Content-Length: 1a\r\n",
                        "head 200",
                        "malformed: Content-Length that is no number: 1a"),
                example(
                        "length below zero",
                        ok + "Content-Length: -1\r\n",
                        "head 200",
                        "malformed: Content-Length that is no number: -1"),
                example(
                        "length beyond a long",
                        ok + "Content-Length: 9999999999999999999\r\n",
                        "head 200",
                        "malformed: Content-Length that is no number: 9999999999999999999"),
                example("no length", ok + "Content-Length:\r\n", "head 200", "malformed: empty Content-Length"),
                example(
                        "compressed",
                        ok + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\n",
                        "head 200",
                        "malformed: a body with Content-Encoding gzip, though none was asked for;"
                                + " switch compression off in the server or proxy"),
                example(
                        "compressed transfer",
                        ok + "Transfer-Encoding: gzip, chunked\r\n",
                        "head 200",
                        "malformed: Transfer-Encoding that was never asked for: gzip, chunked"),
                example(
                        "chunk size of letters",
                        chunked + "xyz\r\n",
                        "head 200",
                        "malformed: a chunk size that begins with 'x'"),
                example(
                        "no chunk size",
                        chunked + "\r\n",
                        "head 200",
                        "malformed: a chunk size that begins with '\\r'"),
                example(
                        "chunk size below zero",
                        chunked + "-1\r\n",
                        "head 200",
                        "malformed: a chunk size that begins with '-'"),
                example(
                        "chunk size with a dot",
                        chunked + "1.\r\n",
                        "head 200",
                        "malformed: a chunk size followed by '.'"),
                example(
                        "chunk size overflow",
                        chunked + "1000000000000000\r\n",
                        "head 200",
                        "malformed: a chunk size of more than 15 digits"),
                example(
                        "chunk longer than its size",
                        chunked + "1\r\nab\r\n",
                        "head 200",
                        "body a",
                        "malformed: a chunk longer than its size: expected a line end, but was 'b'"),
                example(
                        "endless extension",
                        chunked + "1;" + "x".repeat(70_000),
                        "head 200",
                        "malformed: chunk extensions or trailers larger than 65536 bytes"),
                example(
                        "endless zeros",
                        chunked + "0".repeat(70_000),
                        "head 200",
                        "malformed: chunk extensions or trailers larger than 65536 bytes"),
                example(
                        "endless head",
                        ok + "A: b\r\n".repeat(12_000),
                        "head 200",
                        "malformed: a response head larger than 65536 bytes"),
                example(
                        "endless interim responses",
                        "HTTP/1.1 100 Continue\r\n\r\n".repeat(4_000),
                        "malformed: a response head larger than 65536 bytes"),
                closed("nothing", "", "malformed: the connection was closed before any response"),
                closed("half a status line", "HTTP/1.", "malformed: the connection was closed inside the status line"),
                closed(
                        "half a head",
                        ok + "A: b",
                        "head 200",
                        "malformed: the connection was closed inside the headers"),
                closed(
                        "half a body",
                        ok + "Content-Length: 5\r\n\r\nab",
                        "head 200",
                        "body ab",
                        "malformed: the connection was closed 3 bytes before the body's end"),
                closed(
                        "no last chunk",
                        chunked + "2\r\nab\r\n",
                        "head 200",
                        "body ab",
                        "malformed: the connection was closed before the last chunk"));
    }

    static Stream<Example> all() {
        return Stream.concat(good(), bad());
    }

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("all")
    void reports_the_same_for_every_single_cut(Example example) {
        byte[] bytes = example.text().getBytes(StandardCharsets.ISO_8859_1);
        int step = bytes.length < 2000 ? 1 : bytes.length / 100;

        for (int cut = 0; cut <= bytes.length; cut += step) {
            assertThat(parse(bytes, example.closed(), cut)).as("cut at %d", cut).isEqualTo(example.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void reports_the_same_byte_by_byte(Example example) {
        byte[] bytes = example.text().getBytes(StandardCharsets.ISO_8859_1);
        int[] cuts = new int[bytes.length];
        Arrays.setAll(cuts, i -> i);

        assertThat(parse(bytes, example.closed(), cuts)).isEqualTo(example.expected());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reports_the_same_for_any_cuts_when_bytes_are_damaged(long seed) {
        Random random = new Random(seed);

        all().filter(example -> example.text().length() > 10 && example.text().length() < 2000)
                .forEach(example -> {
                    byte[] bytes = example.text().getBytes(StandardCharsets.ISO_8859_1);
                    for (int i = random.nextInt(3); i > 0; i--) {
                        // the first bytes are spared: what is shown of a peer that doesn't speak HTTP depends on the
                        // read
                        bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt(128);
                    }
                    int[] cuts = random.ints(1 + random.nextInt(10), 0, bytes.length + 1)
                            .sorted()
                            .toArray();

                    List<String> whole = parse(bytes, true);

                    if (whole.stream().noneMatch(line -> line.contains("doesn't speak HTTP"))) {
                        assertThat(parse(bytes, true, cuts)).as("%s", example).isEqualTo(whole);
                    }
                });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ends_exactly_once_for_any_bytes(long seed) {
        Random random = new Random(seed);
        String[] words = {
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.0 500\n",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "\r\n",
            "\r\n\r\n",
            "5",
            "0\r\n\r\n",
            ";",
            "abc",
            "Connection: close\r\n",
            "HTTP/1.1 100 C\r\n\r\n",
            "\u0000",
            "ffffffffff\r\n"
        };
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "" : words[0]);
        for (int i = random.nextInt(20); i > 0; i--) {
            text.append(words[random.nextInt(words.length)]);
        }

        List<String> lines = parse(text.toString().getBytes(StandardCharsets.ISO_8859_1), true);

        assertThat(lines.get(lines.size() - 1)).matches("(?s)end.*|malformed: .*");
    }

    @Test
    void names_a_peer_that_does_not_speak_http() {
        byte[] bytes = "SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(parse(bytes, false))
                .containsExactly("malformed: the peer doesn't speak HTTP: SSH-2.0-OpenSSH_9.2\\r\\n");
        assertThat(parse(bytes, true, 1))
                .singleElement()
                .asString()
                .startsWith("malformed: the peer doesn't speak HTTP: ");
    }

    @Test
    void stops_at_the_end_of_a_response() {
        Http1ResponseParser parser = new Http1ResponseParser(List.of());
        byte[] bytes = "HTTP/1.1 204 \r\n\r\nHTTP/".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(parser.read(bytes, 0, bytes.length, new RecordingHandler())).isEqualTo(bytes.length - 5);
        assertThat(parser.read(bytes, bytes.length - 5, bytes.length, new RecordingHandler()))
                .isZero();
    }

    private static List<String> parse(byte[] bytes, boolean closed, int... cuts) {
        Http1ResponseParser parser = new Http1ResponseParser(List.of("Content-Type", "Retry-After"));
        RecordingHandler handler = new RecordingHandler();
        int at = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            while (at < to) {
                if (handler.isOver()) {
                    handler.next();
                    parser.reset();
                }
                byte[] buffer = new byte[to - at + 4];
                System.arraycopy(bytes, at, buffer, 2, to - at);
                int taken = parser.read(buffer, 2, 2 + to - at, handler);
                assertThat(taken).isPositive();
                at += taken;
                if (isMalformed(handler)) {
                    return handler.lines();
                }
            }
        }
        if (closed && !handler.isOver()) {
            parser.closed(handler);
        }
        return handler.lines();
    }

    private static boolean isMalformed(RecordingHandler handler) {
        List<String> lines = handler.lines();
        return !lines.isEmpty() && lines.get(lines.size() - 1).startsWith("malformed");
    }
}
