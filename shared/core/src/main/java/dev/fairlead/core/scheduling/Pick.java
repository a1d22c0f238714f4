package dev.fairlead.core.scheduling;

/**
 * An agenda to be dispatched.
 *
 * @param startTag S, in slot-seconds per unit of weight
 * @param charge slot-seconds that its account was charged; its settlement gives them back and takes
 *     what it used
 */
public record Pick(Waiting waiting, double startTag, double charge, Receipt receipt) {}
