package dev.fairlead.watcher;

import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.launcher.PodNotes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a watcher told of pods, in its memory. On the pods it would take the right to patch them,
 * which Kubernetes cannot limit to annotations: whoever has it may put another image into a pod.
 * What the watcher forgets when it ends it tells again, as the monitor does beside it: what is told
 * twice counts once. Thread-safe. Some hundred bytes for each pod that is there.
 */
final class OwnNotes implements PodNotes {
  /**
   * A note.
   *
   * @param before what the pod itself said then: once others write on it, that is the news
   */
  private record Note(Optional<String> before, String told) {}

  private final Map<String, Note> notes = new ConcurrentHashMap<>();

  @Override
  public Optional<String> of(PodFacts pod) {
    return Optional.ofNullable(notes.get(pod.uid()))
        .filter(note -> note.before().equals(pod.order().told()))
        .map(Note::told)
        .or(() -> pod.order().told());
  }

  @Override
  public void write(PodFacts pod, String told) {
    notes.put(pod.uid(), new Note(pod.order().told(), told));
  }

  /** A pod is gone, and its note with it. */
  void forget(PodFacts pod) {
    notes.remove(pod.uid());
  }
}
