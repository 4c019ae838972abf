package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import tools.jackson.databind.JsonNode;

/**
 * The least that a client must do, in C: no load generator, but the limit of what a token can cost on a machine.
 *
 * <p>Its figures are those of a window within the run; only its costs are compared.
 */
final class FloorPeer implements Peer {
    /** Its name. */
    static final String NAME = "floor";

    private static final String PROGRAM = "floor-client";
    private static final String RESULT = "client.log.out";
    private static final String LONG_ENOUGH = "600";

    private final Path programs;

    /**
     * Creates it.
     *
     * @param programs the folder that {@code src/main/c/build.sh} has built into
     */
    FloorPeer(Path programs) {
        this.programs = programs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "(the floor: a C program)";
    }

    @Override
    public Language language() {
        return Language.C;
    }

    @Override
    public Definition definition() {
        return Definition.OURS;
    }

    @Override
    public String settings() {
        return "reads, finds events, stamps, counts; nothing else";
    }

    @Override
    public String strength() {
        return "no load generator: the limit of what a token can cost here";
    }

    @Override
    public Installation installation(Path home) {
        return Files.isExecutable(programs.resolve(PROGRAM))
                ? Installation.of("of this checkout")
                : Installation.MISSING;
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                programs.resolve(PROGRAM).toString(),
                "--url",
                work.url().toString(),
                "--model",
                Work.MODEL,
                "--streams",
                Integer.toString(shape.streams()),
                "--tokens",
                Integer.toString(shape.outputTokens()),
                "--in-step",
                "--warmup",
                "0",
                "--seconds",
                LONG_ENOUGH,
                "--requests",
                Integer.toString(shape.streams() * (shape.perStream() - 1)),
                "--prompt",
                String.join(" ", Collections.nCopies(Shape.INPUT_TOKENS, "word")));
    }

    @Override
    public Figures report(Work work) throws IOException {
        return read(Json.readLastLine(work.folder().resolveSibling(RESULT)));
    }

    static Figures read(JsonNode result) {
        return new Figures.Builder()
                .total(Figure.REQUESTS, Json.number(result, "requests"))
                .build();
    }
}
