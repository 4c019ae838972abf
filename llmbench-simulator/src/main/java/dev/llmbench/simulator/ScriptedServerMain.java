package dev.llmbench.simulator;

import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A scripted server as a process of its own, started by {@link ScriptedServerProcess}.
 *
 * <p>Arguments: the script's file and a folder. It prints {@code ready <url>} when it listens, serves until its standard input
 * ends (so it never outlives the process that started it), writes {@code stamps.jsonl} into the folder and exits with 0.
 */
public final class ScriptedServerMain {
    /** The file that the stamps are written to. */
    static final String STAMPS = "stamps.jsonl";
    /** What the line begins with that tells the URL. */
    static final String READY = "ready ";

    private ScriptedServerMain() {}

    /**
     * Runs a scripted server.
     *
     * @param args the script's file, the folder
     * @throws IOException when standard input fails
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: ScriptedServerMain SCRIPT.json FOLDER");
            System.exit(2);
        }
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        serve(Script.load(Path.of(args[0])), Path.of(args[1]), System.in, out);
    }

    /** Serves until the input ends. */
    static void serve(Script script, Path folder, InputStream in, PrintStream out) throws IOException {
        try (ScriptedServer server = ScriptedServer.start(script, 0, folder, false)) {
            out.println(READY + server.url());
            in.transferTo(java.io.OutputStream.nullOutputStream());
            server.writeStamps(folder.resolve(STAMPS));
        }
    }
}
