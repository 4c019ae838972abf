package dev.llmbench.core.internal.record;

import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;

import dev.llmbench.api.spi.DecodeSink;
import org.jspecify.annotations.Nullable;

/**
 * What each token of a request reads or changes. The JVM lays out the fields of a superclass before others: so they share one line of
 * memory, the one that is fetched anyway to see of which class the object is, where {@link RequestTrace} has four.
 */
abstract class TokenTrace implements DecodeSink {
    long firstEvent;
    long firstToken;
    long firstContent;
    long lastToken;
    int events;
    ArrivalBuffer arrivals = new ArrivalBuffer();

    @Nullable
    LiveCounters live;

    int exactEvents;
    long exactTokens;
    long firstTokenWaited;

    @Override
    public void event(long nanos) {
        if (firstEvent == ABSENT) {
            firstEvent = nanos;
        }
    }

    @Override
    public void tokens(long nanos, Channel channel, int itsTokens) {
        if (firstToken == ABSENT) {
            firstToken = nanos;
        }
        if (firstContent == ABSENT && channel == Channel.CONTENT) {
            firstContent = nanos;
        }
        lastToken = nanos;
        events++;
        if (itsTokens > 0) {
            exactEvents++;
            exactTokens += itsTokens;
        }
        arrivals.add(nanos, itsTokens);
        if (live != null) {
            live.event(nanos, itsTokens);
        }
    }
}
