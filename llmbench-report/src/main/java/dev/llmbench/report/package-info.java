/** Results for people and spreadsheets: terminal tables, Markdown, CSV, and progress while a run goes on. */
@NullMarked
package dev.llmbench.report;

import org.jspecify.annotations.NullMarked;
