package dev.fairlead.bench.kill;

import dev.fairlead.bench.kill.Ledger.Note;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what the API says of a run with what its processes noted. Pure. */
final class Verdict {
  /** An attempt that the journal says was started. */
  record Started(String operation, int attempt) {}

  private final KillAgenda expected;
  private final Map<String, List<Note>> starts = new HashMap<>();
  private final Map<String, List<Note>> ends = new HashMap<>();
  private final Set<Started> journalled;
  private final List<String> problems = new ArrayList<>();

  private Verdict(String id, KillAgenda expected, Ledger ledger, Set<Started> journalled) {
    this.expected = expected;
    this.journalled = journalled;
    collect(id, ledger.starts(), starts);
    collect(id, ledger.ends(), ends);
  }

  /**
   * What is wrong, a sentence each; empty when all is well.
   *
   * @param agenda as the API shows it
   * @param journalled attempts of which the agenda's events say that they started
   */
  static List<String> problems(
      Json.Obj agenda, KillAgenda expected, Ledger ledger, Set<Started> journalled) {
    var verdict = new Verdict(agenda.text("id").orElse(""), expected, ledger, journalled);
    verdict.judge(agenda);
    return List.copyOf(verdict.problems);
  }

  private void collect(String id, List<Note> notes, Map<String, List<Note>> byOperation) {
    for (Note note : notes) {
      if (note.key().agenda().agenda().value().equals(id)) {
        byOperation.computeIfAbsent(note.key().operation(), _ -> new ArrayList<>()).add(note);
      } else {
        problems.add("a process of another agenda ran: " + note.key());
      }
    }
  }

  private void judge(Json.Obj agenda) {
    expect("the agenda's state", "COMPLETE", agenda.text("state").orElse("missing"));
    expect("the agenda's outcome", "succeeded", agenda.text("outcome").orElse("missing"));
    var names = new ArrayList<String>();
    if (agenda.field("operations").orElse(Json.NULL) instanceof Json.Arr(List<Json> operations)) {
      for (Json item : operations) {
        if (item instanceof Json.Obj operation) {
          names.add(operation.text("name").orElse("missing"));
          judgeOperation(operation, names.getLast());
        }
      }
    }
    expect("the operations", expected.names().toString(), names.toString());
    for (String operation : starts.keySet()) {
      if (!expected.results().containsKey(operation)) {
        problems.add(operation + ": has a process that nobody ordered");
      }
    }
  }

  private void judgeOperation(Json.Obj operation, String name) {
    expect(name + ": outcome", "succeeded", operation.text("outcome").orElse("missing"));
    expect(name + ": commits", 1, operation.whole("commits").orElse(-1L));
    Optional<Json> result = Optional.ofNullable(expected.results().get(name));
    if (result.isPresent()) {
      expect(
          name + ": result",
          result.get().toString(),
          operation.field("result").map(Json::toString).orElse("missing"));
      judgeProcesses(operation, name);
    }
  }

  private void judgeProcesses(Json.Obj operation, String name) {
    List<Note> began = starts.getOrDefault(name, List.of());
    List<Note> ended = ends.getOrDefault(name, List.of());
    expect(name + ": starts", began.size(), operation.whole("starts").orElse(-1L));
    long committed = operation.whole("attempt").orElse(-1L);
    expect(name + ": starts of the committed attempt", 1, count(began, committed));
    expect(name + ": ends of the committed attempt", 1, count(ended, committed));
    var attempts = new HashSet<Integer>();
    for (Note note : began) {
      if (!attempts.add(note.attempt())) {
        problems.add(name + ": attempt " + note.attempt() + " was started twice");
      }
      if (note.attempt() > committed) {
        problems.add(name + ": attempt " + note.attempt() + " is not in the journal");
      }
    }
    journalled.stream()
        .filter(started -> started.operation().equals(name))
        .filter(started -> !attempts.contains(started.attempt()))
        .forEach(started ->
            problems.add(name + ": attempt " + started.attempt() + " started by the journal only"));
  }

  private static long count(List<Note> notes, long attempt) {
    return notes.stream().filter(note -> note.attempt() == attempt).count();
  }

  private void expect(String what, long wanted, long found) {
    expect(what, Long.toString(wanted), Long.toString(found));
  }

  private void expect(String what, String wanted, String found) {
    if (!wanted.equals(found)) {
      problems.add(what + ": " + found + ", not " + wanted);
    }
  }
}
