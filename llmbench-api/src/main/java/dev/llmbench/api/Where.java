package dev.llmbench.api;

/** Where a plan is carried out: on a server that exists, as a {@link Target}. */
public sealed interface Where permits Target {}
