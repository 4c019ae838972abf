package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a document means never depends on those before it, though most are known from one before. */
class JsonPieceTest {
    private static final List<String> TEXTS = List.of(
            "a", " the", "", "\\n", "\\u0041", "a\\\"b", "\"", "日本", "é", "\"},{\"delta\":{", "\t", "a\":\"b", "stop");

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    private static List<String> documents(Stream<SampleStream> samples) {
        return samples.flatMap(sample -> sample.text().lines())
                .map(line -> line.replaceFirst("^data: ?", ""))
                .filter(line -> line.startsWith("{"))
                .distinct()
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reads_a_document_as_if_it_were_the_first(long seed) {
        Random random = new Random(seed);

        compare(random, documents(SampleStream.all()), OpenAiChunk::new);
        compare(random, documents(SampleStream.ofLines()), OllamaPiece::new);
    }

    private static void compare(Random random, List<String> documents, Supplier<AnswerPiece> pieces) {
        AnswerPiece used = pieces.get();
        for (int round = 0; round < 40; round++) {
            String document = documents.get(random.nextInt(documents.size()));
            for (int i = 0; i < 6; i++) {
                byte[] changed = changed(random, document);

                assertThat(meaning(used, changed))
                        .as("%s", new String(changed, StandardCharsets.UTF_8))
                        .isEqualTo(meaning(pieces.get(), changed));
            }
        }
    }

    /** With another text in a place of one, and sometimes with another byte anywhere. */
    private static byte[] changed(Random random, String document) {
        String text =
                TEXTS.get(random.nextInt(TEXTS.size())).replace("\\", "\\\\").replace("$", "\\$");
        String id = "$1" + random.nextInt(3) * 10 + "\"";
        String field = "(\"(?:content|text|response|reasoning_content|finish_reason|done_reason)\": ?\")[^\"]*\"";
        byte[] changed = document.replaceFirst(field, "$1" + text + "\"")
                .replaceFirst("(\"(?:id|created_at)\": ?\")[^\"]*\"", id)
                .replaceFirst("(\"created\": ?)\\d+", "$1" + random.nextInt(2_000))
                .getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return changed;
    }

    /** All that a piece says. */
    private static List<String> meaning(AnswerPiece piece, byte[] document) {
        byte[] around =
                ("  " + new String(document, StandardCharsets.ISO_8859_1) + "  ").getBytes(StandardCharsets.ISO_8859_1);
        if (!piece.scan(around, 2, around.length - 2)) {
            return List.of("broken: " + piece.failure());
        }
        if (piece.isError()) {
            return List.of("error: " + piece.errorMessage());
        }
        RecordingSink sink = new RecordingSink();
        sink.event(1);
        piece.report(1, new TokenCredit(), sink);
        String lines = String.join(";", sink.lines());
        return List.of(
                lines.replaceAll("(content|reasoning|tool call) [0-9?]+", "$1"),
                "answer " + piece.isAnswer(),
                "last " + piece.isLast());
    }
}
