package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.HttpInterface;
import dev.fairlead.core.access.HttpService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * What the suites of access need: a host with a POSIX shell, and a lease's directory on it that is
 * empty at the start of a test. Whatever is opened is closed by who gave it, after the test.
 */
abstract class AccessFixture {
  /** Larger than any content of these tests. */
  static final long ROOM = 10_000_000;

  private static final int MOST_LOOKS = 100_000;

  /** Commands in the lease's directory; opened anew by each call. */
  protected abstract CommandInterface commands();

  /** Files in the lease's directory; opened anew by each call. */
  protected abstract FilesystemInterface files();

  /** Files in the lease's directory on a disk that takes 100 bytes of a file and no more. */
  protected abstract FilesystemInterface filesOnFullDisk();

  /** A service of the host, which {@link #commands} starts anew. */
  protected abstract HttpInterface http(HttpService service);

  void write(String path, String content) {
    files().write(path, new ByteArrayInputStream(content.getBytes(UTF_8)), ROOM);
  }

  String read(String path) {
    var content = new ByteArrayOutputStream();
    files().read(path, content, ROOM);
    return content.toString(UTF_8);
  }

  static AccessFault faultOf(ThrowingCallable step) {
    var thrown = catchThrowableOfType(AccessException.class, step);
    assertThat(thrown).as("what it throws").isNotNull();
    assertThat(thrown).message().isNotEmpty();
    return thrown.fault();
  }

  /** Looks until it is so; each look asks the host, which takes its time. */
  static void eventually(BooleanSupplier isSo) {
    int looks = 0;
    while (!isSo.getAsBoolean()) {
      assertThat(looks).as("looks without its being so").isLessThan(MOST_LOOKS);
      looks++;
      Thread.onSpinWait();
    }
  }
}
