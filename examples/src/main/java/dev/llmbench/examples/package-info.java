/** Programs that the documentation quotes; compiled with every build. */
@NullMarked
package dev.llmbench.examples;

import org.jspecify.annotations.NullMarked;
