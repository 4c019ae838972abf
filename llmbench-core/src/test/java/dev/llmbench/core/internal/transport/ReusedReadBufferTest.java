package dev.llmbench.core.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // the type that Netty itself still asks for
class ReusedReadBufferTest {
    private final ReusedReadBuffer reused = new ReusedReadBuffer();
    private final RecvByteBufAllocator.Handle handle = reused.newHandle();

    @AfterEach
    void close() {
        reused.close();
    }

    private ByteBuf next() {
        return handle.allocate(UnpooledByteBufAllocator.DEFAULT);
    }

    @Test
    void is_the_same_and_empty_for_every_read() {
        ByteBuf first = next();
        first.writeLong(1);
        reused.giveBack(first);

        ByteBuf second = next();

        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
    }

    @Test
    void outlives_any_number_of_releases_by_others() {
        for (int i = 0; i < 3 << 20; i++) {
            next().release();
        }

        assertThat(next().refCnt()).isPositive();
    }

    @Test
    void gives_its_memory_back_and_those_after_it_get_buffers_of_their_own() {
        ByteBuf own = next();

        reused.close();
        ByteBuf other = next();

        assertThat(own.refCnt()).isZero();
        assertThat(other).isNotSameAs(own);
        assertThat(other.writableBytes()).isGreaterThanOrEqualTo(ReusedReadBuffer.BYTES);
        reused.giveBack(other);
        assertThat(other.refCnt()).isZero();
    }
}
