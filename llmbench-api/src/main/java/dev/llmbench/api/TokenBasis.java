package dev.llmbench.api;

/**
 * On what the weights of token-bearing events rest, as shares of the tokens that arrived in the window.
 *
 * @param exact the server told the count of each event
 * @param prorated the request's total, told at its end, spread evenly over its events
 * @param estimated the request never told its total; the level's ratio of tokens to events, else 1
 */
public record TokenBasis(double exact, double prorated, double estimated) {
    /** Refuses shares outside 0 to 1. */
    public TokenBasis {
        for (double share : new double[] {exact, prorated, estimated}) {
            if (!(share >= 0 && share <= 1 + 1e-9)) {
                throw new IllegalArgumentException("a share must be between 0 and 1, but was " + share);
            }
        }
    }

    /**
     * Returns the basis of most tokens.
     *
     * @return {@code exact}, {@code prorated} or {@code estimated}, or {@code none} without tokens
     */
    public String main() {
        if (exact == 0 && prorated == 0 && estimated == 0) {
            return "none";
        }
        return exact >= prorated && exact >= estimated ? "exact" : prorated >= estimated ? "prorated" : "estimated";
    }
}
