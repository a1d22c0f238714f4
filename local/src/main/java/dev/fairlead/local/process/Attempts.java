package dev.fairlead.local.process;

import dev.fairlead.core.port.SecretStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The attempts of one launcher. Confined to its host thread, which {@code later} posts to. */
final class Attempts {
  private static final int REMEMBERED_RELEASES = 10_000;

  private final LauncherSettings settings;
  private final Wrapper wrapper;
  private final SecretStore secrets;
  private final ReportSink sink;
  private final BiConsumer<Duration, Runnable> later;

  private final Map<AttemptDirectory, Dispatch> current = new LinkedHashMap<>();
  private final ArrayDeque<Dispatch> waiting = new ArrayDeque<>();

  /** Released, but its group has not ended yet. */
  private final Map<AttemptDirectory, Gate.Owned> leaving = new LinkedHashMap<>();

  private final Set<AttemptDirectory> slots = new HashSet<>();
  private final Set<AttemptDirectory> released = new HashSet<>();
  private final ArrayDeque<AttemptDirectory> releasedInOrder = new ArrayDeque<>();
  private boolean pollScheduled;
  private boolean tellScheduled;
  private boolean ended;

  Attempts(
      LauncherSettings settings,
      Wrapper wrapper,
      SecretStore secrets,
      ReportSink sink,
      BiConsumer<Duration, Runnable> later) {
    this.settings = settings;
    this.wrapper = wrapper;
    this.secrets = secrets;
    this.sink = sink;
    this.later = later;
  }

  /** An attempt that is written down: takes it up where it is, or tells again where it is. */
  void admit(Attempt attempt) {
    var directory = attempt.directory();
    var known = current.get(directory);
    if (known != null) {
      known.startOver();
      advance(known);
    } else if (leaving.containsKey(directory)) {
      return;
    } else if (released.contains(directory) || directory.isReleased()) {
      leave(directory);
    } else {
      var dispatch = new Dispatch(attempt, sink);
      current.put(directory, dispatch);
      attempt.takeUp();
      if (attempt.phase() instanceof Attempt.Phase.Waiting) {
        waiting.add(dispatch);
      } else {
        advance(dispatch);
      }
    }
  }

  /** Ends an attempt that no longer counts, and forgets it. */
  void leave(AttemptDirectory directory) {
    remember(directory);
    current.remove(directory);
    if (leaving.containsKey(directory) || !directory.exists()) {
      return;
    }
    if (directory.closeGate() instanceof Gate.Owned owner
        && ProcessTable.isAlive(owner)
        && directory.exit().isEmpty()) {
      leaving.put(directory, owner);
      slots.add(directory);
      ProcessTable.signalGroup(owner, "TERM");
      later.accept(settings.killGrace(), () -> kill(directory));
      poll();
    } else {
      forget(directory);
    }
  }

  /** Starts what waits while there are free slots. */
  void startNext() {
    while (!ended && slots.size() < settings.maxParallel() && !waiting.isEmpty()) {
      var next = waiting.remove();
      if (current.get(next.attempt().directory()) == next) {
        next.attempt().start(wrapper, secrets);
        watch(next);
        advance(next);
      }
    }
  }

  /** Kills all processes and waits until they are dead. Nothing happens after it. */
  void end() {
    ended = true;
    var owners = Stream.concat(leaving.values().stream(), running()).toList();
    owners.forEach(owner -> ProcessTable.signalGroup(owner, "TERM"));
    if (!areDeadWithin(settings.killGrace(), owners)) {
      owners.forEach(owner -> ProcessTable.signalGroup(owner, "KILL"));
      areDeadWithin(settings.killGrace(), owners);
    }
  }

  private void advance(Dispatch dispatch) {
    var attempt = dispatch.attempt();
    var directory = attempt.directory();
    if (ended || current.get(directory) != dispatch) {
      return;
    }
    attempt.look();
    if (attempt.isBusy()) {
      slots.add(directory);
    } else {
      slots.remove(directory);
    }
    if (dispatch.send() && dispatch.claimTimer()) {
      later.accept(
          settings.resendInterval(),
          () -> {
            dispatch.freeTimer();
            advance(dispatch);
          });
    }
    if (attempt.isAdopted()) {
      schedulePoll();
    }
    if (attempt.isRunning()) {
      scheduleTell();
    }
  }

  /** One timer for all that run, and none while nothing does. */
  private void scheduleTell() {
    if (!tellScheduled) {
      tellScheduled = true;
      later.accept(
          settings.tellInterval(),
          () -> {
            tellScheduled = false;
            tell();
          });
    }
  }

  private void tell() {
    for (Dispatch dispatch : List.copyOf(current.values())) {
      if (dispatch.attempt().isRunning()) {
        dispatch.tell();
        scheduleTell();
      }
    }
  }

  /** Our own child tells when the gate is decided (it closes its output) and when it ends. */
  private void watch(Dispatch dispatch) {
    if (dispatch.attempt().phase() instanceof Attempt.Phase.Starting(Process process)) {
      Runnable look = () -> later.accept(Duration.ZERO, () -> advance(dispatch));
      Thread.ofVirtual()
          .start(() -> {
            try (var output = process.getInputStream()) {
              output.transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
              // As good as its end.
            }
            look.run();
            try {
              process.waitFor();
            } catch (InterruptedException _) {
              Thread.currentThread().interrupt();
            }
            look.run();
          });
    }
  }

  private void schedulePoll() {
    if (!pollScheduled) {
      pollScheduled = true;
      later.accept(
          settings.pollInterval(),
          () -> {
            pollScheduled = false;
            poll();
          });
    }
  }

  private void poll() {
    current.values().stream()
        .filter(dispatch -> dispatch.attempt().isAdopted())
        .toList()
        .forEach(this::advance);
    for (var entry : List.copyOf(leaving.entrySet())) {
      if (!ProcessTable.isAlive(entry.getValue())) {
        leaving.remove(entry.getKey());
        forget(entry.getKey());
      }
    }
    if (!leaving.isEmpty()) {
      schedulePoll();
    }
  }

  private void kill(AttemptDirectory directory) {
    var owner = leaving.get(directory);
    if (owner != null) {
      ProcessTable.signalGroup(owner, "KILL");
      later.accept(settings.killGrace(), () -> kill(directory));
    }
  }

  private void forget(AttemptDirectory directory) {
    if (directory.gate().isPresent() && directory.exit().isEmpty()) {
      ProcessTable.killMarked(Wrapper.marker(directory));
    }
    slots.remove(directory);
    directory.delete();
  }

  /** So that a late order for it does not bring it back. */
  private void remember(AttemptDirectory directory) {
    if (released.add(directory)) {
      releasedInOrder.add(directory);
      if (releasedInOrder.size() > REMEMBERED_RELEASES) {
        released.remove(releasedInOrder.remove());
      }
    }
  }

  private Stream<Gate.Owned> running() {
    return current.values().stream()
        .map(Dispatch::attempt)
        .filter(Attempt::isBusy)
        .map(attempt -> attempt.directory().closeGate())
        .filter(Gate.Owned.class::isInstance)
        .map(Gate.Owned.class::cast);
  }

  private static boolean areDeadWithin(Duration limit, List<Gate.Owned> owners) {
    var exits =
        owners.stream()
            .filter(ProcessTable::isAlive)
            .flatMap(owner -> ProcessHandle.of(owner.pid()).stream())
            .map(ProcessHandle::onExit)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(exits).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException alive) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
