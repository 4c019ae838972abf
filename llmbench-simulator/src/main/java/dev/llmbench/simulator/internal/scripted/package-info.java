/** Plays the answers of a script on a connection and stamps what it sends. */
@NullMarked
package dev.llmbench.simulator.internal.scripted;

import org.jspecify.annotations.NullMarked;
