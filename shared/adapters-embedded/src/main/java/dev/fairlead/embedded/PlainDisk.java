package dev.fairlead.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.disk.FilePathDisk;

/**
 * Files that survive an interrupt. A {@link FileChannel} closes itself when a thread is interrupted
 * in the middle of reading or writing, so one cancelled caller would take the whole store down. A
 * {@link RandomAccessFile} does not.
 */
final class PlainDisk extends FilePathDisk {
  private static final String PREFIX = "plain:";

  private PlainDisk() {}

  /** The engine's name for a file that is to be opened this way. */
  static String nameOf(String path) {
    FilePath.register(new PlainDisk());
    return PREFIX + path;
  }

  @Override
  public String getScheme() {
    return PREFIX.substring(0, PREFIX.length() - 1);
  }

  @Override
  public FilePathDisk getPath(String path) {
    var file = new PlainDisk();
    file.name = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
    return file;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new PlainFile(new RandomAccessFile(name, mode));
  }

  private static final class PlainFile extends FileBaseDefault {
    private final RandomAccessFile file;

    PlainFile(RandomAccessFile file) {
      this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
      byte[] bytes = new byte[target.remaining()];
      file.seek(position);
      int count = file.read(bytes);
      if (count > 0) {
        target.put(bytes, 0, count);
      }
      return count;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
      byte[] bytes = new byte[source.remaining()];
      source.get(bytes);
      file.seek(position);
      file.write(bytes);
      return bytes.length;
    }

    @Override
    public synchronized long size() throws IOException {
      return file.length();
    }

    @Override
    protected synchronized void implTruncate(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      file.getFD().sync();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return file.getChannel().tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      file.close();
    }
  }
}
