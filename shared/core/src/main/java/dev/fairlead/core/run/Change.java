package dev.fairlead.core.run;

import dev.fairlead.core.agenda.Verb;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One transition in a journal entry. The journal is these and nothing else. */
public sealed interface Change {
  /** When it happened, by the clock of who saw it. */
  Instant at();

  /** A change of the agenda itself. */
  sealed interface OfAgenda extends Change {}

  /** The agenda's attempt began. */
  record AgendaStarted(int attempt, Instant at) implements OfAgenda {}

  /** Nothing new is started until the agenda is resumed. */
  record AgendaPaused(String by, Instant at) implements OfAgenda {}

  /** A paused agenda goes on. */
  record AgendaResumed(String by, Instant at) implements OfAgenda {}

  /**
   * The agenda is to end; nothing new of its main part is started.
   *
   * @param towards how it will have ended: failed, cancelled or timed out
   * @param diagnostic why
   */
  record AgendaDraining(AgendaOutcome towards, Diagnostic diagnostic, Instant at)
      implements OfAgenda {}

  /** The agenda's deadline has passed before its end. A warning; told once. */
  record AgendaLate(Instant deadline, Instant at) implements OfAgenda {}

  /**
   * Nothing can come to be due before a moment, unless somebody appends an entry: until then the
   * agenda's alarm does not ring. Only the last entry counts: whatever follows has woken it.
   */
  record AgendaAsleep(Instant until, Instant at) implements OfAgenda {}

  /**
   * Somebody had the agenda bound anew while it waited.
   *
   * @param from the insight that it waited in
   * @param to the one that it waits in since
   * @param reason that was given for it
   */
  record AgendaRebound(String from, String to, String by, String reason, Instant at)
      implements OfAgenda {}

  /** The agenda is over. Exactly one per attempt: its terminal event. */
  record AgendaEnded(AgendaOutcome outcome, Instant at) implements OfAgenda {}

  /**
   * The agenda is done again, in whole or in part: the next change starts its next attempt.
   *
   * @param by who wants that; {@link #RETRY} for the agenda's own policy
   * @param documentSha256 another document to run by from now on
   * @param notBefore when the next attempt may start, if not at once
   */
  record AgendaReset(
      Reset which,
      String by,
      Optional<String> documentSha256,
      Optional<Instant> notBefore,
      Instant at)
      implements OfAgenda {
    /** The agenda's own policy. */
    public static final String RETRY = "retry";
  }

  /**
   * The agenda has more operations.
   *
   * @param by the operation whose result lists them
   * @param names in order
   */
  record OperationsAdded(String by, List<String> names, Instant at) implements Change {
    public OperationsAdded {
      names = List.copyOf(names);
    }
  }

  /**
   * An attempt asked for operations beside itself.
   *
   * @param taken the names that it gives them
   * @param refused the others, each with its problems as JSON
   * @param asked where what was asked is
   */
  record DependentsAsked(
      String by,
      int attempt,
      List<String> taken,
      SortedMap<String, Json> refused,
      Output asked,
      Instant at)
      implements Change {
    public DependentsAsked {
      taken = List.copyOf(taken);
      refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }
  }

  /**
   * The agenda waits for its inventory.
   *
   * @param holder the agenda that has it
   */
  record InventoryAwaited(String holder, Instant at) implements Change {}

  /**
   * The agenda got hold of its inventory, until its end.
   *
   * @param token of this hold
   */
  record InventoryLocked(long token, Instant at) implements Change {}

  /**
   * Components changed with the success of an operation, which the same entry has.
   *
   * @param components their ids
   */
  record InventoryChanged(String operation, Verb verb, List<String> components, Instant at)
      implements Change {
    public InventoryChanged {
      components = List.copyOf(components);
    }
  }

  /** A change of one operation. */
  sealed interface OfOperation extends Change {
    String operation();
  }

  /** All dependencies are complete. */
  record OperationReady(String operation, Instant at) implements OfOperation {}

  /** An attempt is asked for: who appends this launches it, and whoever looks later may too. */
  record OperationLaunched(String operation, int attempt, Instant at) implements OfOperation {}

  /**
   * An attempt runs.
   *
   * @param starts how often this attempt was started so far
   */
  record OperationStarted(String operation, int attempt, int starts, Instant at)
      implements OfOperation {}

  /**
   * The items of an operation's list are known; it lasts until the work for each is done.
   *
   * @param count of items
   * @param items the list
   */
  record OperationExpanded(String operation, int attempt, int count, Output items, Instant at)
      implements OfOperation {}

  /** An attempt that no longer counts turned out to have been started so often. */
  record StartsCounted(String operation, int attempt, int starts, Instant at)
      implements OfOperation {}

  /**
   * An attempt ended and another will be made.
   *
   * @param lost whether it ended through no fault of its own
   * @param notBefore when the next attempt may be launched, if not at once
   */
  record OperationRetrying(
      String operation,
      int attempt,
      int starts,
      boolean lost,
      Diagnostic diagnostic,
      Optional<Instant> notBefore,
      Instant at)
      implements OfOperation {}

  /** The operation is over with the effect of this attempt. */
  record OperationEnded(
      String operation,
      int attempt,
      int starts,
      Optional<Instant> startedAt,
      Instant at,
      OperationOutcome outcome,
      Optional<Output> output,
      Optional<Diagnostic> diagnostic)
      implements OfOperation {}

  /** The operation will never run. */
  record OperationSkipped(String operation, Instant at, Diagnostic diagnostic)
      implements OfOperation {}
}
