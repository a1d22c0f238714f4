package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.FilesystemInterface;
import dev.fairlead.core.access.FilesystemInterface.Entry;
import dev.fairlead.core.access.FilesystemInterface.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What files do everywhere. */
abstract class FilesystemSuite extends CommandSuite {
  private static final String OLD = "as it was";

  @Test
  void readsWhatItWrote() {
    var bytes = new byte[300_000];
    new SplittableRandom(7).nextBytes(bytes);

    assertThat(files().write("a b'c", new ByteArrayInputStream(bytes), bytes.length))
        .isEqualTo(bytes.length);
    var back = new ByteArrayOutputStream();
    assertThat(files().read("a b'c", back, bytes.length)).isEqualTo(bytes.length);

    assertThat(back.toByteArray()).isEqualTo(bytes);
    write("empty", "");
    assertThat(read("empty")).isEmpty();
  }

  @Test
  void replacesAllOfWhatWasThereButItsPermissions() {
    write("tool", "#!/bin/sh\necho a much longer text than the next\n");
    commands().run(Command.of("chmod", "750", "tool"));

    write("tool", "#!/bin/sh\necho x\n");

    assertThat(commands().run(Command.of("./tool")).output().text()).isEqualTo("x\n");
    assertThat(commands().run(Command.of("find", "tool", "-perm", "750")).output().text())
        .isEqualTo("tool\n");
  }

  @Test
  void commandsAndFilesSeeTheSame() {
    commands().run(sh("printf made > by-command"));
    write("by-file", "put");

    assertThat(read("by-command")).isEqualTo("made");
    assertThat(commands().run(Command.of("cat", "by-file")).output().text()).isEqualTo("put");
  }

  @Test
  void aContentThatFailsHalfWayChangesNothing() {
    write("kept", OLD);
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[100_000]),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("torn");
              }

              @Override
              public int read(byte[] into, int from, int count) throws IOException {
                throw new IOException("torn");
              }
            });

    assertThat(faultOf(() -> files().write("kept", broken, ROOM)))
        .isEqualTo(AccessFault.NO_CONTENT);
    assertUnchanged();
  }

  @Test
  void aContentThatIsTooLargeChangesNothing() {
    write("kept", OLD);

    assertThat(faultOf(() -> files().write("kept", new ByteArrayInputStream(new byte[1001]), 1000)))
        .isEqualTo(AccessFault.TOO_LARGE);
    assertUnchanged();
    assertThat(files().write("fits", new ByteArrayInputStream(new byte[1000]), 1000))
        .isEqualTo(1000);
    assertThat(faultOf(() -> files().read("fits", OutputStream.nullOutputStream(), 999)))
        .isEqualTo(AccessFault.TOO_LARGE);
  }

  @Test
  void aFullDiskChangesNothing() {
    write("kept", OLD);

    assertThat(
            faultOf(() ->
                filesOnFullDisk().write("kept", new ByteArrayInputStream(new byte[5000]), ROOM)))
        .isIn(AccessFault.DISK_FULL, AccessFault.FAILED);
    assertUnchanged();
  }

  private void assertUnchanged() {
    assertThat(read("kept")).isEqualTo(OLD);
    assertThat(commands().run(Command.of("ls", "-A")).output().text()).isEqualTo("kept\n");
  }

  @Test
  void whereNothingCanBeReadToSaysWhoseFaultItIs() {
    write("file", "content");
    var broken =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("closed");
          }
        };

    assertThat(faultOf(() -> files().read("file", broken, ROOM))).isEqualTo(AccessFault.NO_CONTENT);
  }

  @Test
  void listsByNameWhatIsThere() {
    write("b", "12345");
    write("a", "");
    files().makeDirectories("sub/deep");
    commands().run(sh("ln -s b link; touch " + FilesystemInterface.UNFINISHED + "x"));

    assertThat(files().list(""))
        .extracting(Entry::name, Entry::kind)
        .containsExactly(
            tuple("a", Kind.FILE),
            tuple("b", Kind.FILE),
            tuple("link", Kind.LINK),
            tuple("sub", Kind.DIRECTORY));
    assertThat(files().list("sub")).extracting(Entry::name).containsExactly("deep");
    assertThat(files().list("sub/deep")).isEmpty();
  }

  @Test
  void tellsWhatIsAtAPath() {
    write("file", "12345");
    files().makeDirectories("sub");
    commands().run(Command.of("ln", "-s", "nowhere", "link"));

    assertThat(files().stat("file").orElseThrow())
        .satisfies(it -> assertThat(it.bytes()).isEqualTo(5))
        .satisfies(it -> assertThat(it.kind()).isEqualTo(Kind.FILE))
        .satisfies(it -> assertThat(it.name()).isEqualTo("file"))
        .satisfies(it -> assertThat(it.modified()).isAfter(Instant.EPOCH));
    assertThat(files().stat("sub").orElseThrow().kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(files().stat("link").orElseThrow().kind()).isEqualTo(Kind.LINK);
    assertThat(files().stat("").orElseThrow().kind()).isEqualTo(Kind.DIRECTORY);
    assertThat(files().stat("none")).isEmpty();
    assertThat(files().stat("none/deeper")).isEmpty();
  }

  @Test
  void deletesAllOfADirectoryAndFollowsNoLink() {
    write("outside", OLD);
    files().makeDirectories("gone/deep/deeper");
    write("gone/deep/file", "x");
    commands().run(sh("ln -s ../outside gone/file; ln -s .. gone/up; ln -s nowhere gone/broken"));

    files().delete("gone");
    files().delete("gone");
    files().delete("gone/deep");

    assertThat(files().list("")).extracting(Entry::name).containsExactly("outside");
    assertThat(read("outside")).isEqualTo(OLD);
    files().delete("outside");
    assertThat(files().list("")).isEmpty();
  }

  @Test
  void makesDirectoriesThatMayBeThere() {
    files().makeDirectories("a/b/c");
    files().makeDirectories("a/b/c");
    files().makeDirectories("a/b/d");
    files().makeDirectories("");
    write("file", "x");

    assertThat(files().list("a/b")).extracting(Entry::name).containsExactly("c", "d");
    assertThat(faultOf(() -> files().makeDirectories("file"))).isEqualTo(AccessFault.WRONG_KIND);
    assertThat(faultOf(() -> files().makeDirectories("file/sub")))
        .isEqualTo(AccessFault.WRONG_KIND);
  }

  @Test
  void saysWhatIsNotThereOrOfAnotherKind() {
    files().makeDirectories("sub");
    write("file", "x");
    var nowhere = OutputStream.nullOutputStream();
    var content = new ByteArrayInputStream("x".getBytes(UTF_8));

    assertThat(faultOf(() -> files().read("none", nowhere, ROOM))).isEqualTo(AccessFault.NOT_FOUND);
    assertThat(faultOf(() -> files().read("sub", nowhere, ROOM))).isEqualTo(AccessFault.WRONG_KIND);
    assertThat(faultOf(() -> files().list("none"))).isEqualTo(AccessFault.NOT_FOUND);
    assertThat(faultOf(() -> files().list("file"))).isEqualTo(AccessFault.WRONG_KIND);
    assertThat(faultOf(() -> files().write("sub", content, ROOM)))
        .isEqualTo(AccessFault.WRONG_KIND);
    assertThat(faultOf(() -> files().write("none/file", content, ROOM)))
        .isEqualTo(AccessFault.NOT_FOUND);
  }

  @Test
  void staysInTheDirectoryOfTheLease() {
    var nowhere = OutputStream.nullOutputStream();

    for (String path : new String[] {"..", "/etc/passwd", "a/../../b", "../x", "a\0b"}) {
      assertThat(faultOf(() -> files().read(path, nowhere, ROOM))).isEqualTo(AccessFault.OUTSIDE);
      assertThat(faultOf(() -> files().stat(path))).isEqualTo(AccessFault.OUTSIDE);
      assertThat(faultOf(() -> files().list(path))).isEqualTo(AccessFault.OUTSIDE);
      assertThat(faultOf(() -> files().delete(path))).isEqualTo(AccessFault.OUTSIDE);
      assertThat(faultOf(() -> files().makeDirectories(path))).isEqualTo(AccessFault.OUTSIDE);
      assertThat(faultOf(() -> files().write(path, new ByteArrayInputStream(new byte[0]), ROOM)))
          .isEqualTo(AccessFault.OUTSIDE);
    }
    assertThat(faultOf(() -> files().delete(""))).isEqualTo(AccessFault.OUTSIDE);
    assertThat(faultOf(() -> files().delete("a/.."))).isEqualTo(AccessFault.OUTSIDE);
  }
}
