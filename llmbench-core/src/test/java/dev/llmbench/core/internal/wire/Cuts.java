package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.ResponseDecoder;
import java.util.Arrays;
import java.util.Random;

/** Feeds a decoder a body in pieces, the n-th read having the stamp n. */
final class Cuts {
    private Cuts() {}

    static RecordingSink decode(byte[] body, int... cuts) {
        return decode(Decoders.openAi().get(), true, body, cuts);
    }

    static RecordingSink decode(ResponseDecoder decoder, boolean streamed, byte[] body, int... cuts) {
        RecordingSink sink = new RecordingSink();
        decoder.reset(streamed);
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : body.length;
            // every piece comes in a buffer of its own that is overwritten after the call, as a socket's would be
            byte[] buffer = new byte[to - from + 10];
            System.arraycopy(body, from, buffer, 5, to - from);
            decoder.read(buffer, 5, 5 + to - from, i, sink);
            Arrays.fill(buffer, (byte) '#');
            from = to;
        }
        decoder.end(cuts.length, sink);
        return sink;
    }

    static int[] random(Random random, int length) {
        return random.ints(1 + random.nextInt(20), 0, length + 1).sorted().toArray();
    }

    static int[] everywhere(int length) {
        int[] cuts = new int[Math.max(0, length - 1)];
        Arrays.setAll(cuts, i -> i + 1);
        return cuts;
    }
}
