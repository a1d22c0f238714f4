package dev.fairlead.core.port;

/** One attribute of a stored item. Numbers are whole; anything else is text. */
public sealed interface Attr {
  record Text(String value) implements Attr {}

  record Whole(long value) implements Attr {}

  static Attr of(String value) {
    return new Text(value);
  }

  static Attr of(long value) {
    return new Whole(value);
  }
}
