package dev.llmbench.core.internal.doctor;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Served;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.probe.CheckupLimits;
import dev.llmbench.core.internal.probe.ServerCheckup;
import dev.llmbench.core.internal.probe.Sheet;
import dev.llmbench.core.internal.run.Protocols;
import dev.llmbench.core.internal.run.RunSettings;
import dev.llmbench.core.internal.secret.Secrets;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Looks at the server first and then at this machine, so that neither is busy with the other. */
public final class Doctor {
    private static final Duration SELF_CHECK = Duration.ofSeconds(1);

    private Doctor() {}

    /**
     * Looks.
     *
     * @param served the server
     * @param settings where secrets and protocols come from
     * @param limits how long to wait for the server
     * @param random draws prompts that nobody asked before
     * @return what was found
     * @throws dev.llmbench.api.ConfigurationException if a key, a trust store or the protocol is not there
     * @throws dev.llmbench.api.LlmBenchException if the thread is interrupted
     */
    public static Diagnosis examine(Served served, RunSettings settings, CheckupLimits limits, RandomGenerator random) {
        return examine(served, settings, limits, random, SELF_CHECK);
    }

    static Diagnosis examine(
            Served served, RunSettings settings, CheckupLimits limits, RandomGenerator random, Duration selfCheck) {
        Target target = served.target();
        Secrets secrets = Secrets.of(served, settings.environment());
        WireProtocol protocol = Protocols.byId(target.protocol(), settings.protocols());
        Sheet sheet = new Sheet();
        ServerCheckup server = new ServerCheckup(target, protocol, secrets, limits, random, sheet);
        Target asked = server.run();
        GeneratorCheckup.run(selfCheck, sheet);
        return new Diagnosis(asked, server.simulated(), sheet.findings());
    }
}
