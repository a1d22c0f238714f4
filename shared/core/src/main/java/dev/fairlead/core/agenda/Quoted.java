package dev.fairlead.core.agenda;

/** A tenant's text inside a sentence of ours: bounded, on one line. */
public final class Quoted {
  private static final int MAX_LENGTH = 80;

  private Quoted() {}

  /** In quotation marks. */
  public static String name(String text) {
    return '"' + plain(text) + '"';
  }

  public static String plain(String text) {
    var cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "·");
  }
}
