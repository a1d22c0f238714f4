package dev.fairlead.watcher;

import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.port.PortException;
import dev.fairlead.launcher.PodMonitor;
import dev.fairlead.launcher.PodReports;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The pods of one namespace, or of all. What a look can't tell is told by a later one, since the
 * pod is still there; what could not be told of a pod that is gone is kept until it can.
 */
final class Watched implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Watched.class.getName());

  /** Beyond it the oldest are left to executors, which ask after their pods themselves. */
  static final int MOST_KEPT = 500;

  /** How the watch of it is begun. */
  interface Watch {
    /**
     * Begins.
     *
     * @return ends it
     * @throws PortException when it can't be watched now
     */
    AutoCloseable begin(Consumer<PodFacts> seen, Consumer<PodFacts> gone);
  }

  private final PodMonitor monitor;
  private final PodReports reports;
  private final OwnNotes notes;
  private final Watch watch;
  private final Deque<PodFacts> untold = new ArrayDeque<>();
  private Optional<AutoCloseable> open = Optional.empty();

  Watched(PodMonitor monitor, PodReports reports, OwnNotes notes, Watch watch) {
    this.monitor = monitor;
    this.reports = reports;
    this.notes = notes;
    this.watch = watch;
  }

  /**
   * One turn: begins the watch if that could not be done before, tells what is kept, and looks at
   * all.
   *
   * @param step is run after each thing that was tried
   * @throws RuntimeException what failed first; the rest was tried
   */
  void turn(Runnable step) {
    Optional<RuntimeException> failure = attempt(this::begin);
    step.run();
    for (PodFacts pod : kept()) {
      gone(pod);
      step.run();
    }
    try {
      monitor.sweep(step);
    } catch (RuntimeException sweep) {
      failure.ifPresent(sweep::addSuppressed);
      throw sweep;
    }
    failure.ifPresent(first -> {
      throw first;
    });
  }

  private static Optional<RuntimeException> attempt(Runnable step) {
    try {
      step.run();
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  private void begin() {
    if (open.isEmpty()) {
      open = Optional.of(watch.begin(reports::look, this::gone));
    }
  }

  /** By the watch's thread, or a turn. */
  private void gone(PodFacts pod) {
    try {
      reports.gone(pod);
      notes.forget(pod);
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "that " + pod.pod() + " is gone could not be told", failure);
      keep(pod);
    }
  }

  private synchronized void keep(PodFacts pod) {
    if (untold.size() == MOST_KEPT) {
      untold.removeFirst();
    }
    untold.addLast(pod);
  }

  private synchronized List<PodFacts> kept() {
    List<PodFacts> all = List.copyOf(untold);
    untold.clear();
    return all;
  }

  @Override
  public void close() {
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (Exception failure) {
      LOG.log(Level.WARNING, "a watch did not end cleanly", failure);
    }
  }
}
