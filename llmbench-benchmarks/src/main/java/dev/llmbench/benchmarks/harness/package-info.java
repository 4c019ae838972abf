/** Measuring other processes fairly: pinned to a core, sampled from outside, in pairs, and only while nobody steals the CPU. */
@NullMarked
package dev.llmbench.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
