package dev.fairlead.core.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies between a host and whoever asks, and tells whose side failed. */
public final class Content {
  private static final int CHUNK = 32 * 1024;

  private Content() {}

  /**
   * From a host's file.
   *
   * @return the bytes
   * @throws IOException if the host's side failed
   * @throws AccessException TOO_LARGE beyond {@code most} bytes, NO_CONTENT if {@code to} failed
   */
  public static long fromHost(InputStream from, OutputStream to, long most) throws IOException {
    var chunk = new byte[CHUNK];
    long bytes = 0;
    for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
      bytes = added(bytes, count, most);
      try {
        to.write(chunk, 0, count);
      } catch (IOException failed) {
        throw failed(failed);
      }
    }
    return bytes;
  }

  /**
   * To a host's file; otherwise as {@link #fromHost}.
   *
   * @throws AccessException NO_CONTENT if {@code from} failed
   */
  public static long toHost(InputStream from, OutputStream to, long most) throws IOException {
    var chunk = new byte[CHUNK];
    long bytes = 0;
    for (int count = read(from, chunk); count >= 0; count = read(from, chunk)) {
      bytes = added(bytes, count, most);
      to.write(chunk, 0, count);
    }
    return bytes;
  }

  private static int read(InputStream from, byte[] chunk) {
    try {
      return from.read(chunk);
    } catch (IOException failed) {
      throw failed(failed);
    }
  }

  private static long added(long bytes, int count, long most) {
    if (bytes + count > most) {
      throw new AccessException(AccessFault.TOO_LARGE, "It is larger than " + most + " bytes.");
    }
    return bytes + count;
  }

  private static AccessException failed(IOException cause) {
    return new AccessException(
        AccessFault.NO_CONTENT, "The other end of the copy failed: " + cause.getMessage(), cause);
  }
}
