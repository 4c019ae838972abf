package dev.llmbench.cli;

import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ModelledServer.Settings;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a simulated model until it is interrupted. */
@Command(
        name = "simulate",
        description = "Serves a simulated model until Ctrl-C: an OpenAI-compatible server with continuous batching.",
        footerHeading = "%nExample:%n",
        footer = {"  llmbench simulate --port 8000"})
final class SimulateCommand extends BaseCommand {
    @Option(names = "--port", paramLabel = "P", description = "The port; 0 for a free one (default: 8000).")
    private int port = 8000;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 0.0.0.0 lets other machines in (default: 127.0.0.1).")
    private String host = "127.0.0.1";

    @Option(names = "--model", paramLabel = "NAME", description = "The model's name (default: simulated-8b).")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--max-sequences",
            paramLabel = "N",
            description = "Requests that are worked on at the same time; more wait (default: 64).")
    private Optional<Integer> maxSequences = Optional.empty();

    @Option(
            names = "--max-model-length",
            paramLabel = "N",
            description = "Tokens of prompt and answer together (default: 8192).")
    private Optional<Integer> maxModelLength = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the answers (default: 1).")
    private Optional<Long> seed = Optional.empty();

    SimulateCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        Settings settings = settings();
        try (ModelledServer server = start(settings);
                Interrupts.Watch watch = io().interrupts().watch(server::close)) {
            io().out().println(server.url());
            io().out().flush();
            tell(server);
            server.awaitClose();
            return watch.interrupted() ? ExitCode.INTERRUPTED : ExitCode.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    private void tell(ModelledServer server) {
        String name = server.settings().model();
        io().err().println("Serving the simulated model " + name + " until Ctrl-C. In another terminal:");
        io().err()
                .println("  llmbench sweep --url " + server.url() + " --model '" + name
                        + "' --concurrency 1,8,64 --duration 10s --warmup 2s"
                        + " --input-tokens 128 --output-tokens 128");
    }

    private Settings settings() {
        Settings settings = UsageException.changed("--port", Settings.defaults(), Optional.of(port), Settings::port);
        settings = UsageException.changed("--host", settings, Optional.of(host), Settings::host);
        settings = UsageException.changed("--model", settings, model, Settings::model);
        settings = UsageException.changed("--max-sequences", settings, maxSequences, Settings::maxSequences);
        settings = UsageException.changed("--max-model-length", settings, maxModelLength, Settings::maxModelLength);
        return UsageException.changed("--seed", settings, seed, Settings::seed);
    }

    private static ModelledServer start(Settings settings) {
        try {
            return ModelledServer.start(settings);
        } catch (UncheckedIOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
