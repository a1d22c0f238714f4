package dev.fairlead.process;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What this machine's files tell, by our codes. */
final class LocalFaults {
  private LocalFaults() {}

  /** Something that asks the files. */
  interface Step<T> {
    T take() throws IOException;
  }

  static <T> T telling(Step<T> step) {
    try {
      return step.take();
    } catch (IOException failed) {
      throw new AccessException(fault(failed), String.valueOf(failed), failed);
    }
  }

  private static AccessFault fault(IOException failed) {
    // The JDK has no types for these; the texts are those of Linux and macOS.
    var text = String.valueOf(failed.getMessage());
    if (text.contains("No space left") || text.contains("quota exceeded")) {
      return AccessFault.DISK_FULL;
    }
    if (text.contains("Not a directory")) {
      return AccessFault.WRONG_KIND;
    }
    return switch (failed) {
      case NoSuchFileException _ -> AccessFault.NOT_FOUND;
      case NotDirectoryException _ -> AccessFault.WRONG_KIND;
      case FileAlreadyExistsException _ -> AccessFault.WRONG_KIND;
      case AccessDeniedException _ -> AccessFault.REFUSED;
      default -> AccessFault.FAILED;
    };
  }
}
