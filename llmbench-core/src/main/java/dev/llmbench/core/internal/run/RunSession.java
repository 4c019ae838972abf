package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Environment;
import dev.llmbench.api.Job;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Point;
import dev.llmbench.api.Sent;
import dev.llmbench.api.Served;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.file.Journal;
import dev.llmbench.core.internal.file.PlanCodec;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.load.LevelRun;
import dev.llmbench.core.internal.probe.ProbeReport;
import dev.llmbench.core.internal.probe.ServerProbe;
import dev.llmbench.core.internal.probe.ServerTokens;
import dev.llmbench.core.internal.secret.Redactor;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.time.SystemTicker;
import dev.llmbench.core.internal.transport.NettyLoops;
import dev.llmbench.core.internal.transport.Route;
import dev.llmbench.core.internal.watch.Descriptors;
import dev.llmbench.core.internal.watch.GeneratorWatch;
import dev.llmbench.core.internal.watch.LoopLag;
import dev.llmbench.core.internal.wire.ErrorBody;
import dev.llmbench.core.internal.workload.Questions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that a run holds open from its first question to its last: checked and made ready in the order in which
 * mistakes are cheapest to find.
 */
final class RunSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunSession.class);
    private static final int MOST_LOOPS = 4;
    private static final int STREAMS_A_LOOP = 32;
    private static final int FEWEST_PREPARED = 16;
    private static final int MOST_PREPARED = 1_024;
    private static final long LONGEST_REHEARSAL_MILLIS = 2_000;
    private static final long ONE_HOUR_NANOS = 3_600_000_000_000L;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final BenchmarkPlan plan;
    private final long seed;
    private final Target target;
    private final ProbeReport report;
    private final Sent sent;
    private final ServerFacts facts;
    private final Optional<RunFolder> folder;
    private final DetailSink sink;
    private final NettyLoops loops;
    private final int loopCount;
    private final int mostUsers;
    private final QueuedSupply supply;
    private final GeneratorWatch watch;
    private final LevelRun.Resources resources;
    private boolean ready;

    /**
     * Checks the machine, the folder and the server, and prepares prompts and loops.
     *
     * @param seed of this run: the plan's, or the one that was drawn
     * @throws dev.llmbench.api.LlmBenchException if any of it fails; nothing is left open
     */
    RunSession(BenchmarkPlan plan, long seed, Served served, RunSettings settings) {
        this.plan = plan;
        this.seed = seed;
        this.target = served.target();
        try {
            Descriptors machine = Descriptors.ofThisProcess();
            check(machine, plan);
            mostUsers = machine.most();
            Secrets secrets = Secrets.of(served, settings.environment());
            Redactor redactor = secrets.redactor();
            WireProtocol protocol = Protocols.byId(target.protocol(), settings.protocols());
            Route route = RouteFinder.find(target, plan.requests().timeouts(), secrets, SystemTicker.INSTANCE);
            folder = settings.folder().map(this::makeFolder);
            report = ServerProbe.probe(target, plan, protocol, secrets);
            ServerTokens tokens = ServerTokens.of(target, plan, protocol, secrets, report);
            Questions questions = Questions.of(
                    plan.workload().seed(seed),
                    tokens,
                    tokens,
                    protocol.capabilities().tokenIds());
            List<String> notes = new ArrayList<>(tokens.notes());
            notes.addAll(questions.lengths().notes());
            sent = report.sent(questions.lengths().how(), notes);
            facts = facts(served);
            Clock clock = Clock.systemUTC();
            Optional<Journal> journal =
                    folder.map(made -> opened(made.openJournal(SystemTicker.INSTANCE.nanos(), clock.instant())));
            sink = new DetailSink(journal, redactor);
            loopCount = settings.eventLoops().orElseGet(this::defaultLoops);
            loops = opened(new NettyLoops(loopCount, route, SystemTicker.INSTANCE));
            loops.rehearse(LONGEST_REHEARSAL_MILLIS);
            watch = opened(GeneratorWatch.ofThisProcess());
            for (int i = 0; i < loopCount; i++) {
                LoopLag lag = watch.loop();
                loops.watchLag(i, lag::tick);
            }
            RunEncoder encoder = new RunEncoder(
                    target,
                    plan,
                    protocol,
                    secrets,
                    report.asking(),
                    questions.lengths().addedByServer());
            supply = opened(new QueuedSupply(questions.open(), encoder::encode, preparedRequests()));
            resources = new LevelRun.Resources(
                    loops.lanes(),
                    supply,
                    sink,
                    protocol::decoder,
                    body -> redactor.redact(ErrorBody.message(body, 0, body.length)),
                    new AtomicLong(),
                    Math.max(
                            ONE_HOUR_NANOS,
                            2 * plan.requests().timeouts().total().toNanos()));
            ready = true;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Makes the run's folder before the server is asked; it is taken away again where the server refuses the run. */
    private RunFolder makeFolder(Path results) {
        boolean first = Files.notExists(results);
        RunFolder made = RunFolder.create(results, new Job(plan, target), seed, Clock.system(ZoneId.systemDefault()));
        open.push(() -> {
            if (!ready) {
                made.discard();
                if (first) {
                    Files.deleteIfExists(results);
                }
            }
        });
        return made;
    }

    private ServerFacts facts(Served served) {
        ServerFacts known = served.facts();
        return known.engine().isEmpty() && report.engine().isPresent()
                ? known.withEngine(report.engine().get())
                : known;
    }

    private static void check(Descriptors machine, BenchmarkPlan plan) {
        int streams = plan.load().levels().stream()
                .filter(level -> !(level instanceof LoadLevel.Saturation)) // which takes what there is
                .flatMapToInt(level -> level.maxInFlight().stream())
                .max()
                .orElse(1);
        // The worst case of one server address is the usual one: a benchmark has one target.
        machine.check(streams, true);
    }

    /** How many users this machine can hold open. */
    int mostUsers() {
        return mostUsers;
    }

    private OptionalInt mostInFlight() {
        return plan.load().levels().stream()
                .map(LoadLevel::maxInFlight)
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
    }

    private int defaultLoops() {
        int processors = Runtime.getRuntime().availableProcessors();
        int streams = mostInFlight().orElse(MOST_LOOPS * STREAMS_A_LOOP);
        int wanted = Math.max(1, (streams + STREAMS_A_LOOP - 1) / STREAMS_A_LOOP);
        return Math.min(wanted, Math.min(MOST_LOOPS, processors));
    }

    private int preparedRequests() {
        return Math.max(
                FEWEST_PREPARED, Math.min(MOST_PREPARED, 2 * mostInFlight().orElse(MOST_PREPARED)));
    }

    private <C extends AutoCloseable> C opened(C resource) {
        open.push(resource);
        return resource;
    }

    /** What a level needs, at the lengths of a point. */
    LevelRun.Resources resources(Point point) {
        point.shape().ifPresent(supply::turnTo);
        return resources;
    }

    GeneratorWatch watch() {
        return watch;
    }

    Environment environment() {
        return ClientEnvironment.describe(loopCount, loops.transport());
    }

    Sent sent() {
        return sent;
    }

    ServerFacts facts() {
        return facts;
    }

    /** Further facts for the result. */
    Map<String, String> extra() {
        Map<String, String> extra = new TreeMap<>(report.beforeRun().sums());
        extra.put("planHash", PlanCodec.hash(plan));
        extra.put("seed", Long.toString(seed));
        return extra;
    }

    boolean simulated() {
        return report.simulated();
    }

    Optional<RunFolder> folder() {
        return folder;
    }

    /** How many requests' detail could not be kept so far. */
    long detailDropped() {
        return sink.dropped();
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("something of the run could not be closed", e);
            }
        }
    }
}
