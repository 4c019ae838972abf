package dev.llmbench.core.internal.watch;

import dev.llmbench.api.ConfigurationException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many streams this machine can hold at once.
 *
 * @param limit how many file descriptors this process may open; empty when unknown
 * @param open how many are open already; empty when unknown
 * @param ports local ports for connections to one remote address; empty when unknown
 */
public record Descriptors(OptionalLong limit, OptionalLong open, Optional<PortRange> ports) {
    /** Files, jars and pipes opened after the check. */
    private static final long RESERVE = 100;

    private static final long WHOLE_THOUSAND = 1_000;
    private static final PortRange WIDEST = new PortRange(1_024, 65_535);

    /**
     * Local ports that the system hands out.
     *
     * @param first the lowest
     * @param last the highest
     */
    public record PortRange(int first, int last) {
        static final String PATH = "/proc/sys/net/ipv4/ip_local_port_range";

        static Optional<PortRange> parse(String text) {
            String[] ends = text.strip().split("\\s+", -1);
            try {
                return ends.length == 2
                        ? Optional.of(new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        long count() {
            return Math.max(0, last - first + 1);
        }
    }

    /**
     * Reads the limits of this process and machine.
     *
     * @return the limits
     */
    public static Descriptors ofThisProcess() {
        return read(new SystemProcess(), new SystemTexts());
    }

    static Descriptors read(Sources.ProcessFigures process, Sources.Texts files) {
        return new Descriptors(
                process.descriptorLimit(),
                process.openDescriptors(),
                files.read(PortRange.PATH).flatMap(PortRange::parse));
    }

    /**
     * Refuses more streams than can be held.
     *
     * @param streams how many requests may be under way at once
     * @param singleAddress whether all go to one address and port, so that each needs a local port of its own
     * @throws ConfigurationException if this process can't hold so many; the message says what to do
     */
    public void check(int streams, boolean singleAddress) {
        refusal(streams, singleAddress).ifPresent(words -> {
            throw new ConfigurationException(words);
        });
    }

    /**
     * Returns how many requests to one address can be under way at once, as far as this machine tells.
     *
     * @return at least 1; {@link Integer#MAX_VALUE} where nothing is known
     */
    public int most() {
        long most = Integer.MAX_VALUE;
        if (limit.isPresent()) {
            most = Math.min(most, limit.getAsLong() - open.orElse(0) - RESERVE);
        }
        if (ports.isPresent()) {
            most = Math.min(most, ports.get().count());
        }
        return (int) Math.max(1, most);
    }

    /**
     * Returns why so many streams can't be held.
     *
     * @param streams how many requests may be under way at once
     * @param singleAddress whether all go to one address and port, so that each needs a local port of its own
     * @return the reason with the remedy, or empty when nothing speaks against it
     */
    public Optional<String> refusal(int streams, boolean singleAddress) {
        return tooFewDescriptors(streams).or(() -> singleAddress ? tooFewPorts(streams) : Optional.empty());
    }

    private Optional<String> tooFewDescriptors(int streams) {
        long needed = streams + open.orElse(0) + RESERVE;
        if (limit.isEmpty() || limit.getAsLong() >= needed) {
            return Optional.empty();
        }
        long enough = (long) Math.ceil(needed * 1.05 / WHOLE_THOUSAND) * WHOLE_THOUSAND;
        return Optional.of(number(streams) + " requests at once need " + number(streams)
                + " file descriptors, but this process may open " + number(limit.getAsLong())
                + (open.isPresent() ? " and has " + number(open.getAsLong()) + " open" : "")
                + ". Raise the limit with `ulimit -n " + enough
                + "` before starting (above the hard limit as administrator), or ask for less concurrency.");
    }

    private Optional<String> tooFewPorts(int streams) {
        if (ports.isEmpty() || ports.get().count() >= streams) {
            return Optional.empty();
        }
        String remedy = streams <= WIDEST.count()
                ? "Widen the range with `sysctl -w net.ipv4.ip_local_port_range=\"" + WIDEST.first + " " + WIDEST.last
                        + "\"` as administrator, or ask for less concurrency."
                : "Even the widest range has only " + number(WIDEST.count()) + ": ask for less concurrency.";
        return Optional.of(number(streams) + " requests at once to one address need " + number(streams)
                + " local ports, but this machine has only "
                + number(ports.get().count()) + " ("
                + ports.get().first + " to " + ports.get().last + "). " + remedy);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
