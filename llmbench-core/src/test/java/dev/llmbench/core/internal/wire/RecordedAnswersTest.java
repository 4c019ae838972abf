package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import java.io.IOException;
import java.io.InputStream;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

        Form form = Form.of(bytes);
        boolean interrupted = recording.getFileName().toString().startsWith("interrupted");

        List<String> whole = new Replay(form).of(bytes, bytes.length);

        assertThat(whole).isNotEmpty().noneMatch(line -> line.startsWith("protocol error"));
        assertThat(whole.stream().anyMatch(line -> line.startsWith("malformed")))
                .isEqualTo(interrupted);
        for (int cut = 0; cut <= bytes.length; cut += step) {
            assertThat(new Replay(form).of(bytes, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            generate                         |  1 | finish LENGTH, usage 13/12/-
            generate-stream                  | 12 | finish LENGTH, usage 13/12/-
            generate-stream-raw              | 12 | finish LENGTH, usage 4/12/-
            generate-stream-utf8             |  6 | finish LENGTH, usage 17/12/-
            generate-stream-end-token        |  0 | finish STOP, usage 16/1/-
            generate-stream-one              |  1 | finish LENGTH, usage 13/1/-
            generate-context                 |  0 | finish STOP, usage 1024/1/-
            generate-context-full            |  1 | finish LENGTH, usage 1001/24/-
            generate-load                    |  0 | finish OTHER
            unload                           |  0 | finish OTHER
            chat                             |  1 | finish LENGTH, usage 12/12/-
            chat-stream                      | 12 | finish LENGTH, usage 12/12/-
            v1-chat                          |  1 | finish LENGTH, usage 12/12/-
            v1-chat-stream                   | 12 | usage 12/12/-
            v1-completions                   |  1 | finish LENGTH, usage 13/12/-
            v1-completions-stream            | 12 | usage 13/12/-
            v1-completions-stream-ignore-eos | 33 | usage 19/34/-
            """)
    void of_ollama_tell_their_counts_at_the_end(String recording, int events, String end) throws IOException {
        List<String> lines = linesOfOllama(recording);

        assertThat(lines.stream().filter(line -> line.startsWith("content"))).hasSize(events);
        assertThat(lines.stream().filter(line -> line.contains("usage") || line.contains("OTHER")))
                .singleElement()
                .asString()
                .contains(end);
        assertThat(lines.get(lines.size() - 1)).containsAnyOf("finish", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate-stream-repeats", "generate-repeats"})
    void of_ollama_that_it_broke_off_for_repeating_itself_have_no_end_and_no_counts(String recording)
            throws IOException {
        assertThat(linesOfOllama(recording))
                .containsOnly("status 200", "content ?")
                .noneMatch(line -> line.contains("done") || line.contains("finish"));
    }

    private static List<String> linesOfOllama(String recording) throws IOException {
        try (InputStream in = Objects.requireNonNull(
                RecordedAnswersTest.class.getResourceAsStream("/wire/ollama-0.17.4/" + recording + ".http"))) {
            byte[] bytes = in.readAllBytes();
            return new Replay(Form.of(bytes)).of(bytes, bytes.length);
        }
    }

    /** What a recorded body is. */
    private enum Form {
        OPENAI,
        OLLAMA,
        /** Lists of models and of tokens were recorded too; they are not for a decoder. */
        OTHER;

        static Form of(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.contains("application/x-ndjson") || text.contains("\"done\":")) {
                return OLLAMA;
            }
            return text.contains("text/event-stream") || text.contains("\"choices\"") ? OPENAI : OTHER;
        }

        ResponseDecoder decoder() {
            return (this == OLLAMA ? Decoders.ollama() : Decoders.openAi()).get();
        }
    }

    /** Parser and decoder as a connection has them; bodies that are no answers are only read over. */
    private static final class Replay implements ResponseHandler {
        private final Http1ResponseParser parser = new Http1ResponseParser(List.of());
        private final ResponseDecoder decoder;
        private final List<String> lines = new ArrayList<>();
        private RecordingSink sink = new RecordingSink();
        private final boolean answer;
        private boolean decoding;
        private boolean ended;

        Replay(Form form) {
            decoder = form.decoder();
            answer = form != Form.OTHER;
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
