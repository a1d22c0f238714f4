package dev.fairlead.testkit.leases;

import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.Outcome;
import dev.fairlead.core.lease.ResourceId;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What is outside of a {@link TestDriver}: the things that it made, by client token, and what goes
 * wrong next. Safe for many threads.
 */
public final class TestWorld {
  /** Where something can go wrong. */
  public enum Step {
    ACTIVATE_RESOURCE,
    ACTIVATE_LEASE,
    DESTROY_LEASE,
    DESTROY_RESOURCE
  }

  private final Set<ResourceId> things = Collections.synchronizedSet(new TreeSet<>());
  private final Set<LeaseId> prepared = Collections.synchronizedSet(new TreeSet<>());
  private final Set<ResourceId> dead = Collections.synchronizedSet(new TreeSet<>());
  private final Map<ResourceId, Integer> made = Collections.synchronizedMap(new TreeMap<>());
  private final Map<Step, Deque<Supplier<Outcome>>> script = new EnumMap<>(Step.class);

  /** Has the next step of a kind come out so, or throw. */
  public synchronized TestWorld next(Step step, Supplier<Outcome> outcome) {
    script.computeIfAbsent(step, _ -> new ArrayDeque<>()).add(outcome);
    return this;
  }

  synchronized Optional<Supplier<Outcome>> scripted(Step step) {
    return Optional.ofNullable(script.get(step)).map(Deque::poll);
  }

  /** The things there are. */
  public Set<ResourceId> things() {
    return Set.copyOf(things);
  }

  /** Leases that something is prepared for. */
  public Set<LeaseId> prepared() {
    return Set.copyOf(prepared);
  }

  /** How often a thing came to be that was not there. */
  public int made(ResourceId token) {
    return made.getOrDefault(token, 0);
  }

  /** All things that ever came to be. */
  public int madeEver() {
    return made.size();
  }

  /** Something that no resource stands for. */
  public void leave(ResourceId token) {
    things.add(token);
  }

  /** A thing that never answers again. */
  public void kill(ResourceId token) {
    dead.add(token);
  }

  boolean isDead(ResourceId token) {
    return dead.contains(token);
  }

  void make(ResourceId token) {
    if (things.add(token)) {
      made.merge(token, 1, Integer::sum);
    }
  }

  void remove(ResourceId token) {
    things.remove(token);
  }

  void prepare(LeaseId lease) {
    prepared.add(lease);
  }

  void clear(LeaseId lease) {
    prepared.remove(lease);
  }
}
