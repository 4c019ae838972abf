/** What a plug-in implements: small interfaces without foreign types. */
@NullMarked
package dev.llmbench.api.spi;

import org.jspecify.annotations.NullMarked;
