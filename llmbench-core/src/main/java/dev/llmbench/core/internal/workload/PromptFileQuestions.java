package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Questions from a user's file, read while the run goes on and begun again at the end.
 *
 * <p>Shuffled means: out of a window of up to {@value #WINDOW} prompts and about 64 million characters, one is drawn and
 * replaced by the next of the file. Every prompt comes exactly once per pass; a file that fits into the window is shuffled
 * perfectly, in a larger one a prompt stays within about a window of its place.
 */
final class PromptFileQuestions implements QuestionSource {
    private static final int WINDOW = 4096;
    private static final long WINDOW_CHARACTERS = 64L * 1024 * 1024;

    /** Files up to this size are read to their end before the run, so that a mistake at the end costs no run. */
    private static final long CHECKED_WHOLE = 64L * 1024 * 1024;

    private static final int CHECKED_PROMPTS = 1000;

    private final Workload.PromptFile workload;
    private final long seed;
    private final SplittableRandom order;
    private final List<FilePrompt> window = new ArrayList<>();
    private long windowCharacters;
    private final PromptPasses prompts;
    private boolean ended;
    private long index;

    PromptFileQuestions(Workload.PromptFile workload) {
        this.workload = workload;
        this.seed = workload.seed().orElseThrow();
        this.order = new SplittableRandom(Mixing.mix(seed, -1));
        this.prompts = new PromptPasses(workload);
    }

    /** Reads the file, or the beginning of a large one, and refuses what is wrong with it. */
    static void check(Workload.PromptFile workload) {
        long most = PromptFiles.size(workload.path()) <= CHECKED_WHOLE ? Long.MAX_VALUE : CHECKED_PROMPTS;
        try (FilePrompts prompts = PromptFiles.open(workload.path(), workload.format())) {
            long count = 0;
            while (count < most && prompts.next().isPresent()) {
                count++;
            }
            if (count == 0) {
                throw PromptPasses.noPrompt(workload);
            }
        } catch (IOException e) {
            throw PromptFiles.unreadable(workload.path(), e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConfigurationException if the file holds a mistake behind the part that was checked, or has changed
     */
    @Override
    public Question next() {
        FilePrompt prompt = workload.shuffled() ? drawn() : read();
        SplittableRandom random = new SplittableRandom(Mixing.mix(seed, index++));
        int output = prompt.outputTokens().orElseGet(() -> SyntheticQuestions.drawn(workload.outputTokens(), random));
        return new Question(prompt.prompt(), 0, output);
    }

    @Override
    public void close() {
        prompts.close();
    }

    private FilePrompt drawn() {
        if (window.isEmpty() && ended) {
            prompts.beginAgain();
            ended = false;
        }
        while (!ended && window.size() < WINDOW && (window.isEmpty() || windowCharacters < WINDOW_CHARACTERS)) {
            Optional<FilePrompt> next = prompts.next();
            ended = next.isEmpty();
            next.ifPresent(prompt -> {
                window.add(prompt);
                windowCharacters += prompt.size();
            });
        }
        if (window.isEmpty()) {
            throw PromptPasses.noPrompt(workload);
        }
        int at = order.nextInt(window.size());
        FilePrompt chosen = window.get(at);
        FilePrompt last = window.remove(window.size() - 1);
        if (at < window.size()) {
            window.set(at, last);
        }
        windowCharacters -= chosen.size();
        return chosen;
    }

    private FilePrompt read() {
        Optional<FilePrompt> next = prompts.next();
        if (next.isPresent()) {
            return next.get();
        }
        prompts.beginAgain();
        return prompts.next().orElseThrow(() -> PromptPasses.noPrompt(workload));
    }
}
