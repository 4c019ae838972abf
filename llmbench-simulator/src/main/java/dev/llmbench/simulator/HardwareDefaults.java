package dev.llmbench.simulator;

import dev.llmbench.catalog.LlmModel;
import dev.llmbench.simulator.ModelledServer.Settings;
import dev.llmbench.simulator.cost.Hardware;
import dev.llmbench.simulator.cost.RooflineCost;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How engines are set on given hardware when nobody says otherwise. */
final class HardwareDefaults {
    /** From here on vLLM takes larger batches, except on an A100. */
    private static final double LARGE_GIB = 70;

    private HardwareDefaults() {}

    static Settings settings(Hardware hardware, EngineFace face) {
        var room = new Batching.KeyValueRoom(hardware.cacheTokens(), true);
        Settings usual = Settings.defaults();
        return new Settings(
                names(hardware.model()),
                face,
                new RooflineCost(hardware.limits()),
                batching(hardware, face, room),
                (int) Math.min(hardware.model().maxContext(), room.tokens()),
                usual.listen(),
                usual.seed());
    }

    private static List<String> names(LlmModel model) {
        return Stream.concat(Stream.of(model.ids().huggingFace(), model.name()), model.ids().ollama().stream())
                .toList();
    }

    private static Batching batching(Hardware hardware, EngineFace face, Batching.KeyValueRoom room) {
        boolean large = hardware.gpu().memory().gib() >= LARGE_GIB
                && !hardware.gpu().name().startsWith("A100");
        if (face == EngineFace.OLLAMA) {
            return new Batching(1, 2048, Optional.of(room));
        }
        return new Batching(large ? 1024 : 256, large ? 8192 : 2048, Optional.of(room));
    }
}
