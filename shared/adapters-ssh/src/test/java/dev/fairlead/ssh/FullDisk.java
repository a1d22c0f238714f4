package dev.fairlead.ssh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** Files of a server whose disk takes 100 bytes of each and no more. */
final class FullDisk implements SftpFileSystemAccessor {
  private static final int ROOM = 100;

  @Override
  public SeekableByteChannel openFile(
      SftpSubsystemProxy subsystem,
      FileHandle handle,
      Path file,
      String name,
      Set<? extends OpenOption> options,
      FileAttribute<?>... attributes)
      throws IOException {
    var opened =
        SftpFileSystemAccessor.super.openFile(subsystem, handle, file, name, options, attributes);
    return new Limited(opened);
  }

  private record Limited(SeekableByteChannel file) implements SeekableByteChannel {
    @Override
    public int write(ByteBuffer bytes) throws IOException {
      if (file.position() + bytes.remaining() > ROOM) {
        throw new FileSystemException("file", null, "No space left on device");
      }
      return file.write(bytes);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      return file.read(into);
    }

    @Override
    public long position() throws IOException {
      return file.position();
    }

    @Override
    public SeekableByteChannel position(long to) throws IOException {
      file.position(to);
      return this;
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public SeekableByteChannel truncate(long to) throws IOException {
      file.truncate(to);
      return this;
    }

    @Override
    public boolean isOpen() {
      return file.isOpen();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
