package dev.fairlead.bench.coldstart;

import java.util.Optional;

/**
 * One start of one function.
 *
 * @param firstMillis from fork to the first answer
 * @param cpuMillis processor time until then
 * @param secondMillis from the second event to its answer
 * @param peakBytes the most memory the process had
 * @param calls calls of AWS that the first answer took
 */
record Start(
    long firstMillis, long cpuMillis, long secondMillis, Optional<Long> peakBytes, int calls) {}
