package dev.fairlead.core.scheduling;

/**
 * Why an agenda was dispatched: how its customer stood when it was its turn.
 *
 * @param startTag S, in slot-seconds per unit of weight
 * @param virtualTime V of its lane before
 * @param lag slot-seconds that the customer was behind (below 0: ahead of) those it competed with:
 *     its weight times how far its start tag was below the mean of theirs, each counted by its
 *     weight
 * @param share of the slots that were held in the insight, how many the customer held; 0 to 1, and
 *     0 if none were
 * @param older agendas passed over that had waited longer, as far as was seen
 * @param ofHigherPriority agendas passed over that are of a higher level, as far as was seen
 */
public record Receipt(
    double startTag,
    double virtualTime,
    double lag,
    double share,
    int older,
    int ofHigherPriority) {}
