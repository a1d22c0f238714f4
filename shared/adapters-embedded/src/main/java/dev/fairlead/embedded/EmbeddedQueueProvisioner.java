package dev.fairlead.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.QueueProvisioner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.mvstore.MVMap;

/**
 * Notes which queues there are to be and which are to be read; a host reads those. It is kept with
 * the messages, so a host that is started anew goes on where it was. Everything is done at once.
 */
final class EmbeddedQueueProvisioner implements QueueProvisioner {
  private static final byte[] RESTING = {0};
  private static final byte[] READ = {1};

  private final Engine engine;
  private final EmbeddedMessageQueue queues;
  private final MVMap<byte[], byte[]> provided;

  EmbeddedQueueProvisioner(Engine engine, EmbeddedMessageQueue queues) {
    this.engine = engine;
    this.queues = queues;
    this.provided = engine.map("provided");
  }

  @Override
  public State find(String queue) {
    byte[] found = engine.look(() -> provided.get(queue.getBytes(UTF_8)));
    if (found == null) {
      return State.ABSENT;
    }
    return Arrays.equals(found, READ) ? State.READ : State.RESTING;
  }

  @Override
  public void provide(String queue, boolean isRead) {
    QueueLimits.checkName(queue);
    engine.change(() -> {
      provided.put(queue.getBytes(UTF_8), isRead ? READ : RESTING);
      return isRead;
    });
  }

  @Override
  public void remove(String queue) {
    engine.change(() -> {
      provided.remove(queue.getBytes(UTF_8));
      return queue;
    });
    queues.purge(queue);
    queues.purge(QueueLimits.deadLettersOf(queue));
  }

  /** Those that are to be read, by name. */
  List<String> read() {
    return engine.look(() -> {
      var names = new ArrayList<String>();
      var cursor = provided.cursor(null);
      while (cursor.hasNext()) {
        byte[] name = cursor.next();
        if (Arrays.equals(cursor.getValue(), READ)) {
          names.add(new String(name, UTF_8));
        }
      }
      return List.copyOf(names);
    });
  }
}
