package dev.fairlead.process;

import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.testkit.contracts.HostAccessContract;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalAccessContractTest extends HostAccessContract {
  @TempDir private Path directory;

  @Override
  protected CommandInterface commands() {
    return ProcessAdapters.in(directory).commands();
  }

  @Override
  protected FilesystemInterface files() {
    return ProcessAdapters.in(directory).files();
  }

  @Override
  protected FilesystemInterface filesOnFullDisk() {
    return new LocalFiles(directory, FullDisk::new);
  }

  @Override
  protected HttpInterface http(HttpService service) {
    return ProcessAdapters.in(directory).http(service);
  }

  /** Takes 100 bytes, and then says what Linux says. */
  private static final class FullDisk extends FilterOutputStream {
    private final Path path;
    private int left = 100;

    FullDisk(Path path) throws IOException {
      super(Files.newOutputStream(path));
      this.path = path;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      int fits = Math.min(left, count);
      out.write(bytes, from, fits);
      left -= fits;
      if (fits < count) {
        throw new FileSystemException(path.toString(), null, "No space left on device");
      }
    }
  }
}
