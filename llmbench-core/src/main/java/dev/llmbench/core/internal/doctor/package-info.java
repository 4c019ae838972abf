/** A look at a server and at this machine before anything is measured. */
@NullMarked
package dev.llmbench.core.internal.doctor;

import org.jspecify.annotations.NullMarked;
