package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The fingerprint of a file of prompts, which a plan names only by its path. */
public final class PromptFingerprint {
    /** Prompts that come with this library begin so; they change only with it. */
    private static final String BUILT_IN = "llmbench:";

    private static final int AT_ONCE = 1 << 16;

    private PromptFingerprint() {}

    /**
     * Returns the fingerprint of the file that a workload reads its prompts from.
     *
     * @param workload the workload
     * @return the SHA-256 of the file's bytes in hexadecimal digits, or empty for prompts that are in no file
     * @throws ConfigurationException if the file can't be read
     */
    public static Optional<String> of(Workload workload) {
        if (!(workload instanceof Workload.PromptFile file) || file.path().startsWith(BUILT_IN)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(Path.of(file.path()))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] some = new byte[AT_ONCE];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                digest.update(some, 0, read);
            }
            return Optional.of(HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the prompt file '" + file.path() + "' can't be read: " + TextFiles.reason(e)
                            + "; its path is relative to the working directory",
                    e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Refuses a file that is not the one that a run began with. */
    static void check(Workload workload, String expected) {
        if (!of(workload).equals(Optional.of(expected))) {
            throw new ConfigurationException("the prompt file '" + ((Workload.PromptFile) workload).path()
                    + "' was changed since the run began, and its levels would not belong together; undo the change,"
                    + " or carry the plan out as a new run");
        }
    }
}
