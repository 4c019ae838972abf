package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Workload;
import java.util.List;
import java.util.function.Supplier;

/**
 * A workload made ready for one server: prompts are calibrated, files are checked.
 *
 * <p>Keep one {@linkplain #open() opened source} for all levels of a run: a second one begins with the same prompts,
 * which a server's prefix cache then knows.
 */
public final class Questions {
    private final PromptLengths lengths;
    private final Supplier<QuestionSource> opener;

    private Questions(PromptLengths lengths, Supplier<QuestionSource> opener) {
        this.lengths = lengths;
        this.opener = opener;
    }

    /**
     * Makes a workload ready; for synthetic prompts this asks the server a few small questions.
     *
     * @param workload what is asked; its seed must be there
     * @param tokenizer the server's tokenizer, or {@link Tokenizer#NONE}
     * @param counter the server's count of a prompt, or {@link PromptCounter#NONE}
     * @param tokenIds whether the protocol takes prompts as token ids
     * @return the questions
     * @throws dev.llmbench.api.ConfigurationException if the file can't be used, or a wanted length is impossible
     */
    public static Questions of(Workload workload, Tokenizer tokenizer, PromptCounter counter, boolean tokenIds) {
        if (workload instanceof Workload.PromptFile file) {
            PromptFileQuestions.check(file);
            return new Questions(
                    new PromptLengths(PromptLengths.AS_GIVEN, false, 0, 0, List.of()),
                    () -> new PromptFileQuestions(file));
        }
        Workload.Synthetic synthetic = (Workload.Synthetic) workload;
        Calibration calibration = new Calibrator(synthetic, tokenizer, counter, tokenIds).calibrate();
        return new Questions(calibration.lengths(), calibration::open);
    }

    /**
     * Returns what is known about the prompts' lengths.
     *
     * @return the lengths
     */
    public PromptLengths lengths() {
        return lengths;
    }

    /**
     * Begins with the first question.
     *
     * @return a source, to be closed
     */
    public QuestionSource open() {
        return opener.get();
    }
}
