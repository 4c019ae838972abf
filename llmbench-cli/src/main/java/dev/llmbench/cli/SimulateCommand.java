package dev.llmbench.cli;

import dev.llmbench.api.Target;
import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ModelledServer.Settings;
import java.io.UncheckedIOException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves a simulated model until it is interrupted. */
@Command(
        name = SimulateCommand.NAME,
        description = SimulateCommand.DESCRIPTION,
        footerHeading = "%nExamples:%n",
        footer = {
            "  llmbench simulate --port 8000",
            "  llmbench simulate --gpu 'H100 SXM' --model Llama-3.1-8B-Instruct --engine sglang"
        })
final class SimulateCommand extends BaseCommand {
    static final String NAME = "simulate";
    static final String DESCRIPTION =
            "Serves a simulated model until Ctrl-C: a server with continuous batching that speaks like vLLM,"
                    + " SGLang or Ollama, with fixed times or as fast as a GPU could be.";

    @Option(names = "--port", paramLabel = "P", description = "The port; 0 for a free one (default: 8000).")
    private int port = 8000;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 0.0.0.0 lets other machines in (default: 127.0.0.1).")
    private String host = "127.0.0.1";

    @ArgGroup(exclusive = false, order = 1, heading = "%nModel, hardware and engine:%n")
    private ModelledOptions modelled = new ModelledOptions();

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
        if (modelled.onHardware()) {
            io().err().println("As fast as " + modelled.hardware().words() + " could be at best.");
            modelled.assumedPrecision().ifPresent(io().err()::println);
        }
        io().err().println("Serving the simulated model " + name + " until Ctrl-C. In another terminal:");
        String protocol = modelled.protocol().equals(Target.OPENAI_CHAT) ? "" : " --protocol " + modelled.protocol();
        io().err()
                .println("  llmbench sweep --url " + server.url() + " --model '" + name
                        + "'" + protocol + " --concurrency 1,8,64 --duration 10s --warmup 2s"
                        + " --input-tokens 128 --output-tokens 128");
    }

    private Settings settings() {
        Settings settings = UsageException.changed("--port", modelled.settings(), Optional.of(port), Settings::port);
        settings = UsageException.changed("--host", settings, Optional.of(host), Settings::host);
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
