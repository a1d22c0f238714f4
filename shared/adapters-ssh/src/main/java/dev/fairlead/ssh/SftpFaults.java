package dev.fairlead.ssh;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import java.io.IOException;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** What a host's SFTP tells, by our codes. */
final class SftpFaults {
  private SftpFaults() {}

  /** Something that asks the host. */
  interface Step<T> {
    T take() throws IOException;
  }

  static <T> T telling(Step<T> step) {
    try {
      return step.take();
    } catch (SftpException told) {
      throw new AccessException(fault(told), "The host says: " + told.getMessage() + ".", told);
    } catch (IOException untold) {
      // The host answers every request, if it can.
      throw new AccessException(
          AccessFault.CONNECTION_LOST, "The connection broke: " + untold.getMessage(), untold);
    }
  }

  static boolean isMissing(IOException failed) {
    return failed instanceof SftpException told
        && (told.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
            || told.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH);
  }

  private static AccessFault fault(SftpException told) {
    return switch (told.getStatus()) {
      case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
          AccessFault.NOT_FOUND;
      case SftpConstants.SSH_FX_PERMISSION_DENIED, SftpConstants.SSH_FX_WRITE_PROTECT ->
          AccessFault.REFUSED;
      case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED ->
          AccessFault.DISK_FULL;
      case SftpConstants.SSH_FX_NOT_A_DIRECTORY, SftpConstants.SSH_FX_FILE_IS_A_DIRECTORY ->
          AccessFault.WRONG_KIND;
      case SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST ->
          AccessFault.CONNECTION_LOST;
      case SftpConstants.SSH_FX_OP_UNSUPPORTED -> AccessFault.UNSUPPORTED;
      default -> AccessFault.FAILED;
    };
  }
}
