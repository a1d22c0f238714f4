package dev.fairlead.core.access;

import java.util.ArrayDeque;

/**
 * A path within a lease's directory, by its text alone. It keeps mistakes in, and is no wall:
 * whoever may run commands may go where the host's user may, and links are followed.
 *
 * @param text names between single slashes; empty for the lease's directory itself
 */
public record RelativePath(String text) {
  private static final int MAX_CHARACTERS = 4096;

  /**
   * Reads a path; {@code .} and {@code ..} are resolved.
   *
   * @throws AccessException with OUTSIDE if it is absolute, leads out, or is no path at all
   */
  public static RelativePath of(String said) {
    if (said.startsWith("/") || said.length() > MAX_CHARACTERS || said.indexOf('\0') >= 0) {
      throw outside(said);
    }
    var names = new ArrayDeque<String>();
    for (var name : said.split("/", -1)) {
      switch (name) {
        case "", "." -> {}
        case ".." -> {
          if (names.pollLast() == null) {
            throw outside(said);
          }
        }
        default -> names.addLast(name);
      }
    }
    return new RelativePath(String.join("/", names));
  }

  /** Whether it is the lease's directory itself. */
  public boolean isWhole() {
    return text.isEmpty();
  }

  /** Below a directory of the host; {@code .} where that is empty too. */
  public String below(String directory) {
    if (text.isEmpty()) {
      return directory.isEmpty() ? "." : directory;
    }
    return directory.isEmpty() || directory.endsWith("/")
        ? directory + text
        : directory + "/" + text;
  }

  private static AccessException outside(String said) {
    return new AccessException(
        AccessFault.OUTSIDE, "The path " + said + " is not within the lease's directory.");
  }
}
