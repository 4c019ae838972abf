/**
 * Other load generators beside llmbench, by turns against the same server: how far their figures are from what the server
 * did, what a token costs them, and up to which speed their figures hold.
 */
@NullMarked
package dev.llmbench.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
