package dev.fairlead.core.lease;

/** The places that a blueprint with a limit has for its resources, as slots. */
public final class LimitSlot {
  private LimitSlot() {}

  /** One of a blueprint's places, from 0. */
  public static Slot of(Blueprint blueprint, int place) {
    return new Slot("limit/" + blueprint.id() + "/" + place);
  }
}
