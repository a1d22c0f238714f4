package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.FilesystemInterface;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What access to a host over a network does everywhere, when the network or the host fails too.
 *
 * <p>An implementation extends this and gives the interfaces and the ways in which opening them
 * fails.
 */
public abstract class RemoteAccessContract extends HostAccessContract {
  /** What can be wrong with a host. */
  protected enum Trouble {
    NOBODY_THERE(AccessFault.UNREACHABLE),
    /** Takes the connection and says nothing; patience is short. */
    SILENT(AccessFault.TIMED_OUT),
    /** It took another's place, or was set up anew. */
    OTHER_HOST_KEY(AccessFault.HOST_KEY_MISMATCH),
    /** It knows the user by another key or password. */
    OTHER_CREDENTIALS(AccessFault.AUTHENTICATION_REFUSED),
    /** What is to be shown is no key. */
    BROKEN_CREDENTIALS(AccessFault.NO_CREDENTIALS);

    private final AccessFault fault;

    Trouble(AccessFault fault) {
      this.fault = fault;
    }
  }

  /** Opens commands of a host that has this trouble. */
  protected abstract CommandInterface commandsOf(Trouble trouble);

  /** Opens files of a host that has this trouble. */
  protected abstract FilesystemInterface filesOf(Trouble trouble);

  /** What is secret in this test. */
  protected abstract String secret();

  /** Breaks all connections to the host; it takes new ones. */
  protected abstract void breakConnections();

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void saysWhyAHostCannotBeUsed(Trouble trouble) {
    assertThat(faultOf(() -> commandsOf(trouble))).isEqualTo(trouble.fault);
    assertThat(faultOf(() -> filesOf(trouble))).isEqualTo(trouble.fault);
    assertThat(trouble.fault.mayHaveHappened()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void tellsNoSecret(Trouble trouble) {
    assertThatThrownBy(() -> commandsOf(trouble))
        .satisfies(thrown -> {
          for (Throwable each = thrown; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each.getMessage())).doesNotContain(secret());
          }
        });
  }

  @Test
  void aConnectionThatBreaksWhileACommandRunsSaysSo() {
    var running =
        commands().start(sh("echo > running; exec sleep 3600").within(Duration.ofMinutes(50)));
    eventually(() -> files().stat("running").isPresent());

    breakConnections();

    assertThat(faultOf(running::await)).isEqualTo(AccessFault.CONNECTION_LOST);
    assertThat(AccessFault.CONNECTION_LOST.mayHaveHappened()).isTrue();
    assertThat(commands().run(sh("echo again")).output().text()).isEqualTo("again\n");
  }

  @Test
  void aConnectionThatBreaksBeforeACommandSaysSo() {
    var commands = commands();
    breakConnections();

    assertThat(faultOf(() -> commands.run(sh("true")))).isEqualTo(AccessFault.CONNECTION_LOST);
  }

  @Test
  void aConnectionThatBreaksWhileAFileIsWrittenLeavesTheOldOne() {
    write("kept", "as it was");
    var breaking =
        new FilterInputStream(new ByteArrayInputStream(new byte[200_000])) {
          private boolean isBroken;

          @Override
          public int read(byte[] into, int from, int count) throws IOException {
            if (!isBroken) {
              isBroken = true;
              breakConnections();
            }
            return super.read(into, from, count);
          }
        };

    assertThat(faultOf(() -> files().write("kept", breaking, ROOM)))
        .isEqualTo(AccessFault.CONNECTION_LOST);
    assertThat(read("kept")).isEqualTo("as it was");
    assertThat(files().list("")).hasSize(1);
    write("kept", "and anew");
    assertThat(read("kept")).isEqualTo("and anew");
  }

  @Test
  void aConnectionThatBreaksWhileAFileIsReadSaysSo() {
    files().write("large", new ByteArrayInputStream(new byte[3_000_000]), ROOM);
    var breaking =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            breakConnections();
          }

          @Override
          public void write(byte[] bytes, int from, int count) {
            breakConnections();
          }
        };

    assertThat(faultOf(() -> files().read("large", breaking, ROOM)))
        .isEqualTo(AccessFault.CONNECTION_LOST);
  }
}
