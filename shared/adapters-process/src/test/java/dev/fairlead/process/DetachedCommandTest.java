package dev.fairlead.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.access.AccessException;
import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.CommandInterface;
import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.access.DetachedCommand.Look;
import dev.fairlead.core.access.DetachedCommand.Signal;
import dev.fairlead.core.access.DetachedCommand.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that run on when nobody is connected, and what can go wrong with them. */
class DetachedCommandTest {
  private static final int MOST_LOOKS = 10_000;

  @TempDir private Path directory;

  private CommandInterface commands;
  private DetachedCommand command;

  @BeforeEach
  void open() {
    commands = ProcessAdapters.in(directory).commands();
    command = new DetachedCommand(commands);
  }

  @AfterEach
  void close() {
    if (Files.exists(directory)) {
      command.end(Signal.KILL);
    }
    commands.close();
  }

  @Test
  void startsOnceAndTellsItsEnd() {
    var what = script("cat \"$FAIRLEAD_PAYLOAD_FILE\"; exit 3");

    command.start(what);
    until(State.EXITED);

    assertThat(command.start(what)).isEqualTo(new Look(State.EXITED, 3, 7, 0));
    assertThat(log()).isEqualTo("{\"x\":1}");
  }

  @Test
  void givesWhatWasSaidBefore() {
    command.start(
        new DetachedCommand.Start(
            List.of("sh", "-c", "cat \"$FAIRLEAD_LAST_PROGRESS_FILE\"; echo \" $WORD\""),
            Map.of("WORD", "it's\na word"),
            "{\"x\":1}",
            Optional.of("{\"percent\":7}")));
    until(State.EXITED);

    assertThat(log()).isEqualTo("{\"percent\":7} it's\na word\n");
  }

  @Test
  void anEnvironmentIsForTheCommandAlone() throws IOException {
    var tools = Files.createDirectory(directory.resolve("tools"));
    var tool = tools.resolve("tool");
    Files.writeString(tool, "#!/bin/sh\necho \"$PATH\"\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();

    command.start(
        new DetachedCommand.Start(
            List.of("tool"),
            Map.of("PATH", tools.toString(), "fl_out", "/nowhere", "IFS", "x"),
            "{}",
            Optional.empty()));
    until(State.EXITED);

    assertThat(command.look().exit()).isZero();
    assertThat(log()).isEqualTo(tools + "\n");
  }

  @Test
  void isNotBegunWithWhenItWasEndedBefore() {
    assertThat(command.end(Signal.TERM).state()).isEqualTo(State.NONE);

    assertThat(command.start(script("echo begun")).state()).isEqualTo(State.NONE);
    assertThat(log()).isEmpty();
  }

  @Test
  void isNotFoundInADirectoryThatIsGone() throws IOException {
    Files.delete(directory);

    assertThatThrownBy(() -> command.look())
        .isInstanceOfSatisfying(
            AccessException.class,
            gone -> assertThat(gone.fault()).isEqualTo(AccessFault.NOT_FOUND));
  }

  @Test
  void saysWhyTheHostCouldNot() throws IOException {
    // As on a disk that takes nothing: where its files should go, none can.
    Files.writeString(directory.resolve(DetachedCommand.DIRECTORY), "in the way");

    assertThatThrownBy(() -> command.start(script("true")))
        .isInstanceOfSatisfying(
            AccessException.class,
            failed -> {
              assertThat(failed.fault()).isEqualTo(AccessFault.FAILED);
              assertThat(failed).hasMessageContaining("exit code 90").hasMessageContaining("mkdir");
            });
    assertThat(command.end(Signal.TERM).state()).isEqualTo(State.NONE);
  }

  @Test
  void endsWhatOutlivedItsLeader() throws IOException {
    command.start(
        script("trap '' TERM; sleep 1000 & echo $! >child.new; mv child.new child; wait"));
    until(() -> Files.exists(directory.resolve("child")));
    long child = Long.parseLong(Files.readString(directory.resolve("child")).strip());
    long leader =
        Long.parseLong(
            Files.readString(directory.resolve(DetachedCommand.DIRECTORY + "/gate"))
                .split(" ", -1)[0]);
    ProcessHandle.of(leader).orElseThrow().destroyForcibly();
    until(State.GONE);
    assertThat(isAlive(child)).isTrue();

    // They ignore what is polite, and nobody could tell when they have ended.
    assertThat(command.end(Signal.TERM).state()).isEqualTo(State.GONE);

    until(() -> !isAlive(child));
  }

  @Test
  void signalsNobodyWhenTheHostWasStartedAnew() throws IOException, InterruptedException {
    var gate = directory.resolve(DetachedCommand.DIRECTORY + "/gate");
    Files.createDirectories(directory.resolve(DetachedCommand.DIRECTORY));
    var stranger =
        new ProcessBuilder("sh", "-c", "set -m; sleep 1000 >/dev/null & echo $!").start();
    var number = new String(stranger.getInputStream().readNBytes(20), UTF_8);
    long group = Long.parseLong(number.lines().findFirst().orElseThrow());
    try {
      Files.writeString(gate, group + " another-boot:12345\n");

      assertThat(command.look().state()).isEqualTo(State.GONE);
      assertThat(command.end(Signal.KILL).state()).isEqualTo(State.GONE);

      assertThat(isAlive(group)).isTrue();
    } finally {
      ProcessHandle.of(group).ifPresent(ProcessHandle::destroyForcibly);
      stranger.waitFor();
    }
  }

  @Test
  void aGateWithoutANumberIsNobodys() throws IOException {
    Files.createDirectories(directory.resolve(DetachedCommand.DIRECTORY));
    Files.createFile(directory.resolve(DetachedCommand.DIRECTORY + "/gate"));

    assertThat(command.look().state()).isEqualTo(State.NONE);
    assertThat(command.end(Signal.KILL).state()).isEqualTo(State.NONE);
  }

  /** Who is dead and not buried yet has no program. */
  private static boolean isAlive(long process) {
    return ProcessHandle.of(process).flatMap(each -> each.info().command()).isPresent();
  }

  private static DetachedCommand.Start script(String text) {
    return new DetachedCommand.Start(
        List.of("sh", "-c", text), Map.of(), "{\"x\":1}", Optional.empty());
  }

  private String log() {
    return new String(command.log(1000), UTF_8);
  }

  private void until(State state) {
    until(() -> command.look().state() == state);
  }

  /** Each look asks the host, which takes its time. */
  private static void until(BooleanSupplier isSo) {
    for (int looks = 0; !isSo.getAsBoolean(); looks++) {
      assertThat(looks).as("looks without its being so").isLessThan(MOST_LOOKS);
      Thread.onSpinWait();
    }
  }
}
