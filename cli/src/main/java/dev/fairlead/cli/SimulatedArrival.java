package dev.fairlead.cli;

import dev.fairlead.core.binding.Subject;
import dev.fairlead.core.scheduling.replay.Arrival;

/**
 * An arrival that is not bound yet.
 *
 * @param subject what decides where it is
 */
record SimulatedArrival(Arrival arrival, Subject subject) {}
