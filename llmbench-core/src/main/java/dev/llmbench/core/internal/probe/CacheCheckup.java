package dev.llmbench.core.internal.probe;

import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Asks long prompts that nobody asked before, each twice, and looks whether the second time is answered faster. */
final class CacheCheckup {
    private static final int PAIRS = 3;

    /** Numbers of three digits: one to four tokens each, whatever the tokenizer. */
    private static final int NUMBERS = 700;

    private static final int MOST_TOKENS_A_NUMBER = 5;

    private final ControlClient client;
    private final Encoder encoder;
    private final WireProtocol protocol;
    private final CheckupLimits limits;
    private final RandomGenerator random;
    private final Ticker ticker;

    CacheCheckup(
            ControlClient client,
            Encoder encoder,
            WireProtocol protocol,
            CheckupLimits limits,
            RandomGenerator random,
            Ticker ticker) {
        this.client = client;
        this.encoder = encoder;
        this.protocol = protocol;
        this.limits = limits;
        this.random = random;
        this.ticker = ticker;
    }

    void run(Set<String> dropped, OptionalInt maxModelLength, Sheet sheet) {
        int numbers = Math.min(NUMBERS, maxModelLength.orElse(Integer.MAX_VALUE) / MOST_TOKENS_A_NUMBER);
        List<CacheEvidence.Pair> pairs = new ArrayList<>();
        long deadline = ticker.nanos() + limits.prefixCache().toNanos();
        try {
            while (pairs.size() < PAIRS && (pairs.isEmpty() || ticker.nanos() < deadline)) {
                Prompt prompt = prompt(numbers);
                TimedAnswer first = ask(prompt, dropped);
                TimedAnswer again = ask(prompt, dropped);
                if (first.firstToken().isEmpty() || again.firstToken().isEmpty()) {
                    sheet.notChecked(Question.PREFIX_CACHE, "a long prompt was not answered: " + words(first, again));
                    return;
                }
                pairs.add(new CacheEvidence.Pair(
                        first.firstToken().get(),
                        again.firstToken().get(),
                        again.findings().cachedTokens(),
                        again.findings().promptTokens()));
            }
            sheet.ok(Question.PREFIX_CACHE, new CacheEvidence(pairs).words(), new CacheEvidence(pairs).figures());
        } catch (LlmBenchException e) {
            PathCheckup.refuseInterrupt(e);
            sheet.notChecked(Question.PREFIX_CACHE, "a long prompt was not answered (" + e.getMessage() + ")");
        }
    }

    private TimedAnswer ask(Prompt prompt, Set<String> dropped) {
        return TimedAnswer.ask(client, encoder.streamedAsPlanned(prompt, 1, false, dropped), limits.answer(), protocol);
    }

    private String words(TimedAnswer first, TimedAnswer again) {
        Answer answer = first.firstToken().isEmpty() ? first.answer() : again.answer();
        return answer.status() + (answer.ok() ? " without a token" : " " + client.words(answer));
    }

    private Prompt prompt(int numbers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers; i++) {
            text.append(random.nextInt(100, 1_000)).append(' ');
        }
        return new Prompt.Text(text.append("Go on with this row of numbers.").toString());
    }
}
