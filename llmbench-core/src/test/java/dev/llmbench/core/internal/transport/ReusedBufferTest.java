package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import org.junit.jupiter.api.Test;

class ReusedBufferTest {
    @Test
    void is_the_same_and_empty_again_once_it_was_released() {
        ReusedBuffer reused = new ReusedBuffer(16);

        ByteBuf first = reused.takeIfFree();
        assertThat(first).isNotNull();
        first.writeLong(1);
        first.release();
        ByteBuf second = reused.takeIfFree();

        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        second.release();
        reused.close();
    }

    @Test
    void is_not_to_be_had_while_somebody_keeps_it() {
        ReusedBuffer reused = new ReusedBuffer(16);

        ByteBuf kept = reused.takeIfFree();

        assertThat(reused.takeIfFree()).isNull();
        assertThat(kept).isNotNull();
        kept.release();
        reused.close();
    }

    @Test
    void is_gone_when_it_was_closed_twice_or_more() {
        ReusedBuffer reused = new ReusedBuffer(16);

        reused.close();
        reused.close();

        assertThat(reused.takeIfFree()).isNull();
    }
}
