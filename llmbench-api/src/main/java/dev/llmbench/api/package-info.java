/** What to ask, where, and what came back: immutable records and small sealed types. */
@NullMarked
package dev.llmbench.api;

import org.jspecify.annotations.NullMarked;
