package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a field that is an object of amounts by name; null counts as absent. */
public final class AmountFields {
  /** The usual names of what an operation can ask for. */
  private static final List<String> OF_OPERATIONS =
      List.of(AmountName.OPERATIONS, AmountName.CPU, AmountName.MEMORY);

  /** What a pod can ask for, and nothing else. */
  private static final List<String> OF_PODS = List.of(AmountName.CPU, AmountName.MEMORY);

  private AmountFields() {}

  /**
   * Amounts of anything.
   *
   * @param findings gets every problem; with any, the answer means nothing
   */
  public static Optional<Amounts> amounts(
      Json.Obj object, JsonPointer at, String name, Findings findings) {
    return read(object, at, name, AmountName.USUAL, findings).map(Amounts::ofMap);
  }

  /** Limits of anything; a limit of 0 leaves nothing to have. */
  public static Optional<Limits> limits(
      Json.Obj object, JsonPointer at, String name, Findings findings) {
    return read(object, at, name, AmountName.USUAL, findings).map(Limits::ofMap);
  }

  /**
   * What operations use: anything but agendas, and of {@code operations} at least one, for whoever
   * could run without would not be held to limits. By name, for what is absent is not what is 0.
   *
   * @return empty if the field is absent
   */
  static Optional<Map<String, Long>> work(
      Json.Obj object, JsonPointer at, String name, Findings findings) {
    return read(object, at, name, OF_OPERATIONS, findings);
  }

  /** The cores and the memory of a pod; an amount of 0 is as good as none. */
  public static Optional<Amounts> ofPod(
      Json.Obj object, JsonPointer at, String name, Findings findings) {
    return read(object, at, name, OF_PODS, findings).map(Amounts::ofMap);
  }

  private static Optional<Map<String, Long>> read(
      Json.Obj object, JsonPointer at, String name, List<String> usual, Findings findings) {
    return findings
        .object(object, at, name)
        .map(given -> read(given, at.child(name), usual, findings));
  }

  private static Map<String, Long> read(
      Json.Obj given, JsonPointer at, List<String> usual, Findings findings) {
    var values = new TreeMap<String, Long>();
    given
        .fields()
        .forEach((name, value) -> {
          boolean isClosed = usual.equals(OF_PODS);
          if (!usual.contains(name) && (isClosed || !AmountName.isCustom(name))) {
            findings.add(
                at.child(name),
                ProblemCode.UNKNOWN_FIELD,
                "There is no amount "
                    + Quoted.name(name)
                    + " here; "
                    + (isClosed
                        ? "a pod has cpu and memory."
                        : "a name of your own has small letters, digits and dashes."),
                findings.nearest(name, usual));
          } else if (!value.equals(Json.NULL)) {
            amount(name, value, at.child(name), usual, findings)
                .ifPresent(amount -> values.put(name, amount));
          }
        });
    return values;
  }

  private static Optional<Long> amount(
      String name, Json value, JsonPointer place, List<String> usual, Findings findings) {
    var amount =
        switch (name) {
          case AmountName.CPU -> AmountText.cpuMillis(value);
          case AmountName.MEMORY -> AmountText.memoryMib(value);
          default -> value instanceof Json.Num number ? number.whole() : Optional.<Long>empty();
        };
    if (amount.isEmpty()) {
      findings.add(
          place,
          ProblemCode.WRONG_TYPE,
          "The field " + name + " should be " + want(name) + ".",
          // A misspelt name passes for one of somebody's own until its value is looked at.
          usual.contains(name) ? Optional.empty() : findings.nearest(name, usual));
      return Optional.empty();
    }
    int least = !usual.contains(AmountName.AGENDAS) && name.equals(AmountName.OPERATIONS) ? 1 : 0;
    if (amount.get() < least || amount.get() > Amounts.MAX) {
      findings.add(
          place,
          ProblemCode.OUT_OF_RANGE,
          "The field " + name + " is from " + least + " to " + most(name) + ".");
      return Optional.empty();
    }
    return amount;
  }

  private static String want(String name) {
    return switch (name) {
      case AmountName.CPU -> "cores, such as 2, 0.5 or \"500m\"";
      case AmountName.MEMORY -> "memory with its unit, such as \"512Mi\", \"4Gi\" or \"1G\"";
      default -> "a whole number";
    };
  }

  private static String most(String name) {
    return switch (name) {
      case AmountName.CPU -> Amounts.MAX / 1000 + " cores";
      case AmountName.MEMORY -> Amounts.MAX + " Mi";
      default -> Long.toString(Amounts.MAX);
    };
  }
}
