package dev.fairlead.core.access;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command as a POSIX shell runs it, and what the shell says of it: its first line on standard
 * error tells whether the directory is there and, if so, the number of the process that the command
 * then is. Whatever came before that line is of the shell, not of the command.
 */
public final class ShellScript {
  private static final String MARK = "fairlead-command:";
  private static final String NO_DIRECTORY = "no-directory";
  private static final Pattern SAID = Pattern.compile(MARK + "(\\d+|" + NO_DIRECTORY + ")\\n");

  /** A shell that says more than that before the line is none we know. */
  private static final int MAX_PREFACE = 64 * 1024;

  private ShellScript() {}

  /** What a shell is given. */
  public static String of(Command command, String directory) {
    var words = new ArrayList<String>();
    command.environment().forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(command.arguments());
    var quoted = words.stream().map(ShellScript::quoted).collect(Collectors.joining(" "));
    // An argument that begins with a dash would be an option of cd; a path that doesn't is a path.
    var place = directory.startsWith("/") ? directory : "./" + directory;
    return "if cd %s 2>/dev/null; then echo %s$$ >&2; exec env -- %s; else echo %s%s >&2; fi"
        .formatted(quoted(place), MARK, quoted, MARK, NO_DIRECTORY);
  }

  /** What kills the process and its group, if it leads one. */
  public static String ending(long process, String signal) {
    return "kill -s %s -- -%d 2>/dev/null || kill -s %s %d"
        .formatted(signal, process, signal, process);
  }

  /** One word of a shell. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** Takes a shell's standard error, and passes on what is of the command. Thread-safe. */
  public static final class Errors extends OutputStream {
    private final OutputStream command;
    private final Runnable heard;
    private final ByteArrayOutputStream preface = new ByteArrayOutputStream();
    private final AtomicReference<String> said = new AtomicReference<>("");

    /**
     * Of one shell.
     *
     * @param heard is run once its line has come
     */
    public Errors(OutputStream command, Runnable heard) {
      this.command = command;
      this.heard = heard;
    }

    /** The command's process; none before it runs or if its directory is not there. */
    public Optional<Long> process() {
      return Optional.of(said.get())
          .filter(text -> !text.isEmpty() && !text.equals(NO_DIRECTORY))
          .map(Long::valueOf);
    }

    /** Whether the shell said that there is no such directory. */
    public boolean lacksDirectory() {
      return said.get().equals(NO_DIRECTORY);
    }

    /** What the shell said instead of its line. */
    public synchronized String preface() {
      return preface.toString(ISO_8859_1);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
      if (!said.get().isEmpty()) {
        command.write(bytes, from, count);
        return;
      }
      preface.write(bytes, from, Math.min(count, MAX_PREFACE - preface.size()));
      // One character a byte, so that places in the text are places in the bytes.
      var text = preface.toString(ISO_8859_1);
      var line = SAID.matcher(text);
      if (line.find()) {
        said.set(line.group(1));
        command.write(text.substring(line.end()).getBytes(ISO_8859_1));
        heard.run();
      }
    }
  }
}
