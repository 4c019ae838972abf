/**
 * Facts about GPUs and models, under every name by which clouds, drivers and engines know them, and what follows from them:
 * what fits into memory, and how fast a model can run on a GPU at best.
 */
@NullMarked
package dev.llmbench.catalog;

import org.jspecify.annotations.NullMarked;
