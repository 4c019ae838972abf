package dev.llmbench.simulator.internal.modelled;

/** Sends the answer in one body once its last token is made. */
final class WholeGeneration extends Generation {
    private final Runnable whenFinished;

    WholeGeneration(GeneratedText text, Runnable whenFinished) {
        super(text.promptTokens(), text.outputTokens());
        this.whenFinished = whenFinished;
    }

    @Override
    void send() {
        if (finished()) {
            whenFinished.run();
        }
    }
}
