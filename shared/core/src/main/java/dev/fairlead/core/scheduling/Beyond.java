package dev.fairlead.core.scheduling;

import java.time.Instant;

/**
 * What is known of a lane's accounts that were not read: the reader stopped at a bound. Where
 * nothing is said of a lane, all its accounts were read.
 *
 * @param finishTag none of them has a smaller finish tag; not asked for where accounts are looked
 *     up by age alone
 * @param addedAt none of them has an older agenda; not asked for where they are looked up by finish
 *     tag alone
 */
public record Beyond(int lane, double finishTag, Instant addedAt) {}
