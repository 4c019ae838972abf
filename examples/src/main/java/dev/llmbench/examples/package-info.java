/** Programs that the documentation quotes; compiled and run with every build. */
@NullMarked
package dev.llmbench.examples;

import org.jspecify.annotations.NullMarked;
