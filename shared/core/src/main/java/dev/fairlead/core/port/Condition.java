package dev.fairlead.core.port;

import java.util.List;

/** What must hold of the item under a key for a write to be applied. */
public sealed interface Condition {
  /** Always holds. */
  record Always() implements Condition {}

  /** No item is there. */
  record Absent() implements Condition {}

  /** An item is there. */
  record Present() implements Condition {}

  /** An item is there and its attribute equals the value. */
  record Is(String attribute, Attr value) implements Condition {}

  /** An item is there, has the number, and it is strictly below the bound. */
  record Below(String attribute, long bound) implements Condition {}

  /** Every part holds. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  static Condition always() {
    return new Always();
  }

  static Condition absent() {
    return new Absent();
  }

  static Condition present() {
    return new Present();
  }

  static Condition is(String attribute, String value) {
    return new Is(attribute, Attr.of(value));
  }

  static Condition is(String attribute, long value) {
    return new Is(attribute, Attr.of(value));
  }

  static Condition below(String attribute, long bound) {
    return new Below(attribute, bound);
  }

  static Condition all(Condition... parts) {
    return new All(List.of(parts));
  }

  static Condition any(Condition... parts) {
    return new Any(List.of(parts));
  }
}
