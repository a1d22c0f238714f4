package dev.fairlead.ssh;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Content;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CopyMode;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;

/** Files by SFTP. */
final class SftpFiles implements FilesystemInterface {
  private static final int PERMISSIONS = 07777;

  private final SshConnection connection;
  private final SftpClient sftp;
  private final String directory;
  private final AtomicLong writes = new AtomicLong();

  private SftpFiles(SshConnection connection, SftpClient sftp, String directory) {
    this.connection = connection;
    this.sftp = sftp;
    this.directory = directory;
  }

  /** Closes the connection, also if there is no SFTP on it. */
  static SftpFiles over(SshConnection connection, String directory) {
    try {
      return new SftpFiles(
          connection,
          SftpClientFactory.instance().createSftpClient(connection.session()),
          directory);
    } catch (IOException none) {
      connection.close();
      throw new AccessException(
          AccessFault.UNSUPPORTED, "The host has no SFTP: " + none.getMessage(), none);
    }
  }

  @Override
  public long read(String path, OutputStream to, long most) {
    var file = at(path);
    return SftpFaults.telling(() -> {
      require(sftp.stat(file).isRegularFile(), path);
      try (var from = sftp.read(file)) {
        return Content.fromHost(from, to, most);
      }
    });
  }

  @Override
  public long write(String path, InputStream from, long most) {
    var file = at(path);
    // Unique: no two sessions of a host have the same identifier.
    var session = HexFormat.of().formatHex(connection.session().getSessionId(), 0, 8);
    var part = at(path + "/../" + UNFINISHED + session + "-" + writes.incrementAndGet());
    return SftpFaults.telling(() -> {
      var older = attributes(file, true);
      require(older.filter(Attributes::isDirectory).isEmpty(), path);
      try {
        long bytes;
        try (var to =
            sftp.write(part, Set.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive))) {
          bytes = Content.toHost(from, to, most);
        }
        if (older.isPresent()) {
          sftp.setStat(part, new Attributes().perms(older.get().getPermissions() & PERMISSIONS));
        }
        replace(part, file);
        return bytes;
      } catch (IOException | RuntimeException failed) {
        discard(part, failed);
        throw failed;
      }
    });
  }

  private void discard(String part, Exception because) {
    try {
      sftp.remove(part);
    } catch (IOException alsoFailed) {
      // It never came to be, or nobody can be asked; then its name keeps it out of lists.
      because.addSuppressed(alsoFailed);
    }
  }

  /** All at once; the plain rename of the usual version of SFTP fails where there is a file. */
  private void replace(String part, String file) throws IOException {
    var posix = sftp.getExtension(OpenSSHPosixRenameExtension.class);
    if (posix != null && posix.isSupported()) {
      posix.posixRename(part, file);
    } else if (sftp.getVersion() >= SftpConstants.SFTP_V5) {
      sftp.rename(part, file, CopyMode.Overwrite, CopyMode.Atomic);
    } else {
      throw new AccessException(
          AccessFault.UNSUPPORTED, "The host's SFTP can't put a file in another's place.");
    }
  }

  @Override
  public List<Entry> list(String path) {
    var place = at(path);
    return SftpFaults.telling(() -> {
      require(sftp.stat(place).isDirectory(), path);
      var found = new ArrayList<Entry>();
      for (var each : sftp.readDir(place)) {
        if (isListed(each.getFilename())) {
          found.add(entry(each.getFilename(), each.getAttributes()));
        }
        if (found.size() > MAX_ENTRIES) {
          throw new AccessException(
              AccessFault.TOO_LARGE, "There is more than can be listed in " + path + ".");
        }
      }
      found.sort(Comparator.comparing(Entry::name));
      return List.copyOf(found);
    });
  }

  private static boolean isListed(String name) {
    return !name.equals(".") && !name.equals("..") && !name.startsWith(UNFINISHED);
  }

  @Override
  public Optional<Entry> stat(String path) {
    var place = at(path);
    var name = place.substring(place.lastIndexOf('/') + 1);
    return SftpFaults.telling(() -> attributes(place, false).map(is -> entry(name, is)));
  }

  private Optional<Attributes> attributes(String place, boolean followsLinks) throws IOException {
    try {
      return Optional.of(followsLinks ? sftp.stat(place) : sftp.lstat(place));
    } catch (IOException failed) {
      if (SftpFaults.isMissing(failed)) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private static Entry entry(String name, Attributes is) {
    var modified = is.getModifyTime() == null ? Instant.EPOCH : is.getModifyTime().toInstant();
    return new Entry(name, kind(is), is.getSize(), modified);
  }

  private static Kind kind(Attributes is) {
    if (is.isSymbolicLink()) {
      return Kind.LINK;
    }
    return is.isDirectory() ? Kind.DIRECTORY : is.isRegularFile() ? Kind.FILE : Kind.OTHER;
  }

  @Override
  public void delete(String path) {
    if (RelativePath.of(path).isWhole()) {
      throw new AccessException(AccessFault.OUTSIDE, "The lease's own directory stays.");
    }
    SftpFaults.telling(() -> {
      deleteAll(at(path));
      return true;
    });
  }

  private void deleteAll(String place) throws IOException {
    var is = attributes(place, false);
    if (is.isEmpty()) {
      return;
    }
    try {
      if (is.get().isDirectory()) {
        for (var each : sftp.readDir(place)) {
          if (!each.getFilename().equals(".") && !each.getFilename().equals("..")) {
            deleteAll(place + "/" + each.getFilename());
          }
        }
        sftp.rmdir(place);
      } else {
        sftp.remove(place);
      }
    } catch (IOException failed) {
      if (!SftpFaults.isMissing(failed)) {
        throw failed;
      }
    }
  }

  @Override
  public void makeDirectories(String path) {
    var names = RelativePath.of(path).text().split("/", -1);
    SftpFaults.telling(() -> {
      var place = "";
      for (var name : names) {
        place = place.isEmpty() ? name : place + "/" + name;
        makeDirectory(place);
      }
      return true;
    });
  }

  private void makeDirectory(String path) throws IOException {
    var place = at(path);
    var is = attributes(place, true);
    if (is.isPresent()) {
      require(is.get().isDirectory(), path);
      return;
    }
    try {
      sftp.mkdir(place);
    } catch (IOException failed) {
      // Somebody else may have been quicker.
      if (attributes(place, true).filter(Attributes::isDirectory).isEmpty()) {
        throw failed;
      }
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private String at(String path) {
    return RelativePath.of(path).below(directory);
  }

  private static void require(boolean isOfItsKind, String path) {
    if (!isOfItsKind) {
      throw new AccessException(AccessFault.WRONG_KIND, path + " is of another kind.");
    }
  }
}
