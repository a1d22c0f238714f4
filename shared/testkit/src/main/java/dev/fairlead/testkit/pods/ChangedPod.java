package dev.fairlead.testkit.pods;

import dev.fairlead.core.pod.PodFacts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The facts of a pod with some of them changed. */
public final class ChangedPod {
  private final PodFacts facts;
  private PodFacts.Phase phase;
  private Optional<Instant> deletedAt;
  private Optional<String> reason;
  private Optional<String> unschedulable;
  private Optional<PodFacts.Waiting> waiting;
  private Optional<Instant> running;
  private Optional<PodFacts.Ended> ended;
  private PodFacts.Said said;
  private Optional<String> told;

  public ChangedPod(PodFacts facts) {
    this.facts = facts;
    this.phase = facts.phase();
    this.deletedAt = facts.deletedAt();
    this.reason = facts.reason();
    this.unschedulable = facts.unschedulable();
    this.waiting = facts.waiting();
    this.running = facts.runningSince();
    this.ended = facts.ended();
    this.said = facts.said();
    this.told = facts.order().told();
  }

  public ChangedPod phase(PodFacts.Phase now) {
    phase = now;
    return this;
  }

  public ChangedPod deletedAt(Instant at) {
    deletedAt = Optional.of(at);
    return this;
  }

  public ChangedPod reason(String word) {
    reason = Optional.of(word);
    return this;
  }

  public ChangedPod unschedulable(String why) {
    unschedulable = Optional.of(why);
    return this;
  }

  public ChangedPod waiting(String word, String sentence) {
    waiting = Optional.of(new PodFacts.Waiting(word, sentence));
    return this;
  }

  public ChangedPod running(Optional<Instant> since) {
    running = since;
    return this;
  }

  public ChangedPod ended(Optional<PodFacts.Ended> end) {
    ended = end;
    return this;
  }

  public ChangedPod said(Optional<String> progress, Optional<String> result) {
    said = new PodFacts.Said(progress, result, said.parts(), said.asked(), said.answered());
    return this;
  }

  public ChangedPod parts(int number) {
    said = new PodFacts.Said(said.progress(), said.result(), number, said.asked(), said.answered());
    return this;
  }

  public ChangedPod asked(Map<String, String> wanted) {
    said =
        new PodFacts.Said(
            said.progress(), said.result(), said.parts(), new TreeMap<>(wanted), said.answered());
    return this;
  }

  public ChangedPod answered(Set<String> names) {
    said = new PodFacts.Said(said.progress(), said.result(), said.parts(), said.asked(), names);
    return this;
  }

  public ChangedPod told(String text) {
    told = Optional.of(text);
    return this;
  }

  public PodFacts build() {
    var order = facts.order();
    return new PodFacts(
        facts.pod(),
        facts.uid(),
        facts.key(),
        facts.attempt(),
        facts.createdAt(),
        phase,
        facts.node(),
        deletedAt,
        reason,
        facts.message(),
        unschedulable,
        waiting,
        running,
        ended,
        said,
        new PodFacts.Ordered(
            order.startsWithin(),
            order.silence(),
            order.keep(),
            order.isIdempotent(),
            order.longest(),
            order.secrets(),
            told));
  }
}
