package dev.fairlead.testkit.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.CommandEnd;
import dev.fairlead.core.access.CommandEnd.Why;
import dev.fairlead.core.access.WorkingDirectory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What commands do everywhere. */
abstract class CommandSuite extends AccessFixture {
  /** Says that it runs, and then does for longer than any test. */
  private static final String LASTS = "echo $$ > running; exec sleep 3600";

  @Test
  void tellsWhatACommandSaysAndHowItEnds() {
    CommandEnd end = commands().run(sh("echo out; echo bad >&2; exit 7"));

    assertThat(end.why()).isEqualTo(Why.EXITED);
    assertThat(end.exit()).isEqualTo(7);
    assertThat(end.output().text()).isEqualTo("out\n");
    assertThat(end.errors().text()).isEqualTo("bad\n");
    assertThat(end.isSuccess()).isFalse();
    assertThat(commands().run(Command.of("true")).isSuccess()).isTrue();
  }

  @Test
  void givesArgumentsAsTheyAre() {
    String odd = " a'b\"c\\d $HOME `x` *\n;&|é\t";

    CommandEnd end = commands().run(Command.of("printf", "[%s]", odd, "", "-n", "'"));

    assertThat(end.output().text()).isEqualTo("[" + odd + "][][-n][']");
  }

  @Test
  void givesTheEnvironmentAsItIs() {
    String odd = "it's \"$x\" = `y`\nz";

    CommandEnd end =
        commands().run(sh("printf '%s|%s' \"$ONE\" \"$TWO\"").with(Map.of("ONE", odd, "TWO", "")));

    assertThat(end.output().text()).isEqualTo(odd + "|");
  }

  @Test
  void givesStandardInputAndItsEnd() {
    byte[] bytes = "line\n\0é".repeat(20_000).getBytes(UTF_8);

    CommandEnd end = commands().run(Command.of("cat").reading(bytes).keeping(Command.MAX_KEPT));

    assertThat(end.output().bytes()).isEqualTo(bytes);
    assertThat(commands().run(Command.of("cat")).output().length()).isZero();
  }

  @Test
  void aCommandNeedNotReadItsInput() {
    assertThat(commands().run(Command.of("true").reading(new byte[Command.MAX_INPUT])).exit())
        .isZero();
  }

  @Test
  void runsWhereTheStackOfDirectoriesLeads() {
    files().makeDirectories("one/two words");
    var there = WorkingDirectory.OF_LEASE.push("one").push("two words");

    commands().run(sh("echo here > found").in(there));

    assertThat(read("one/two words/found")).isEqualTo("here\n");
    commands().run(sh("echo up > found").in(there.push("..")));
    assertThat(read("one/found")).isEqualTo("up\n");
    commands().run(sh("echo top > found").in(there.pop().pop().pop()));
    assertThat(read("found")).isEqualTo("top\n");
  }

  @Test
  void startsNothingWhereThereIsNoDirectory() {
    var missing = WorkingDirectory.OF_LEASE.push("missing");
    var outside = WorkingDirectory.OF_LEASE.push("one").push("../..");

    assertThat(faultOf(() -> commands().run(Command.of("true").in(missing))))
        .isEqualTo(AccessFault.NOT_FOUND);
    assertThat(faultOf(() -> commands().run(Command.of("true").in(outside))))
        .isEqualTo(AccessFault.OUTSIDE);
  }

  @Test
  void aProgramThatIsNotThereEndsAsInAShell() {
    assertThat(commands().run(Command.of("no-such-program-here")).exit()).isEqualTo(127);

    write("text", "no program");
    assertThat(commands().run(Command.of("./text")).exit()).isEqualTo(126);
  }

  @Test
  void keepsTheEndOfWhatIsPrinted() {
    CommandEnd end =
        commands().run(sh("seq 100000; printf end; seq 9 >&2").keeping(10).within(minutes(5)));

    assertThat(end.output().text()).isEqualTo("100000\nend");
    assertThat(end.output().length()).isEqualTo(588_898);
    assertThat(end.output().isWhole()).isFalse();
    assertThat(end.errors().text()).isEqualTo("5\n6\n7\n8\n9\n");
    assertThat(commands().run(sh("echo x").keeping(0)).output().bytes()).isEmpty();
  }

  @Test
  void tellsTheSignalThatEndedIt() {
    assertThat(commands().run(sh("kill -s KILL $$")).exit()).isEqualTo(128 + 9);
  }

  @Test
  void endsWhatRunsTooLongAndAllThatItStarted() {
    CommandEnd end =
        commands().run(sh("echo begun; sleep 3600 & " + LASTS).within(Duration.ofMillis(200)));

    assertThat(end.why()).isEqualTo(Why.TIME_LIMIT);
    assertThat(end.output().text()).isEqualTo("begun\n");
    assertThat(end.isSuccess()).isFalse();
    eventually(this::isOver);
  }

  @Test
  void endsWhatDoesNotWantTo() {
    CommandEnd end =
        commands()
            .run(
                sh("trap '' TERM; echo $$ > running; while :; do sleep 3600; done")
                    .within(Duration.ofMillis(200)));

    assertThat(end.why()).isEqualTo(Why.TIME_LIMIT);
    eventually(this::isOver);
  }

  @Test
  void endsWhatIsCancelled() {
    var running = commands().start(sh(LASTS).within(minutes(50)));
    eventually(() -> files().stat("running").filter(it -> it.bytes() > 0).isPresent());

    running.cancel();
    running.cancel();

    assertThat(running.await().why()).isEqualTo(Why.CANCELLED);
    eventually(this::isOver);
  }

  @Test
  void cancellingWhatHasEndedChangesNothing() {
    var running = commands().start(sh("exit 3"));
    CommandEnd end = running.await();

    running.cancel();

    assertThat(end.exit()).isEqualTo(3);
    assertThat(end.why()).isEqualTo(Why.EXITED);
  }

  @Test
  void closingEndsWhatRuns() {
    var commands = commands();
    commands.start(sh(LASTS).within(minutes(50)));
    eventually(() -> files().stat("running").filter(it -> it.bytes() > 0).isPresent());

    commands.close();

    eventually(this::isOver);
  }

  @Test
  void runsSeveralAtATime() {
    var commands = commands();
    // Each waits for the other: one after the other, they never end.
    var first =
        commands.start(sh("touch a; until [ -e b ]; do :; done; echo 1").within(minutes(5)));
    var second =
        commands.start(sh("touch b; until [ -e a ]; do :; done; echo 2").within(minutes(5)));

    assertThat(second.await().output().text()).isEqualTo("2\n");
    assertThat(first.await().output().text()).isEqualTo("1\n");
  }

  private boolean isOver() {
    return !commands().run(sh("kill -0 \"$(cat running)\"")).isSuccess();
  }

  static Command sh(String script) {
    return Command.of("sh", "-c", script);
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }
}
