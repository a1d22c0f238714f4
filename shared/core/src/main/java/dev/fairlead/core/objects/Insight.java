package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import java.util.Optional;

/**
 * A scheduling queue, as its object says.
 *
 * @param owner whose it is; only the built-in insight may be nobody's
 * @param pool the resource pool that it belongs to; only the built-in insight may have none
 * @param queueSize dispatched agendas that nobody has claimed, 0 to {@value #MAX_QUEUE_SIZE}
 * @param algorithm the name of what decides who is next
 * @param rank of two that fit, the lower goes first
 * @param terms by what it divides what it has
 * @param fields all that the object says, for who needs more of it
 */
public record Insight(
    String id,
    Optional<CustomerId> owner,
    String title,
    Optional<String> pool,
    int queueSize,
    String algorithm,
    Mappers mappers,
    int rank,
    Sharing sharing,
    InsightTerms terms,
    Json.Obj fields) {
  /** The largest {@code queueSize}. */
  public static final int MAX_QUEUE_SIZE = 999;

  /** Goes by age, and needs nothing else. */
  public static final String FIFO = "fifo";

  /** Agendas that are dispatched from an insight and not claimed, unless it says otherwise. */
  static final int USUAL_QUEUE_SIZE = 100;

  private static final String DEFAULT_ID = "default";

  /**
   * Where agendas go that nothing binds elsewhere, as it is until an operator stores an object of
   * its id. Every environment has it.
   */
  public static final Insight DEFAULT =
      of(
          DEFAULT_ID,
          Optional.empty(),
          ObjectFields.read(
              ObjectKind.INSIGHT,
              Optional.of(DEFAULT_ID),
              Json.object().put(ObjectFields.TITLE, "Whatever nothing else takes").build(),
              new Findings()));

  /** Whether it goes by more than age, or limits what its agendas hold, whoever's they are. */
  public boolean isLimited() {
    return !algorithm.equals(FIFO) || !terms.limits().isNone() || !terms.customerLimits().isNone();
  }

  /** Whether an id is that of the insight that every environment has. */
  public static boolean isDefault(String id) {
    return id.equals(DEFAULT_ID);
  }

  /** Reads the fields of an insight, which are known to be right. */
  public static Insight of(String id, Optional<CustomerId> owner, Json.Obj fields) {
    return new Insight(
        id,
        owner,
        fields.text(ObjectFields.TITLE).orElse(id),
        fields.text(ObjectFields.RESOURCE_POOL),
        fields.whole(ObjectFields.QUEUE_SIZE).map(Math::toIntExact).orElse(USUAL_QUEUE_SIZE),
        fields.text(ObjectFields.ALGORITHM).orElse(FIFO),
        Mappers.of(fields),
        fields.whole(ObjectFields.RANK).map(Math::toIntExact).orElse(0),
        Sharing.of(fields),
        InsightTerms.of(fields),
        fields);
  }

  /** Whether, and by whom, it is held or drained. */
  public Optional<Halt> halt() {
    return Halt.of(fields);
  }

  /** Whether a customer may have its agendas bound to it. */
  public boolean isVisibleTo(CustomerId customer) {
    return sharing.isGlobal()
        || owner.filter(customer::equals).isPresent()
        || sharing.allowed().contains(customer.value());
  }
}
