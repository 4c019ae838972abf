package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.spi.ResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decoded never depends on where reads are cut or on which of its freedoms a server takes. */
class AnswerDecoderLawTest {
    static Stream<SampleStream> samples() {
        return SampleStream.all()
                .flatMap(sample -> Stream.of(
                        sample,
                        sample.as("CR LF", text -> text.replace("\n", "\r\n")),
                        sample.as("CR", text -> text.replace("\n", "\r")),
                        sample.as("no space", text -> text.replace("data: ", "data:")),
                        sample.as(
                                "comments",
                                text -> text.replace("data: ", ": ping\n\nevent: x\nid: 7\nretry: 9\ndata: ")),
                        sample.as("several lines", text -> text.replace(",\"", ",\ndata: \"")),
                        sample.as("several lines, CR LF", text -> text.replace(",\"", ",\r\ndata:\"")),
                        sample.as("byte order mark", text -> '\ufeff' + text),
                        sample.as("no last blank line", text -> text.substring(0, text.length() - 1)),
                        sample.as("no last line end", String::strip)));
    }

    static Stream<SampleStream> samplesOfLines() {
        return SampleStream.ofLines()
                .flatMap(sample -> Stream.of(
                        sample,
                        sample.as("CR LF", text -> text.replace("\n", "\r\n")),
                        sample.as("blank lines", text -> "\n" + text.replace("\n", "\n \n\n")),
                        sample.as("byte order mark", text -> '\ufeff' + text),
                        sample.as("no last line end", String::strip)));
    }

    static Stream<SampleStream> everySample() {
        return Stream.concat(samples(), samplesOfLines());
    }

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("everySample")
    void decodes_the_same_for_every_single_cut(SampleStream sample) {
        byte[] body = sample.bytes();
        ResponseDecoder decoder = sample.decoder().get();

        for (int cut = 0; cut <= body.length; cut++) {
            RecordingSink sink = Cuts.decode(decoder, true, body, cut);

            assertThat(sink.lines()).as("cut at %d", cut).isEqualTo(sample.expected());
        }
    }

    @ParameterizedTest
    @MethodSource("everySample")
    void decodes_the_same_byte_by_byte(SampleStream sample) {
        byte[] body = sample.bytes();

        RecordingSink sink = Cuts.decode(sample.decoder().get(), true, body, Cuts.everywhere(body.length));

        assertThat(sink.lines()).isEqualTo(sample.expected());
    }

    /** As servers write them: what is taken without looking at what was before must not differ from what is. */
    @ParameterizedTest
    @MethodSource("everySample")
    void decodes_the_same_line_by_line_and_event_by_event(SampleStream sample) {
        byte[] body = sample.bytes();
        ResponseDecoder decoder = sample.decoder().get();
        int[] lineEnds = IntStream.range(1, body.length)
                .filter(at -> body[at - 1] == '\n')
                .toArray();
        int[] eventEnds = IntStream.of(lineEnds)
                .filter(at -> at > 1 && body[at - 2] == '\n')
                .toArray();

        assertThat(Cuts.decode(decoder, true, body, lineEnds).lines()).isEqualTo(sample.expected());
        assertThat(Cuts.decode(decoder, true, body, eventEnds).lines()).isEqualTo(sample.expected());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decodes_the_same_for_any_cuts(long seed) {
        Random random = new Random(seed);

        everySample().forEach(sample -> {
            byte[] body = sample.bytes();
            int[] cuts = Cuts.random(random, body.length);

            assertThat(Cuts.decode(sample.decoder().get(), true, body, cuts).lines())
                    .as("%s cut at %s", sample, cuts)
                    .isEqualTo(sample.expected());
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void stamps_an_event_with_the_read_that_brought_its_last_byte(long seed) {
        Random random = new Random(seed);

        SampleStream.all().forEach(sample -> {
            byte[] body = sample.bytes();
            int[] cuts = Cuts.random(random, body.length);

            assertThat(Cuts.decode(sample.decoder().get(), true, body, cuts).stamps())
                    .as("%s cut at %s", sample, cuts)
                    .isEqualTo(readsThatEndEvents(sample.text(), cuts));
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decodes_a_line_of_a_megabyte(long seed) {
        Random random = new Random(seed);
        String words = "ü".repeat(1 << 19);
        byte[] body = ("data: {\"choices\":[{\"text\":\"" + words + "\"}]}\n\ndata: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Cuts.decode(body, Cuts.random(random, body.length)).lines()).containsExactly("content ?", "done");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void never_throws_and_stays_blind_to_cuts_when_bytes_are_damaged(long seed) {
        Random random = new Random(seed);

        Stream.concat(SampleStream.all(), SampleStream.ofLines()).forEach(sample -> {
            byte[] body = sample.bytes();
            for (int i = random.nextInt(4); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }

            ResponseDecoder decoder = sample.decoder().get();
            List<String> whole = Cuts.decode(decoder, true, body).lines();

            assertThat(Cuts.decode(decoder, true, body, Cuts.random(random, body.length))
                            .lines())
                    .as("%s", sample)
                    .isEqualTo(whole);
        });
    }

    @Test
    void reports_one_event_for_each_blank_line_of_the_samples() {
        SampleStream.all()
                .forEach(sample -> assertThat(sample.expected())
                        .as(sample.name())
                        .hasSize(readsThatEndEvents(sample.text()).size()));
    }

    private static List<Long> readsThatEndEvents(String text, int... cuts) {
        List<Long> reads = new ArrayList<>();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean data = false;
        for (int i = 1; i < body.length; i++) {
            data |= body[i - 1] == 'd' && body[i] == 'a' && (i == 1 || body[i - 2] == '\n');
            if (data && body[i] == '\n' && body[i - 1] == '\n') {
                long read = 0;
                for (int cut : cuts) {
                    read += cut <= i ? 1 : 0;
                }
                reads.add(read);
                data = false;
            }
        }
        return reads;
    }
}
