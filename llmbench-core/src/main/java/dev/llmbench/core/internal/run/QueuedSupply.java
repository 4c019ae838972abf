package dev.llmbench.core.internal.run;

import dev.llmbench.api.Shape;
import dev.llmbench.core.internal.load.PreparedRequest;
import dev.llmbench.core.internal.load.RequestSupply;
import dev.llmbench.core.internal.workload.Question;
import dev.llmbench.core.internal.workload.QuestionSource;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes requests ahead of time on a thread of its own, so that event loops only take them. A loop that finds none makes
 * one itself.
 */
final class QueuedSupply implements RequestSupply, AutoCloseable {
    /** How many bytes of requests wait at the most. */
    private static final long MOST_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(QueuedSupply.class);

    private final QuestionSource questions;
    private final Function<Question, PreparedRequest> encoder;
    private final ConcurrentLinkedQueue<PreparedRequest> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong readyBytes = new AtomicLong();
    private final AtomicLong readyCount = new AtomicLong();
    private final int mostRequests;
    private final Thread maker;
    private long generation; // guarded by questions
    private volatile boolean closed;

    /**
     * Starts to make requests.
     *
     * @param questions what is asked; belongs to this supply from now on
     * @param encoder writes a question as a request; used by several threads
     * @param mostRequests how many requests wait at the most
     */
    QueuedSupply(QuestionSource questions, Function<Question, PreparedRequest> encoder, int mostRequests) {
        this.questions = questions;
        this.encoder = encoder;
        this.mostRequests = mostRequests;
        this.maker = new Thread(this::makeAhead, "llmbench-requests");
        maker.setDaemon(true);
        maker.start();
    }

    @Override
    public PreparedRequest next() {
        PreparedRequest request = ready.poll();
        if (request == null) {
            return encoder.apply(nextQuestion());
        }
        long left = readyCount.decrementAndGet();
        readyBytes.addAndGet(-request.bytes().length);
        if (left * 4 < mostRequests) { // late, so that where all users begin at once it doesn't work beside them
            LockSupport.unpark(maker);
        }
        return request;
    }

    @Override
    public PreparedRequest nextShortened(double share) {
        Question question = nextQuestion();
        int shorter = Math.max(1, (int) Math.ceil(question.outputTokens() * share));
        return encoder.apply(new Question(question.prompt(), question.promptTokens(), shorter));
    }

    private Question nextQuestion() {
        synchronized (questions) {
            return questions.next();
        }
    }

    /** Turns to other lengths: what waits is thrown away, and what is being made is not kept. */
    void turnTo(Shape shape) {
        synchronized (questions) {
            questions.turnTo(shape);
            generation++;
            for (PreparedRequest old = ready.poll(); old != null; old = ready.poll()) {
                readyCount.decrementAndGet();
                readyBytes.addAndGet(-old.bytes().length);
            }
        }
        LockSupport.unpark(maker);
    }

    private void makeAhead() {
        while (!closed) {
            if (readyCount.get() >= mostRequests || readyBytes.get() >= MOST_BYTES) {
                LockSupport.park(this);
                continue;
            }
            try {
                makeOne();
            } catch (RuntimeException e) {
                LOG.debug("no more requests are made ahead", e);
                return; // the loop that finds none ready meets the same failure, and ends its level by it
            }
        }
    }

    private void makeOne() {
        Question question;
        long madeFor;
        synchronized (questions) {
            question = questions.next();
            madeFor = generation;
        }
        PreparedRequest request = encoder.apply(question);
        synchronized (questions) {
            if (madeFor == generation) {
                readyBytes.addAndGet(request.bytes().length);
                readyCount.incrementAndGet();
                ready.add(request);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(maker);
        try {
            maker.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (questions) {
            questions.close();
        }
    }
}
