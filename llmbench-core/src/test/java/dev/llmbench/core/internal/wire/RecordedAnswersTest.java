package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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

        boolean answer = isAnswer(bytes);
        boolean interrupted = recording.getFileName().toString().startsWith("interrupted");

        List<String> whole = new Replay(answer).of(bytes, bytes.length);

        assertThat(whole).isNotEmpty().noneMatch(line -> line.startsWith("protocol error"));
        assertThat(whole.stream().anyMatch(line -> line.startsWith("malformed")))
                .isEqualTo(interrupted);
        for (int cut = 0; cut <= bytes.length; cut += step) {
            assertThat(new Replay(answer).of(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    /** Lists of models and of tokens were recorded too; they are not for this decoder. */
    private static boolean isAnswer(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains("text/event-stream") || text.contains("\"choices\"");
    }

    /** Parser and decoder as a connection has them; bodies that are no answers are only read over. */
    private static final class Replay implements ResponseHandler {
        private final Http1ResponseParser parser = new Http1ResponseParser(List.of());
        private final AnswerDecoder decoder = Decoders.openAi();
        private final List<String> lines = new ArrayList<>();
        private RecordingSink sink = new RecordingSink();
        private final boolean answer;
        private boolean decoding;
        private boolean ended;

        Replay(boolean answer) {
            this.answer = answer;
        }

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
            decoding = answer && status == 200;
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
            lines.addAll(sink.lines());
            lines.add("malformed " + what);
        }
    }
}
