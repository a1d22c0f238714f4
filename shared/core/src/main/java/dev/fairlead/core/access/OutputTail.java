package dev.fairlead.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the last bytes of what is written to it, in twice that room. Thread-safe. */
public final class OutputTail extends OutputStream {
  private final int room;
  private final ByteArrayOutputStream last = new ByteArrayOutputStream();
  private final AtomicLong seen = new AtomicLong();

  /**
   * What was kept.
   *
   * @param bytes the last ones
   * @param length of all that was printed
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Kept(byte[] bytes, long length) {
    /** Whether nothing is left out. */
    public boolean isWhole() {
      return bytes.length == length;
    }

    /** As UTF-8; what is none is replaced. */
    public String text() {
      return new String(bytes, UTF_8);
    }
  }

  /** With room for so many bytes, 0 and up. */
  public OutputTail(int room) {
    this.room = room;
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    seen.addAndGet(count);
    int skipped = Math.max(0, count - room);
    last.write(bytes, from + skipped, count - skipped);
    if (last.size() > 2L * room) {
      byte[] kept = kept().bytes();
      last.reset();
      last.write(kept, 0, kept.length);
    }
  }

  /** What is kept by now. */
  public synchronized Kept kept() {
    byte[] all = last.toByteArray();
    return new Kept(
        Arrays.copyOfRange(all, Math.max(0, all.length - room), all.length), seen.get());
  }
}
