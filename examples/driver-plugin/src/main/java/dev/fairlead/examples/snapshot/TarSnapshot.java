package dev.fairlead.examples.snapshot;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import java.io.OutputStream;

/** Made of commands and files, so it works wherever these do. */
record TarSnapshot(CommandInterface commands, FilesystemInterface files)
    implements SnapshotInterface {
  private static final String ARCHIVE = ".snapshot.tar";

  @Override
  public long pack(OutputStream to, long most) {
    try {
      var end = commands.run(Command.of("tar", "-cf", ARCHIVE, "--exclude", "./" + ARCHIVE, "."));
      if (!end.isSuccess()) {
        throw new AccessException(AccessFault.FAILED, "tar says: " + end.errors().text().strip());
      }
      return files.read(ARCHIVE, to, most);
    } finally {
      files.delete(ARCHIVE);
    }
  }

  @Override
  public void close() {
    try (commands) {
      files.close();
    }
  }
}
