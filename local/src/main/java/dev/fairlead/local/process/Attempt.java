package dev.fairlead.local.process;

import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.RedactedEnding;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;

/** One attempt on its way from order to end. Confined to the launcher's thread. */
final class Attempt {
  /** How far it is. */
  sealed interface Phase {
    /** For a free slot. */
    record Waiting() implements Phase {}

    /** A wrapper of ours is on its way to the gate; an older one may be, too. */
    record Starting(Process wrapper) implements Phase {}

    /**
     * Through the gate.
     *
     * @param adopted not a child of this JVM, so that nobody tells us when it ends
     */
    record Running(Gate.Owned owner, boolean adopted) implements Phase {}

    /** Ended, and reported until released. */
    record Over(Report.Ended report) implements Phase {}
  }

  private final Order order;
  private final AttemptDirectory directory;
  private final InstantSource clock;
  private Phase phase = new Phase.Waiting();

  Attempt(Order order, AttemptDirectory directory, InstantSource clock) {
    this.order = order;
    this.directory = directory;
    this.clock = clock;
  }

  Order order() {
    return order;
  }

  AttemptDirectory directory() {
    return directory;
  }

  Phase phase() {
    return phase;
  }

  /** Whether it holds one of the launcher's slots. */
  boolean isBusy() {
    return phase instanceof Phase.Starting || phase instanceof Phase.Running;
  }

  /** Whether it runs and nobody will tell us when it ends. */
  boolean isAdopted() {
    return phase instanceof Phase.Running(Gate.Owned _, boolean adopted) && adopted;
  }

  /** Goes on where an earlier launcher left it: the gate, if decided, says how far it came. */
  void takeUp() {
    directory.gate().ifPresent(gate -> enter(gate, true));
  }

  /** Starts a wrapper, or ends the attempt if that can't be. */
  void start(Wrapper wrapper, SecretStore secrets) {
    takeUp();
    if (!(phase instanceof Phase.Waiting)) {
      return;
    }
    try {
      switch (secretsOfIt().open(order, secrets)) {
        case AttemptSecrets.Opening.Missing(String sentence) ->
            enter(new Ending.Failed(new Diagnostic("secret", sentence)));
        case AttemptSecrets.Opening.Open(Order open) -> start(open, wrapper);
      }
    } catch (IOException | UncheckedIOException | PortException unable) {
      enter(directory.closeGate(), true);
    }
  }

  private void start(Order open, Wrapper wrapper) throws IOException {
    switch (ShellPayload.read(open.payload())) {
      case ShellPayload.Reading.Malformed(Diagnostic diagnostic) ->
          enter(new Ending.Failed(diagnostic));
      case ShellPayload.Reading.Valid(ShellPayload payload) ->
          phase = new Phase.Starting(wrapper.start(open, payload, directory));
    }
  }

  private AttemptSecrets secretsOfIt() {
    return new AttemptSecrets(directory);
  }

  /** What it printed and says of itself, as others may read it. Cost: nothing, or a small file. */
  AttemptWords words() {
    return new AttemptWords(directory, secretsOfIt().redaction(order));
  }

  /** Whether it has come as far as its command, and is not known to have ended. */
  boolean isRunning() {
    return phase instanceof Phase.Running;
  }

  /** That it is alive, now. */
  Report.Beat beat() {
    return new Report.Beat(order.key().operation(), order.attempt(), clock.instant());
  }

  /** Finds out whether it has come further. Cost: two or three small files. */
  void look() {
    if (phase instanceof Phase.Starting(Process wrapper)) {
      // Alive first, gate second: a wrapper that is dead by now has left what it had to leave.
      boolean alive = wrapper.isAlive();
      var gate = directory.gate();
      if (gate.isPresent() || !alive) {
        var decided = gate.orElseGet(directory::closeGate);
        enter(decided, !(decided instanceof Gate.Owned owner && owner.pid() == wrapper.pid()));
      }
    }
    if (phase instanceof Phase.Running(Gate.Owned owner, boolean _)) {
      boolean alive = ProcessTable.isAlive(owner);
      var exit = directory.exit();
      if (exit.isPresent()) {
        phase = new Phase.Over(ended(1, AttemptEnding.of(directory, exit.get().code()), exit));
      } else if (!alive) {
        ProcessTable.killMarked(Wrapper.marker(directory));
        var diagnostic = new Diagnostic("lost", "The process was killed from outside.");
        phase = new Phase.Over(ended(1, new Ending.Lost(diagnostic), exit));
      }
    }
  }

  /** The report that it started, once it has. */
  Optional<Report.Started> started() {
    boolean has =
        phase instanceof Phase.Running
            || (phase instanceof Phase.Over(Report.Ended report) && report.starts() > 0);
    return has
        ? Optional.of(
            new Report.Started(order.key().operation(), order.attempt(), 1, directory.startedAt()))
        : Optional.empty();
  }

  private void enter(Gate gate, boolean adopted) {
    phase =
        switch (gate) {
          case Gate.Owned owner -> new Phase.Running(owner, adopted);
          case Gate.Closed() ->
              new Phase.Over(
                  ended(
                      0,
                      new Ending.Lost(new Diagnostic("lost", "The process could not be started.")),
                      Optional.empty()));
        };
  }

  private void enter(Ending ending) {
    phase = new Phase.Over(ended(0, ending, Optional.empty()));
  }

  private Report.Ended ended(int starts, Ending ending, Optional<AttemptDirectory.Exit> exit) {
    return new Report.Ended(
        order.key().operation(),
        order.attempt(),
        starts,
        starts > 0 ? Optional.of(directory.startedAt()) : Optional.empty(),
        exit.map(AttemptDirectory.Exit::at).orElseGet(clock::instant),
        RedactedEnding.of(ending, secretsOfIt().redaction(order)));
  }
}
