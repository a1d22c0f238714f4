package dev.fairlead.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The end of a stream of text, however long it is. */
final class StreamTail {
  private static final int CHUNK = 64 * 1024;

  private StreamTail() {}

  /**
   * Reads a stream to its end. Memory: up to four times what is kept.
   *
   * @param most bytes that are kept: the last; a character that is cut in two there is left out
   */
  static String read(InputStream in, int most) throws IOException {
    var kept = new ByteArrayOutputStream();
    var chunk = new byte[CHUNK];
    boolean isCut = false;
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      kept.write(chunk, 0, read);
      // Not sooner, so that each byte is copied once on the average.
      if (kept.size() > 2 * most) {
        byte[] all = kept.toByteArray();
        kept.reset();
        kept.write(all, all.length - most, most);
        isCut = true;
      }
    }
    byte[] all = kept.toByteArray();
    int from = Math.max(0, all.length - most);
    while ((isCut || from > 0) && from < all.length && isInsideACharacter(all[from])) {
      from++;
    }
    return new String(all, from, all.length - from, UTF_8);
  }

  private static boolean isInsideACharacter(byte utf8) {
    return (utf8 & 0xC0) == 0x80;
  }
}
