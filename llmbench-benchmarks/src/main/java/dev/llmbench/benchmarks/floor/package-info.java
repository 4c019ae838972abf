/** How far llmbench is from the least that a client must do: a C program that reads the same answers, measured by turns. */
@NullMarked
package dev.llmbench.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
