package dev.llmbench.core.internal.load;

import dev.llmbench.core.internal.record.RequestRecord;

/** Token weights of a finished request as docs/metrics.md defines them. */
final class RecomputedWeights {
    private RecomputedWeights() {}

    static boolean allExact(RequestRecord request) {
        for (int i = 0; i < request.arrivals().count(); i++) {
            if (request.arrivals().exactTokens()[i] == 0) {
                return false;
            }
        }
        return request.arrivals().count() > 0;
    }

    static long sumOfExact(RequestRecord request) {
        long sum = 0;
        for (int i = 0; i < request.arrivals().count(); i++) {
            sum += request.arrivals().exactTokens()[i];
        }
        return sum;
    }

    /** The output tokens n, or -1. */
    static long tokens(RequestRecord request) {
        return request.tokens().output() >= 0 || !allExact(request)
                ? request.tokens().output()
                : sumOfExact(request);
    }

    static String basis(RequestRecord request) {
        if (allExact(request) && sumOfExact(request) <= tokens(request)) {
            return "exact";
        }
        return tokens(request) >= 0 ? "prorated" : "estimated";
    }

    static double weight(RequestRecord request, int arrival, double ratio) {
        int events = request.arrivals().events()[arrival];
        return switch (basis(request)) {
            case "exact" ->
                request.arrivals().exactTokens()[arrival]
                        + (arrival == request.arrivals().count() - 1 ? tokens(request) - sumOfExact(request) : 0);
            case "prorated" ->
                (double) events * tokens(request) / request.tokens().events();
            default -> events * ratio;
        };
    }
}
