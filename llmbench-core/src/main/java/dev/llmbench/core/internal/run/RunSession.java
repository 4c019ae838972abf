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
import dev.llmbench.core.internal.file.PromptFingerprint;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.RunRecord;
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
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    private final RunStart start;
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
    private final boolean resumable;
    private boolean ready;

    /**
     * Checks the machine, the folder and the server, and prepares prompts and loops.
     *
     * @param start which run this is, and whether another process has begun it
     * @throws dev.llmbench.api.LlmBenchException if any of it fails; nothing is left open
     */
    RunSession(BenchmarkPlan plan, RunStart start, Served served, RunSettings settings) {
        this.plan = plan;
        this.start = start;
        start.left().ifPresent(left -> open.push(left.lock()));
        this.target = served.target();
        this.resumable = settings.resumable();
        try {
            Descriptors machine = Descriptors.ofThisProcess();
            check(machine, plan);
            mostUsers = machine.most();
            Secrets secrets = Secrets.of(served, settings.environment());
            Redactor redactor = secrets.redactor();
            WireProtocol protocol = Protocols.byId(target.protocol(), settings.protocols());
            Route route = RouteFinder.find(target, plan.requests().timeouts(), secrets, SystemTicker.INSTANCE);
            folder = start.left().isPresent()
                    ? start.left().map(RunStart.Left::folder)
                    : settings.folder().map(this::makeFolder);
            report = ServerProbe.probe(target, plan, protocol, secrets);
            ServerTokens tokens = ServerTokens.of(target, plan, protocol, secrets, report);
            Questions questions = Questions.of(
                    plan.workload().seed(start.record().promptSeed()),
                    tokens,
                    tokens,
                    protocol.capabilities().tokenIds());
            Optional<String> prompts = resumableFolder().flatMap(made -> PromptFingerprint.of(plan.workload()));
            List<String> notes = new ArrayList<>(tokens.notes());
            notes.addAll(questions.lengths().notes());
            sent = report.sent(questions.lengths().how(), notes);
            facts = facts(served);
            Clock clock = Clock.systemUTC();
            RunRecord record = start.record().withProbed(new RunRecord.Server(report.engine(), sent), prompts);
            Optional<Journal.Reopened> journal =
                    folder.map(made -> openJournal(made, SystemTicker.INSTANCE.nanos(), clock.instant()));
            start.left().ifPresent(left -> setResultAside(left.folder()));
            resumableFolder().ifPresent(made -> made.write(record)); // now: a journal that is damaged changes nothing
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
                    protocol,
                    body -> redactor.redact(ErrorBody.message(body, 0, body.length)),
                    new AtomicLong(journal.map(Journal.Reopened::nextId).orElse(0L)),
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
        RunFolder made = RunFolder.create(
                results, new Job(plan, target), start.record().seed(), Clock.system(ZoneId.systemDefault()));
        open.push(() -> {
            if (!ready) {
                made.discard();
                if (first) {
                    Files.deleteIfExists(results);
                }
            }
        });
        if (resumable) {
            made.lockNew().ifPresent(open::push); // before the record: what has none can't be resumed
            made.write(start.record());
        }
        return made;
    }

    /** From here on the folder says more than the result of the process before. */
    private void setResultAside(RunFolder left) {
        if (left.setResultAside()) {
            open.push(() -> {
                if (!ready) {
                    left.putResultBack();
                }
            });
        }
    }

    private Journal.Reopened openJournal(RunFolder made, long nowNanos, Instant now) {
        Journal.Reopened journal = start.left().isPresent()
                ? made.reopenJournal(start.record(), start.journalled(), nowNanos, now)
                : new Journal.Reopened(made.openJournal(nowNanos, now), 0, 0);
        open.push(journal.journal());
        return journal;
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
        return Math.max(FEWEST_PREPARED, Math.min(MOST_PREPARED, mostInFlight().orElse(MOST_PREPARED)));
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
        extra.put("seed", Long.toString(start.record().seed()));
        start.record().server().flatMap(this::changes).ifPresent(words -> extra.put("serverChanged", words));
        return extra;
    }

    private static String way(Sent how) {
        return how.path() + " without " + how.droppedFields() + ", prompts: " + how.promptLengths() + ", usage "
                + how.usage() + (how.lengthForced() ? ", length forced" : "");
    }

    /** What a process that resumes finds otherwise than the one that began: their levels are not of one server. */
    private Optional<String> changes(RunRecord.Server before) {
        List<String> words = new ArrayList<>();
        if (!before.engine().equals(report.engine())) {
            words.add("engine " + before.engine().orElse("unknown") + ", now "
                    + report.engine().orElse("unknown"));
        }
        if (!way(before.sent()).equals(way(sent))) {
            words.add("asked by " + way(before.sent()) + ", now by " + way(sent));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    boolean simulated() {
        return report.simulated();
    }

    Optional<RunFolder> folder() {
        return folder;
    }

    /** Where what a resumption needs is kept, if anywhere. */
    Optional<RunFolder> resumableFolder() {
        return folder.filter(made -> resumable);
    }

    /** Waits until the detail of all requests so far, of every process, is on disk; returns how many there are, if it is. */
    OptionalLong journalled() {
        return sink.kept();
    }

    /** From which moment the journal counts its stamps, if one is kept. */
    OptionalLong journalZero() {
        return sink.zeroNanos();
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
