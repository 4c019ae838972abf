package dev.llmbench.core.internal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a journal's bytes go; tests make it fail as a full disk does. */
interface JournalOutput {
    void write(byte[] bytes, int length) throws IOException;

    /** Forces everything to disk. */
    void force() throws IOException;

    /** Forces everything to disk and lets the file go, the second also when the first fails. */
    void close() throws IOException;

    /** A new file. */
    static JournalOutput create(Path file) throws IOException {
        return to(FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** A file that exists, of which so many bytes are kept. */
    static JournalOutput behind(Path file, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        try {
            channel.truncate(length).position(length);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return to(channel);
    }

    private static JournalOutput to(FileChannel channel) {
        return new JournalOutput() {
            @Override
            public void write(byte[] bytes, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }

            @Override
            public void force() throws IOException {
                channel.force(false);
            }

            @Override
            public void close() throws IOException {
                try (channel) {
                    channel.force(true);
                }
            }
        };
    }
}
