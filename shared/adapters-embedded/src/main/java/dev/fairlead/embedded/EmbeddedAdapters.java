package dev.fairlead.embedded;

import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.PortException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * The ports of one embedded stack. Safe for many threads.
 *
 * <p>On disk, what a call has answered survives the end of the process, also by {@code kill -9}: it
 * is with the operating system before the call returns. It is forced to the platter only when
 * closed, so the last seconds may be lost when the machine itself loses power; the store then opens
 * in an earlier state or, at worst, refuses to.
 */
public final class EmbeddedAdapters implements AutoCloseable {
  private final Engine engine;
  private final ItemStore items;

  private EmbeddedAdapters(Engine engine) {
    this.engine = engine;
    this.items = new EmbeddedItemStore(engine, StoreNotes.open(engine));
  }

  /** A stack that is gone when closed. */
  public static EmbeddedAdapters inMemory(InstantSource clock) {
    return new EmbeddedAdapters(Engine.inMemory());
  }

  /**
   * The stack that lives in a folder, which is made when it is not there. A store left by a killed
   * process opens by itself.
   *
   * @param clock what messages go by
   * @throws PortException {@code UNAVAILABLE} if a running process has the folder open, or it can't
   *     be used; {@code CORRUPT} if what is in it can't be read by this release
   */
  public static EmbeddedAdapters onDisk(Path folder, InstantSource clock) {
    var engine = Engine.onDisk(folder);
    try {
      return new EmbeddedAdapters(engine);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  public ItemStore items() {
    return items;
  }

  /** Ends everything and writes it through to the disk. Closing twice is the same as once. */
  @Override
  public void close() {
    engine.close();
  }
}
