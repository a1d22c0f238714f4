package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One operation as the document gives it.
 *
 * @param name unique in its agenda, ignoring case
 * @param type picks the handler
 * @param payload free JSON; may hold references
 * @param dependsOn names given outright, in the list or in POP's comma-separated {@code
 *     params.dependsOn}; each once, as the document spells the operation
 * @param phase when it has its turn
 * @param timeouts how long it may take
 * @param retry when and how often a failed attempt is tried again
 * @param expansion how it becomes several, or came from one that did
 * @param when decides just before its start whether it has anything to do
 * @param sequentialGroup the group of operations of which one runs at a time, in document order
 * @param work what it does with which component, if it says so
 * @param requests what an attempt uses while it runs: what the document says, and what goes without
 *     saying; of one with a list, what each of its elements uses
 * @param dependents the most that what it starts beside itself uses at once; nothing if it may not
 * @param params what else came under {@code params}
 */
public record OperationSpec(
    String name,
    String type,
    Phase phase,
    Json payload,
    List<String> dependsOn,
    RetryPolicy retry,
    Timeouts timeouts,
    Expansion expansion,
    Optional<Condition> when,
    Optional<String> sequentialGroup,
    Optional<ComponentWork> work,
    Amounts requests,
    Amounts dependents,
    Json.Obj params) {
  public OperationSpec {
    dependsOn = List.copyOf(dependsOn);
  }

  /** The work for one item of an operation's list; it waits for nothing but its turn. */
  public OperationSpec element(String elementName, int index, String as) {
    return new OperationSpec(
        elementName,
        type,
        phase,
        payload,
        List.of(),
        retry,
        timeouts,
        new Expansion.Element(name, index, as),
        Optional.empty(),
        Optional.empty(),
        work.map(done -> done.element(index)),
        requests,
        dependents,
        params);
  }

  /** What an attempt of another operation asked for beside itself. */
  OperationSpec dependent(String of, int attempt) {
    return new OperationSpec(
        name,
        type,
        phase,
        payload,
        List.of(),
        retry,
        timeouts,
        new Expansion.Dependent(of, attempt),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        requests,
        Amounts.NONE,
        Json.EMPTY);
  }

  /** The operations that it waits for, as they are spelled: given outright, then referenced. */
  Set<String> mentioned() {
    var all = new LinkedHashSet<String>(dependsOn);
    when.ifPresent(condition -> all.addAll(condition.names()));
    switch (expansion) {
      case Expansion.Element _ -> {
        // What it references is what its list's operation waited for.
      }
      case Expansion.Dependent _ -> {
        // It starts at once; what it references is there, or it fails.
      }
      case Expansion.ForEach forEach -> {
        all.addAll(referenced());
        all.addAll(References.dependencies(forEach.items()));
      }
      case Expansion.None _, Expansion.Generator _ -> all.addAll(referenced());
    }
    return all;
  }

  /**
   * The most that an attempt of it uses, with its dependents: its memory may grow from one to the
   * next.
   */
  public Amounts mostRequests() {
    return retry.most(requests).plus(dependents);
  }

  /** The operations that its payload references, but for those that it lists itself. */
  public Set<String> referenced() {
    return References.dependencies(payload, LaterReferences.of(type, payload));
  }
}
