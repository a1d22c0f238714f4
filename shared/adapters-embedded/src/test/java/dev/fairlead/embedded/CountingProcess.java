package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.Write;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A process that counts in a store for ever, to be killed. Each step is one transaction that raises
 * the count in two tables, replaces an indexed item and adds another; then it sends the count as a
 * message; then it says the count, so that whoever reads it knows what must have survived.
 */
final class CountingProcess implements AutoCloseable {
  static final Key COUNT = new Key("tokens", "count", "n");
  static final Key SAME_COUNT = new Key("agendas", "count", "n");
  static final String QUEUE = "counts";

  private final Process process;
  private final BufferedReader said;

  private CountingProcess(Process process) {
    this.process = process;
    this.said = process.inputReader(UTF_8);
  }

  static CountingProcess start(Path folder) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    return new CountingProcess(
        new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CountingProcess.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Waits until it has counted so many times; the last count said. */
  long awaitCounts(int times) throws IOException {
    long last = -1;
    for (int i = 0; i < times; i++) {
      last = Long.parseLong(said.readLine());
    }
    return last;
  }

  /** Kill -9, and wait until it is gone; the last count it said. */
  long kill(long lastSeen) throws IOException, InterruptedException {
    // Not the process's own method, which would also close what is still to be read.
    process.toHandle().destroyForcibly();
    process.waitFor();
    long last = lastSeen;
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      // A line cut short by the kill is a smaller number, which claims less.
      last = Math.max(last, line.isEmpty() ? -1 : Long.parseLong(line));
    }
    return last;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws IOException {
    try (var adapters = EmbeddedAdapters.onDisk(Path.of(arguments[0]), InstantSource.system());
        var out = new FileOutputStream(FileDescriptor.out)) {
      var items = adapters.items();
      long count = items.read(COUNT).map(item -> item.requireWhole("n")).orElse(0L);
      while (true) {
        var condition = count == 0 ? Condition.absent() : Condition.is("n", count);
        count++;
        items.transact(
            List.of(
                Write.put(new Item(COUNT, Map.of("n", Attr.of(count))), condition),
                Write.put(indexed(SAME_COUNT, count, ""), condition),
                Write.put(
                    indexed(
                        new Key("agendas", "count", "bulk" + count % 20),
                        count,
                        "x".repeat((int) (count * 7919 % 30_000))))));
        adapters.queues().send(QUEUE, List.of(Outgoing.of(Long.toString(count))));
        out.write((count + "\n").getBytes(UTF_8));
      }
    }
  }

  private static Item indexed(Key key, long count, String bulk) {
    return new Item(
        key,
        Map.of(
            "n", Attr.of(count),
            "customerId", Attr.of("acme"),
            "listKey", Attr.of("%09d".formatted(count) + key.sort()),
            "bulk", Attr.of(bulk)));
  }
}
