package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How prompts of exact length are made for one server.
 *
 * @param workload what is wanted
 * @param maker makes the prompts
 * @param openerTokens tokens of the text that the maker doesn't fill, 0 or 1
 * @param lengths what is known about the lengths
 */
record Calibration(Workload.Synthetic workload, PromptMaker maker, int openerTokens, PromptLengths lengths) {
    static Calibration of(
            Workload.Synthetic workload,
            PromptMaker maker,
            int openerTokens,
            String how,
            boolean verified,
            long measuredOverhead,
            List<String> notes) {
        int overhead = (int) Math.max(0, measuredOverhead);
        boolean included = workload.inputLength() == Workload.InputLength.WITH_TEMPLATE;
        if (included && workload.inputTokens().min() <= overhead) {
            throw new ConfigurationException(
                    "a prompt of " + workload.inputTokens().min()
                            + " tokens with its template can't be made: this server's template alone takes " + overhead
                            + "; ask for at least " + (overhead + 1) + ", or for lengths without the template");
        }
        return new Calibration(
                workload,
                maker,
                openerTokens,
                new PromptLengths(how, verified, overhead, included ? 0 : overhead, notes));
    }

    SyntheticQuestions open() {
        return new SyntheticQuestions(workload, maker, taken());
    }

    /** A prompt of a length, for a last look at what the server counts; not one of the run's own prompts. */
    Prompt trial(int tokens) {
        return maker.make(
                -1,
                Math.max(0, tokens - taken()),
                new SplittableRandom(Mixing.mix(workload.seed().orElseThrow(), -3)));
    }

    Calibration withNote(String note) {
        List<String> more = new ArrayList<>(lengths.notes());
        more.add(note);
        return new Calibration(
                workload,
                maker,
                openerTokens,
                new PromptLengths(
                        lengths.how(), lengths.verified(), lengths.templateOverhead(), lengths.addedByServer(), more));
    }

    private int taken() {
        return openerTokens + lengths.templateOverhead() - lengths.addedByServer();
    }
}
