package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.script.Conduct;
import dev.llmbench.simulator.script.Ending;
import dev.llmbench.simulator.script.Outcome;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;

/**
 * Plays one reel on one connection, on its event loop.
 *
 * <p>Every write is due at a fixed distance from the request, so what is late does not delay what follows.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as a closed connection
final class Playback implements Runnable {
    private final Channel channel;
    private final Reel reel;
    private final Recording recording;
    private final long startNanos;
    private final Conduct conduct;
    private final long serverStartNanos;
    private final Runnable whenComplete;
    private int next;
    private boolean over;

    Playback(
            Channel channel,
            Reel reel,
            Recording recording,
            long startNanos,
            Conduct conduct,
            long serverStartNanos,
            Runnable whenComplete) {
        this.channel = channel;
        this.reel = reel;
        this.recording = recording;
        this.startNanos = startNanos;
        this.conduct = conduct;
        this.serverStartNanos = serverStartNanos;
        this.whenComplete = whenComplete;
    }

    /** Sends what is due and comes back for the rest. */
    @Override
    public void run() {
        while (!over) {
            boolean atEnd = next == reel.writes().size();
            long offset =
                    atEnd ? reel.endOffsetNanos() : reel.writes().get(next).offsetNanos();
            long wait = due(offset) - System.nanoTime();
            if (wait > 0) {
                channel.eventLoop().schedule(this, wait, TimeUnit.NANOSECONDS);
                return;
            }
            if (atEnd) {
                end();
                return;
            }
            write(reel.writes().get(next++));
        }
    }

    /** Notes that the client is gone; nothing more is sent. */
    void abandon() {
        if (!over) {
            over = true;
            recording.ended(Outcome.ABANDONED, System.nanoTime());
        }
    }

    private long due(long offset) {
        long nanos = startNanos + conduct.latency().toNanos() + offset;
        return serverStartNanos + conduct.sentNanos(nanos - serverStartNanos);
    }

    private void write(Reel.Write write) {
        var buffer = Unpooled.wrappedBuffer(write.bytes());
        recording.sent(write, System.nanoTime());
        channel.writeAndFlush(buffer);
    }

    private void end() {
        if (reel.ending() == Ending.HANG) {
            return;
        }
        over = true;
        long now = System.nanoTime();
        if (reel.ending() == Ending.RESET) {
            recording.ended(Outcome.RESET, now);
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().closeForcibly(); // past the TLS handler: a reset says no goodbye
        } else if (reel.ending() == Ending.CLOSE) {
            recording.ended(Outcome.CLOSED, now);
            channel.close();
        } else {
            recording.ended(Outcome.COMPLETE, now);
            if (reel.terminator().length > 0) {
                channel.writeAndFlush(Unpooled.wrappedBuffer(reel.terminator()));
            }
            if (reel.closes()) {
                channel.close();
            } else {
                whenComplete.run();
            }
        }
    }
}
