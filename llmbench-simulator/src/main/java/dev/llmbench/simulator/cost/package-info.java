/** What the steps of a modelled engine cost: fixed times, or what a GPU's memory and arithmetic allow. */
@NullMarked
package dev.llmbench.simulator.cost;

import org.jspecify.annotations.NullMarked;
