package dev.fairlead.embedded;

import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The one store file, and the rule by which it is changed: a change runs alone, and is written out
 * as one chunk before its caller goes on and before anyone can read it. The engine never writes by
 * itself (no background thread, no automatic commit), so that a process killed at any moment leaves
 * each change whole or not there.
 *
 * <p>Callers that wait for each other share a chunk: whoever gets the lock runs the changes of all
 * who wait, commits once, and lets them go.
 *
 * <p>After a failure that is not a refusal, nothing more is written: opening again finds the last
 * good state.
 */
final class Engine implements AutoCloseable {
  /** Folders open in this process: the file's own lock is held by the process as a whole. */
  private static final Set<Path> OPEN_FOLDERS = ConcurrentHashMap.newKeySet();

  private static final String FILE_NAME = "fairlead.mv";
  private static final int CACHE_MEGABYTES = 32;
  private static final int MAX_PAGE_BYTES = 4 * 1024;

  /** Commits between two looks at how full the chunks are. */
  private static final int TIDY_EVERY_COMMITS = 256;

  /** Below this percentage of live pages, the emptiest chunks are rewritten and so freed. */
  private static final int TIDY_BELOW_PERCENT = 50;

  private static final int TIDY_BYTES = 512 * 1024;

  private final MVStore store;
  private final Runnable letGo;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Queue<Turn<?>> waiting = new ConcurrentLinkedQueue<>();
  private int commitsSinceTidy;
  private boolean closed;

  private Engine(MVStore store, Runnable letGo) {
    this.store = store;
    this.letGo = letGo;
    store.setVersionsToKeep(0);
  }

  static Engine inMemory() {
    return new Engine(new MVStore.Builder().open(), () -> {});
  }

  /**
   * Opens the folder's store, or makes one; recovers by itself after a kill.
   *
   * @throws PortException {@code UNAVAILABLE} if another living process has it open, {@code
   *     CORRUPT} if it can't be read
   */
  static Engine onDisk(Path folder) {
    Path home = realPath(folder);
    if (!OPEN_FOLDERS.add(home)) {
      throw new PortException(Fault.UNAVAILABLE, inUse(home));
    }
    try {
      return new Engine(openFile(home), () -> OPEN_FOLDERS.remove(home));
    } catch (RuntimeException e) {
      OPEN_FOLDERS.remove(home);
      throw e;
    }
  }

  private static MVStore openFile(Path home) {
    try {
      MVStore store =
          new MVStore.Builder()
              .fileName(PlainDisk.nameOf(home.resolve(FILE_NAME).toString()))
              .autoCommitDisabled()
              .autoCommitBufferSize(0)
              .cacheSize(CACHE_MEGABYTES)
              .pageSplitSize(MAX_PAGE_BYTES)
              .open();
      // Freed space is used again at once. Keeping it for a while guards against a disk that
      // writes out of order when the machine loses power; a killed process loses no write.
      store.setRetentionTime(0);
      return store;
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new PortException(Fault.UNAVAILABLE, inUse(home), e);
      }
      throw new PortException(Fault.CORRUPT, "can't read the store in " + home, e);
    }
  }

  private static Path realPath(Path folder) {
    try {
      return Files.createDirectories(folder).toRealPath();
    } catch (IOException e) {
      throw new PortException(Fault.UNAVAILABLE, "can't use the data folder " + folder, e);
    }
  }

  private static String inUse(Path home) {
    return "the data folder " + home + " is in use by a running process; stop it or choose another";
  }

  /** A map of bytes by bytes; made when it is not there. Only to be used while opening. */
  MVMap<byte[], byte[]> map(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteKeys.ORDERED)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  /**
   * Runs the change alone and commits it. It must refuse before it changes anything, by a {@link
   * PortException}, and must not wait for anything.
   */
  <T> T change(Supplier<T> change) {
    var turn = new Turn<>(change);
    waiting.add(turn);
    lock.writeLock().lock();
    try {
      if (!turn.isOver()) {
        runAllWaiting();
      }
    } finally {
      lock.writeLock().unlock();
    }
    return turn.answer();
  }

  /** Runs the reading while nothing changes; it sees committed data only. */
  <T> T look(Supplier<T> reading) {
    lock.readLock().lock();
    try {
      requireOpen();
      return reading.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private void runAllWaiting() {
    List<Turn<?>> batch = new ArrayList<>();
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      batch.add(next);
    }
    try {
      requireOpen();
      batch.forEach(Turn::run);
      commit();
      batch.forEach(Turn::end);
    } catch (PortException e) {
      batch.forEach(turn -> turn.fail(e));
    } catch (RuntimeException | Error e) {
      shut();
      var failure =
          new PortException(Fault.TIMED_OUT, "the store failed; what was asked may be done", e);
      batch.forEach(turn -> turn.fail(failure));
    }
  }

  private void commit() {
    if (!store.isPersistent()) {
      return;
    }
    // The engine waits for its own locks interruptibly in places; nobody else can hold them.
    boolean interrupted = Thread.interrupted();
    try {
      store.commit();
      if (++commitsSinceTidy >= TIDY_EVERY_COMMITS) {
        commitsSinceTidy = 0;
        if (store.compact(TIDY_BELOW_PERCENT, TIDY_BYTES)) {
          store.commit();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new PortException(Fault.UNAVAILABLE, "the store is closed");
    }
  }

  private void shut() {
    closed = true;
    store.closeImmediately();
    letGo.run();
  }

  /** Writes everything through to the disk. Closing twice is the same as once. */
  @Override
  public void close() {
    lock.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      if (store.isPersistent()) {
        store.commit();
        store.sync();
      }
      // Without the engine's compaction at close, which moves chunks within the file: tidying on
      // the way keeps the file small, and what is not moved can't be lost.
      store.close(0);
    } catch (MVStoreException e) {
      throw new UncheckedIOException(new IOException("can't close the store", e));
    } finally {
      letGo.run();
      lock.writeLock().unlock();
    }
  }
}
