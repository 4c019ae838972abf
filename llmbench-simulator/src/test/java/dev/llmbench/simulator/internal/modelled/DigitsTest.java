package dev.llmbench.simulator.internal.modelled;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 99, 100, 12_345, Integer.MAX_VALUE})
    void writes_decimals(int number) {
        ByteBuf out = Unpooled.buffer();

        Digits.write(out, number);

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(String.valueOf(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 255, 256, 0x1234F, Integer.MAX_VALUE})
    void writes_hexadecimals(int number) {
        ByteBuf out = Unpooled.buffer();

        Digits.writeHex(out, number);

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(Integer.toHexString(number));
    }
}
