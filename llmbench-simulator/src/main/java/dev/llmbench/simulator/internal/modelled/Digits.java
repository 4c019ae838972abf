package dev.llmbench.simulator.internal.modelled;

import io.netty.buffer.ByteBuf;

/** Writes numbers as text without making a string. */
final class Digits {
    private Digits() {}

    /** Returns how many decimal digits a number has that is not negative. */
    static int count(int number) {
        int digits = 1;
        for (int rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes a number that is not negative in decimal. */
    static void write(ByteBuf out, int number) {
        int start = out.writerIndex();
        int digits = count(number);
        out.writeZero(digits);
        int rest = number;
        for (int i = digits - 1; i >= 0; i--) {
            out.setByte(start + i, '0' + rest % 10);
            rest /= 10;
        }
    }

    /** Writes a positive number in hexadecimal. */
    static void writeHex(ByteBuf out, int number) {
        for (int shift = (31 - Integer.numberOfLeadingZeros(number)) / 4 * 4; shift >= 0; shift -= 4) {
            out.writeByte(Character.forDigit((number >>> shift) & 0xF, 16));
        }
    }
}
