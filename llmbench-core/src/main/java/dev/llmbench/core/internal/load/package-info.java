/**
 * When to send: users and schedules on event loops, and the phases of a level. Knows nothing of sockets, so that tests
 * run whole levels in virtual time.
 */
@NullMarked
package dev.llmbench.core.internal.load;

import org.jspecify.annotations.NullMarked;
