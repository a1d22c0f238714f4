package dev.fairlead.reference;

/**
 * A file of the reference.
 *
 * @param name of the file
 * @param about what is in it, in a sentence
 * @param text all of it, with a line's end at the end
 */
public record Page(String name, String about, String text) {
  /** Starts a page of Markdown. */
  static Markdown markdown(String name, String title, String about) {
    return new Markdown(name, about)
        .line("# " + title)
        .line("")
        .line("<!-- Generated from the declarations; see README.md beside this file. -->")
        .line("")
        .line(about);
  }
}
