/**
 * What a scripted server answers, as immutable data: start at {@link dev.llmbench.simulator.script.Answers} for one answer
 * and at {@link dev.llmbench.simulator.script.Script} for the order of answers; {@link
 * dev.llmbench.simulator.script.RequestStamps} tells when every event really was sent.
 */
@NullMarked
package dev.llmbench.simulator.script;

import org.jspecify.annotations.NullMarked;
