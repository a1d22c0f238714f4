package dev.fairlead.core.lease;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.util.List;
import java.util.Map;

/**
 * What a driver means to build. Nothing outside is touched for it.
 *
 * @param name what people call it, such as a host's address
 * @param attributes what the driver needs to know to build it
 * @param labels what it can be asked for by
 * @param capacity what it has to give
 * @param weight how strongly it draws leases; 1 is usual
 * @param slots names that no other resource may have taken
 * @param children leases it needs on other resources before it can be built, by what it calls them
 */
public record ResourceDraft(
    String name,
    Json.Obj attributes,
    Map<String, String> labels,
    Capacity capacity,
    double weight,
    List<Slot> slots,
    Map<String, ChildRequest> children) {

  /**
   * A lease that a resource needs on another one. It is asked for with the resource's row, by the
   * authority of its blueprint.
   *
   * @param blueprints from which it may be served; empty for any
   */
  public record ChildRequest(
      String type, Amounts requirements, List<String> blueprints, Json.Obj attributes) {
    public ChildRequest {
      blueprints = List.copyOf(blueprints);
    }
  }

  public ResourceDraft {
    labels = Map.copyOf(labels);
    slots = List.copyOf(slots);
    children = Map.copyOf(children);
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("a weight is a number, not " + weight);
    }
  }

  /** For one lease at a time, with nothing special about it. */
  public static ResourceDraft of(String name, Json.Obj attributes) {
    return new ResourceDraft(
        name, attributes, Map.of(), Capacity.EXCLUSIVE, 1, List.of(), Map.of());
  }

  public ResourceDraft labelled(Map<String, String> said) {
    return new ResourceDraft(name, attributes, said, capacity, weight, slots, children);
  }

  public ResourceDraft holding(Capacity other) {
    return new ResourceDraft(name, attributes, labels, other, weight, slots, children);
  }

  public ResourceDraft weighing(double other) {
    return new ResourceDraft(name, attributes, labels, capacity, other, slots, children);
  }

  public ResourceDraft taking(List<Slot> names) {
    return new ResourceDraft(name, attributes, labels, capacity, weight, names, children);
  }

  public ResourceDraft needing(Map<String, ChildRequest> others) {
    return new ResourceDraft(name, attributes, labels, capacity, weight, slots, others);
  }
}
