package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Reads small files whole and writes files so that a reader never sees half of one. */
public final class TextFiles {
    private TextFiles() {}

    /**
     * Reads a file in UTF-8.
     *
     * @param file the file
     * @param what what it should be, for messages
     * @param most the largest size in bytes
     * @return the text, without a byte-order mark
     * @throws ConfigurationException if it can't be read
     */
    public static String read(Path file, String what, int most) {
        if (Files.isDirectory(file)) {
            throw new ConfigurationException(file + " is a folder; name the " + what + " itself");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ConfigurationException(file + " is larger than a " + what + " may be (" + most + " bytes)");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(file + " is not text in UTF-8; save the " + what + " in that encoding");
        } catch (IOException e) {
            throw new ConfigurationException("the " + what + " " + file + " can't be read: " + reason(e), e);
        }
    }

    /**
     * Writes a file at once: into a file beside it, forced to disk, then moved to its place.
     *
     * @param file the file
     * @param bytes its content
     * @throws ConfigurationException if it can't be written
     */
    public static void replace(Path file, byte[] bytes) {
        Path whole = file.toAbsolutePath();
        Path part = whole.resolveSibling(whole.getFileName() + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            move(part, whole);
        } catch (IOException e) {
            drop(part, e);
            throw new ConfigurationException(
                    file + " can't be written: " + reason(e) + "; choose a folder that can be written to", e);
        }
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void drop(Path part, IOException because) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** What went wrong in words: several exceptions of the JDK have only the path as their message. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof java.nio.file.FileAlreadyExistsException) {
            return "something else of that name is in the way";
        }
        if (e instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
