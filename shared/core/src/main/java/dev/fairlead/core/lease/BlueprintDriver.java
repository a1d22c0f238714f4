package dev.fairlead.core.lease;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;

/**
 * Knows how to find or build, prepare, open and take away resources of one kind. Found by {@link
 * java.util.ServiceLoader}; has no state: whatever it must remember it says in an {@link Outcome}
 * or a draft, and is asked about later.
 *
 * <p>Steps with effects outside (both {@code activate}, both {@code destroy}, {@code remove}) may
 * be taken again after any crash and at the same time by two: they are keyed by the resource's or
 * the lease's id as client token, find what they made before, and come to the same end. None of
 * them waits: what takes long yields. A {@code PortException} that may pass has the step taken
 * again; any other exception breaks what was being activated; {@code destroy} is asked again
 * whatever it throws.
 */
public interface BlueprintDriver {
  /** What blueprints name it by: a small letter, then up to 62 small letters, digits, dashes. */
  String type();

  /** What kind of resource leases ask for to get one of its: unless it says otherwise, its type. */
  default String resourceType() {
    return type();
  }

  /** What a blueprint says under {@code fields}. */
  List<FieldSpec> fields();

  /** Notes what is wrong with a blueprint's fields beyond what their kinds say. */
  default void check(Json.Obj fields, JsonPointer place, Findings findings) {}

  /** Whether any resource of this blueprint could ever serve it. Pure. */
  default boolean canEver(Blueprint blueprint, LeaseRequest request) {
    return true;
  }

  /**
   * Whether it is worth trying to build another. Pure, and a hint: limits and slots decide.
   *
   * @param live the pending and active resources of the blueprint
   */
  default boolean canAllocate(Blueprint blueprint, LeaseRequest request, List<Resource> live) {
    return true;
  }

  /**
   * Plans a resource. Pure: nothing outside exists before its row does.
   *
   * @param live the pending and active resources of the blueprint
   * @return none if it has nothing to offer after all
   */
  Optional<ResourceDraft> allocate(Blueprint blueprint, LeaseRequest request, List<Resource> live);

  /** Builds what a pending resource stands for, or finds that it is built. */
  Outcome activate(Resource resource, Surroundings around);

  /** Whether a pending or active resource suits the request, if it has room. Pure. */
  default boolean canAcquire(Resource resource, LeaseRequest request) {
    return true;
  }

  /**
   * Whether the blueprint as it is now still has what a resource stands for: if not, that takes no
   * new lease, and those on it stay. Pure.
   */
  default boolean isOffered(Blueprint blueprint, Resource resource) {
    return true;
  }

  /**
   * Whether a pending resource may be so for as long as it likes, such as one whose host does not
   * answer: who waits for it gets another one, if there may be more. Pure.
   */
  default boolean isStalled(Resource resource) {
    return false;
  }

  /** What the lease takes of the resource beside its requirements. Pure. */
  default LeaseDraft acquire(Resource resource, Lease lease) {
    return LeaseDraft.PLAIN;
  }

  /** Prepares what an acquired lease needs on its active resource. */
  default Outcome activate(Resource resource, Lease lease, Surroundings around) {
    return Outcome.done();
  }

  /**
   * Whether a resource stays when a lease on it ended. Pure.
   *
   * @param left how many others are on it
   */
  default boolean staysAfter(Resource resource, Lease ended, int left) {
    return true;
  }

  /**
   * Takes away what was prepared for a lease, also what never came to be. Never {@link
   * Outcome.Broken}: it is asked again for ever.
   */
  default Outcome destroy(Resource resource, Lease lease, Surroundings around) {
    return Outcome.done();
  }

  /** Takes away what a resource stands for, also half of it. Never {@link Outcome.Broken}. */
  Outcome destroy(Resource resource, Surroundings around);

  /** Looks whether an active resource is there. */
  Health probe(Resource resource, Surroundings around);

  /** What there is outside that carries a client token of this blueprint's resources. */
  default List<External> list(Blueprint blueprint, Surroundings around) {
    return List.of();
  }

  /** Takes away something that no resource stands for. May be asked again. */
  default void remove(External thing, Surroundings around) {}

  /**
   * Access to what an active lease is on.
   *
   * @param type such as a command, filesystem or http interface
   * @return none if it offers no such thing
   */
  <T> Optional<T> open(Resource resource, Lease lease, Class<T> type, Surroundings around);
}
