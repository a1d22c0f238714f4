package dev.fairlead.core.access;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Files in a lease's directory. Paths are as {@link RelativePath} takes them. Contents are streamed
 * and never held whole.
 *
 * <p>Every method throws {@link AccessException}, with OUTSIDE for a path that leads out, REFUSED
 * for what the host's user may not, and any fault of the connection.
 */
public interface FilesystemInterface extends ResourceInterface {
  /** The most entries that a list gives. */
  int MAX_ENTRIES = 10_000;

  /**
   * How the name of a file begins that is being written, or was when its writer died: it is in no
   * list.
   */
  String UNFINISHED = ".fairlead-part-";

  /** What there is at a path. */
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }

  /**
   * Something in a directory.
   *
   * @param name its own, without where it is
   * @param bytes of a file
   */
  record Entry(String name, Kind kind, long bytes, Instant modified) {}

  /**
   * Copies a file's content.
   *
   * @param most larger ones are refused with TOO_LARGE, perhaps after {@code most} bytes were
   *     copied
   * @return its bytes
   * @throws AccessException NOT_FOUND, WRONG_KIND if it is no file, NO_CONTENT if {@code to} fails
   */
  long read(String path, OutputStream to, long most);

  /**
   * Puts a file in place of what was there, all at once: at any moment, also after any fault, who
   * reads it gets the old content or the new one and no other. Its directory has to be there; an
   * older file's permissions stay.
   *
   * @param most larger ones are refused with TOO_LARGE
   * @return its bytes
   * @throws AccessException NOT_FOUND without its directory, WRONG_KIND if there is a directory at
   *     its path, DISK_FULL, NO_CONTENT if {@code from} fails; after CONNECTION_LOST and FAILED the
   *     new content may be there all the same
   */
  long write(String path, InputStream from, long most);

  /**
   * What is in a directory, by name.
   *
   * @throws AccessException NOT_FOUND, WRONG_KIND, TOO_LARGE beyond {@value #MAX_ENTRIES} entries
   */
  List<Entry> list(String path);

  /** What is at a path; a link is not followed. */
  Optional<Entry> stat(String path);

  /**
   * Deletes a file, or a directory and all in it; links are not followed. What is not there is
   * deleted already. The lease's own directory stays, and is OUTSIDE here.
   */
  void delete(String path);

  /**
   * Makes a directory and those above it; one that is there stays as it is.
   *
   * @throws AccessException WRONG_KIND if something else is in the way
   */
  void makeDirectories(String path);
}
