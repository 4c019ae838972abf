package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays what real servers sent: every file {@code *.http} below {@code /wire}, byte for byte as it was recorded. */
class RecordedAnswersTest {
    static List<Path> recordings() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RecordedAnswersTest.class.getResource("/wire"))
                .toURI());
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("recordings")
    void are_understood_and_decoded_the_same_for_every_single_cut(Path recording) throws IOException {
        byte[] bytes = Files.readAllBytes(recording);
        int step = Math.max(1, bytes.length / 3000);

        List<String> whole = new Replay().of(bytes, bytes.length);

        assertThat(whole).isNotEmpty().noneMatch(line -> line.contains("malformed") || line.contains("protocol error"));
        for (int cut = 0; cut <= bytes.length; cut += step) {
            assertThat(new Replay().of(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    /** Parser and decoder as a connection has them; bodies of other statuses than 200 are only read over. */
    private static final class Replay implements ResponseHandler {
        private final Http1ResponseParser parser = new Http1ResponseParser(List.of());
        private final OpenAiDecoder decoder = new OpenAiDecoder();
        private final List<String> lines = new ArrayList<>();
        private RecordingSink sink = new RecordingSink();
        private boolean decoding;
        private boolean ended;

        List<String> of(byte[] bytes, int cut) {
            feed(Arrays.copyOf(bytes, cut));
            feed(Arrays.copyOfRange(bytes, cut, bytes.length));
            if (!ended) {
                parser.closed(this);
            }
            return lines;
        }

        private void feed(byte[] piece) {
            int at = 0;
            while (at < piece.length) {
                if (ended) {
                    ended = false;
                    parser.reset();
                }
                at += parser.read(piece, at, piece.length, this);
            }
        }

        @Override
        public void head(int status) {
            lines.add("status " + status);
            decoding = status == 200;
            sink = new RecordingSink();
            decoder.reset(true);
        }

        @Override
        public void header(String name, String value) {}

        @Override
        public void body(byte[] buffer, int from, int to) {
            if (decoding) {
                decoder.read(buffer, from, to, 0, sink);
            }
        }

        @Override
        public void end(boolean keepAlive) {
            ended = true;
            if (decoding) {
                decoder.end(0, sink);
                lines.addAll(sink.lines());
            }
        }

        @Override
        public void malformed(String what) {
            ended = true;
            lines.add("malformed " + what);
        }
    }
}
