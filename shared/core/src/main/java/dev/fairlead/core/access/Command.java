package dev.fairlead.core.access;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A program to run, with its arguments as they are: no shell takes them apart.
 *
 * @param arguments the program, looked up in the host's PATH, and what it is told; at most {@value
 *     #MAX_BYTES} characters, none of them zero
 * @param directory where it runs
 * @param environment what it has beside what the host gives every command. Other users of a host
 *     may see it for a moment: give secrets by standard input
 * @param input what it reads from its standard input, at most {@value #MAX_INPUT} bytes; files are
 *     for more
 * @param limit how long it may run, up to a day
 * @param kept of what it prints, so many bytes of standard output and so many of standard error are
 *     kept, the last ones: 0 to {@value #MAX_KEPT}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Command(
    List<String> arguments,
    WorkingDirectory directory,
    SortedMap<String, String> environment,
    byte[] input,
    Duration limit,
    int kept) {
  public static final int MAX_INPUT = 1024 * 1024;
  public static final int MAX_KEPT = 4 * 1024 * 1024;

  /** Together with the environment; a host takes at least so much in one argument of a shell. */
  public static final int MAX_BYTES = 100_000;

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * Takes only what can be run anywhere.
   *
   * @throws IllegalArgumentException for anything else
   */
  public Command {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    var texts = new ArrayList<>(arguments);
    texts.addAll(environment.values());
    require(!arguments.isEmpty() && !arguments.getFirst().isEmpty(), "a command has a program");
    require(
        environment.keySet().stream().allMatch(name -> NAME.matcher(name).matches()),
        "a variable is named by letters, digits and underscores");
    require(
        texts.stream().noneMatch(text -> text.indexOf('\0') >= 0), "no program takes a zero byte");
    require(
        texts.stream().mapToLong(String::length).sum() <= MAX_BYTES,
        "arguments and environment have at most " + MAX_BYTES + " characters");
    require(input.length <= MAX_INPUT, "an input has at most " + MAX_INPUT + " bytes");
    require(
        limit.isPositive() && limit.compareTo(LONGEST) <= 0,
        "a command runs longer than no time, and at most a day");
    require(kept >= 0 && kept <= MAX_KEPT, "at most " + MAX_KEPT + " bytes are kept");
  }

  /** In the lease's directory, without input, for at most a minute, 64 KiB of each output kept. */
  public static Command of(String... arguments) {
    return of(List.of(arguments));
  }

  /** As {@link #of(String...)}. */
  public static Command of(List<String> arguments) {
    return new Command(
        arguments,
        WorkingDirectory.OF_LEASE,
        new TreeMap<>(),
        new byte[0],
        Duration.ofMinutes(1),
        64 * 1024);
  }

  public Command in(WorkingDirectory other) {
    return new Command(arguments, other, environment, input, limit, kept);
  }

  public Command with(Map<String, String> variables) {
    return new Command(arguments, directory, new TreeMap<>(variables), input, limit, kept);
  }

  public Command reading(byte[] bytes) {
    return new Command(arguments, directory, environment, bytes, limit, kept);
  }

  public Command within(Duration time) {
    return new Command(arguments, directory, environment, input, time, kept);
  }

  public Command keeping(int bytes) {
    return new Command(arguments, directory, environment, input, limit, bytes);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }
}
