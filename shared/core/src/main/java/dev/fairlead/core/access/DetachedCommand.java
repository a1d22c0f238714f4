package dev.fairlead.core.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command in the directory of a lease that runs on when nobody is connected: started once,
 * however often that is asked for, looked at, and ended with all of its process group. All that is
 * known of it lies on the host, so that anybody who has the lease goes on from there.
 *
 * <p>Once it was ended it never starts, also if whoever wanted to start it comes late: its gate is
 * closed, and after the lease its directory is gone. Each call is one command on the host; it
 * throws {@link AccessException} as {@link CommandInterface} does.
 */
public final class DetachedCommand {
  /** Where its files are, in the directory of the lease. */
  public static final String DIRECTORY = ".attempt";

  /** Where it leaves its result. */
  public static final String OUTPUT = DIRECTORY + "/output.json";

  private static final String LOG = DIRECTORY + "/output.log";
  private static final String PROGRESS = DIRECTORY + "/progress.jsonl";

  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Pattern SAID =
      Pattern.compile("fairlead (none|running|gone|exited) (\\d{1,3}) (\\d+) (\\d+)");

  private final CommandInterface commands;

  /** The one in the directory where these commands run; whoever opened them closes them. */
  public DetachedCommand(CommandInterface commands) {
    this.commands = commands;
  }

  /**
   * What is to be run.
   *
   * @param arguments the program and what it is told
   * @param environment what is set for it alone, so that no PATH of its own keeps it from being
   *     started; where the files are is added to it. It comes by standard input and lies in a file:
   *     nobody else on the host sees it
   * @param payload it finds this in the file that {@code FAIRLEAD_PAYLOAD_FILE} names, which only
   *     its user may read
   * @param lastProgress the same for {@code FAIRLEAD_LAST_PROGRESS_FILE}; together with the payload
   *     and the environment at most {@link Command#MAX_INPUT} bytes
   */
  public record Start(
      List<String> arguments,
      Map<String, String> environment,
      String payload,
      Optional<String> lastProgress) {
    public Start {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  /** How far it is. */
  public enum State {
    /** It was not started, or was ended before. */
    NONE,
    RUNNING,
    /** It came to its end. */
    EXITED,
    /** Somebody killed it, or its host was started anew. */
    GONE
  }

  /** What it is asked to do. */
  public enum Signal {
    /** To end. */
    TERM,
    /** Nothing any more. */
    KILL
  }

  /**
   * How it is.
   *
   * @param exit of one that exited: 0 to 255
   * @param logBytes that it printed so far
   * @param progressBytes that it said of itself so far
   */
  public record Look(State state, int exit, long logBytes, long progressBytes) {}

  /**
   * Starts it, unless it was started before, and says how it is.
   *
   * @throws IllegalArgumentException if no host is sure to take so much
   */
  public Look start(Start what) {
    byte[] payload = what.payload().getBytes(UTF_8);
    byte[] last = what.lastProgress().orElse("").getBytes(UTF_8);
    byte[] environment = assignments(what.environment()).getBytes(UTF_8);
    var given = new ByteArrayOutputStream(payload.length + last.length + environment.length);
    given.writeBytes(payload);
    given.writeBytes(last);
    given.writeBytes(environment);
    var arguments =
        new ArrayList<>(
            List.of(
                AttemptScripts.SESSION,
                AttemptScripts.ATTEMPT,
                Integer.toString(payload.length),
                Integer.toString(last.length),
                Integer.toString(environment.length)));
    arguments.addAll(what.arguments());
    return said(script(AttemptScripts.STARTING, arguments).reading(given.toByteArray()));
  }

  private static String assignments(Map<String, String> environment) {
    return environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> "export " + each.getKey() + "=" + ShellScript.quoted(each.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** How it is. */
  public Look look() {
    return said(script(AttemptScripts.LOOKING, List.of()));
  }

  /** Sends a signal to all of its group; one that was not started never will be. */
  public Look end(Signal signal) {
    return said(script(AttemptScripts.ENDING, List.of(signal.name())));
  }

  /** The last bytes of what it printed. */
  public byte[] log(int most) {
    return tail(LOG, most);
  }

  /** The last bytes of what it said of itself. */
  public byte[] progress(int most) {
    return tail(PROGRESS, most);
  }

  private byte[] tail(String file, int most) {
    var tail = Command.of("tail", "-c", Integer.toString(most), file).within(LONGEST).keeping(most);
    return commands.run(tail).output().bytes();
  }

  private static Command script(String text, List<String> arguments) {
    var words = new ArrayList<>(List.of("sh", "-c", text, "fairlead"));
    words.addAll(arguments);
    return Command.of(words).within(LONGEST);
  }

  private Look said(Command command) {
    var end = commands.run(command);
    var line = SAID.matcher(new String(end.output().bytes(), UTF_8).strip());
    if (!line.matches()) {
      throw new AccessException(
          AccessFault.FAILED,
          "The host could not say how the command is (exit code "
              + end.exit()
              + "): "
              + new String(end.errors().bytes(), UTF_8).strip());
    }
    return new Look(
        switch (line.group(1)) {
          case "running" -> State.RUNNING;
          case "exited" -> State.EXITED;
          case "gone" -> State.GONE;
          default -> State.NONE;
        },
        Integer.parseInt(line.group(2)),
        Long.parseLong(line.group(3)),
        Long.parseLong(line.group(4)));
  }
}
