/** How accurate llmbench is: many scripts and loads, each held against what the server really sent. */
@NullMarked
package dev.llmbench.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
