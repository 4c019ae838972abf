package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeapInputTest {
    private final HeapInput input = new HeapInput();
    private final EmbeddedChannel one = new EmbeddedChannel(input);
    private final EmbeddedChannel other = new EmbeddedChannel(input);

    private static ByteBuf read(EmbeddedChannel channel, String text) {
        ByteBuf direct = Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        channel.writeInbound(direct);

        assertThat(direct.refCnt()).as("references to what was read").isZero();
        return channel.readInbound();
    }

    private static String text(ByteBuf bytes) {
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void hands_on_what_was_read_on_the_heap() {
        ByteBuf handed = read(one, "record");

        assertThat(handed.hasArray()).isTrue();
        assertThat(text(handed)).isEqualTo("record");
    }

    @Test
    void uses_a_buffer_again_that_was_given_back() {
        ByteBuf first = read(one, "first");
        first.release();

        ByteBuf second = read(other, "second");

        assertThat(second).isSameAs(first);
        assertThat(text(second)).isEqualTo("second");
    }

    @Test
    void leaves_alone_a_part_of_a_record_that_is_kept_for_its_rest() {
        ByteBuf kept = read(one, "kept");

        ByteBuf second = read(other, "second");

        assertThat(text(kept)).isEqualTo("kept");
        assertThat(text(second)).isEqualTo("second");
        assertThat(second.release()).as("nobody else holds it").isTrue();
    }

    @Test
    void takes_more_than_its_buffer_holds() {
        String large = "x".repeat(ReusedReadBuffer.BYTES + 1);

        ByteBuf handed = read(one, large);

        assertThat(text(handed)).isEqualTo(large);
        handed.release();
    }
}
