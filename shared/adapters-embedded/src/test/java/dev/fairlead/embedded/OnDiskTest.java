package dev.fairlead.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import dev.fairlead.testkit.contracts.Racers;
import dev.fairlead.testkit.time.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnDiskTest {
  private static final Duration HIDDEN = Duration.ofHours(1);
  private static final String QUEUE = "queue";

  @TempDir private Path folder;
  private final SettableClock clock = SettableClock.somewhen();
  private EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);

  @BeforeEach
  void open() {
    adapters.close();
    adapters = EmbeddedAdapters.onDisk(folder, clock);
  }

  @AfterEach
  void close() {
    adapters.close();
  }

  private static Item item(String sort, long number) {
    return new Item(
        new Key("agendas", "p", sort),
        Map.of(
            "n", Attr.of(number),
            "customerId", Attr.of("acme"),
            "listKey", Attr.of(sort + number)));
  }

  private void put(String sort, long number) {
    assertThat(adapters.items().write(Write.put(item(sort, number))).isWritten()).isTrue();
  }

  private List<Item> table() {
    return adapters.items().query(Query.of("agendas", "p", 1000)).items();
  }

  private List<Item> index() {
    return adapters.items().query(Query.ofIndex("agendas", "byCustomer", "acme", 1000)).items();
  }

  private List<Delivery> receive() {
    return adapters.queues().receive(QUEUE, 10, HIDDEN, Duration.ZERO);
  }

  @Test
  void itemsAndIndexesSurviveARestart() {
    put("a", 1);
    put("b", 2);

    open();

    assertThat(table()).containsExactly(item("a", 1), item("b", 2));
    assertThat(index()).containsExactly(item("a", 1), item("b", 2));
  }

  @Test
  void messagesSurviveARestartAndAreVisibleAtOnce() {
    adapters.queues().send(QUEUE, List.of(Outgoing.of("deleted"), Outgoing.of("hidden")));
    receive().stream()
        .filter(delivery -> delivery.body().equals("deleted"))
        .forEach(delivery -> adapters.queues().delete(QUEUE, delivery.receipt()));

    open();

    assertThat(receive())
        .singleElement()
        .satisfies(delivery -> {
          assertThat(delivery.body()).isEqualTo("hidden");
          assertThat(delivery.receiveCount()).isEqualTo(1);
        });
  }

  @Test
  void aDelaySurvivesARestart() {
    adapters.queues().send(QUEUE, List.of(Outgoing.later("m", Duration.ofMinutes(5))));

    open();

    assertThat(receive()).isEmpty();
    clock.advance(Duration.ofMinutes(5));
    assertThat(receive()).hasSize(1);
  }

  @Test
  void aReceiptOfAnEarlierLifeDoesNothing() {
    adapters.queues().send(QUEUE, List.of(Outgoing.of("m")));
    Delivery old = receive().getFirst();

    open();
    Delivery latest = receive().getFirst();
    adapters.queues().delete(QUEUE, old.receipt());

    assertThat(latest.messageId()).isEqualTo(old.messageId());
    assertThat(adapters.queues().depth(QUEUE)).isEqualTo(1);
  }

  @Test
  void aFifoQueueKeepsItsOrderAndItsIdsOverARestart() {
    adapters
        .queues()
        .send("q.fifo", List.of(Outgoing.inGroup("1", "g", "1"), Outgoing.inGroup("2", "g", "2")));

    open();
    adapters
        .queues()
        .send(
            "q.fifo",
            List.of(Outgoing.inGroup("again", "g", "1"), Outgoing.inGroup("3", "g", "3")));

    assertThat(adapters.queues().receive("q.fifo", 10, HIDDEN, Duration.ZERO))
        .extracting(Delivery::body)
        .containsExactly("1", "2", "3");
  }

  @Test
  void messagesExpireAfterFourteenDays() {
    adapters.queues().send(QUEUE, List.of(Outgoing.of("old")));
    clock.advance(Duration.ofDays(14).plusSeconds(1));
    adapters.queues().send(QUEUE, List.of(Outgoing.of("new")));

    assertThat(adapters.queues().depth(QUEUE)).isEqualTo(1);
    open();
    assertThat(receive()).extracting(Delivery::body).containsExactly("new");
  }

  @Test
  void blobsSurviveARestart() {
    String hash = adapters.blobs().put("acme", new byte[] {1, 2, 3});

    open();

    assertThat(adapters.blobs().get("acme", hash)).isPresent();
  }

  @Test
  void aFolderIsOpenOnceInAProcess() {
    assertUnavailable(() -> EmbeddedAdapters.onDisk(folder, clock));
    put("a", 1);

    open();

    assertThat(table()).hasSize(1);
  }

  @Test
  void aClosedStoreSaysSo() {
    adapters.close();
    adapters.close();

    assertUnavailable(this::table);
    assertUnavailable(() -> put("a", 1));
    assertUnavailable(() -> adapters.queues().send(QUEUE, List.of(Outgoing.of("m"))));
  }

  @Test
  void aReceiverThatWaitsGoesHomeWhenTheStoreCloses() {
    assertThat(adapters.queues().depth(QUEUE)).isZero();

    List<List<Delivery>> received =
        Racers.race(
            2,
            n ->
                () -> {
                  if (n == 0) {
                    return adapters.queues().receive(QUEUE, 1, HIDDEN, Duration.ofSeconds(20));
                  }
                  adapters.close();
                  return List.of();
                });

    assertThat(received.getFirst()).isEmpty();
  }

  @Test
  void anIndexThatIsNewIsBuiltFromTheTable() {
    adapters.close();
    Item item = item("a", 1);
    var engine = Engine.onDisk(folder);
    var rows = engine.map("items.agendas");
    var about = engine.map("about");
    engine.change(() -> {
      rows.put(KeyBytes.of(item.key()), ItemCodec.encode(item.attributes()));
      about.clear();
      return item;
    });
    engine.close();

    open();

    assertThat(index()).containsExactly(item);
  }

  @Test
  void theFileStaysSmallHoweverOftenItemsAreReplaced() throws IOException {
    var filler = Attr.of("x".repeat(500));
    for (int i = 0; i < 5_000; i++) {
      var key = new Key("agendas", "p", "s" + i % 50);
      var attributes =
          Map.of("customerId", Attr.of("acme"), "listKey", Attr.of("k" + i), "filler", filler);
      adapters.items().write(Write.put(new Item(key, attributes)));
    }

    assertThat(Files.size(folder.resolve("fairlead.mv"))).isLessThan(1024 * 1024);
    open();
    assertThat(index()).hasSize(50);
  }

  @Test
  void anInterruptedCallerHarmsNobody() {
    Racers.race(
        4,
        n ->
            () -> {
              for (int i = 0; i < 50; i++) {
                Thread.currentThread().interrupt();
                put("s" + n, i);
                assertThat(table()).isNotEmpty();
                assertThat(Thread.interrupted()).isTrue();
              }
              return n;
            });

    open();

    assertThat(table())
        .containsExactly(item("s0", 49), item("s1", 49), item("s2", 49), item("s3", 49));
  }

  @Test
  void aQuerySeesTransactionsWhole() {
    put("a", 0);
    put("b", 0);

    Racers.race(
        3,
        n ->
            () -> {
              for (int i = 1; i <= 300; i++) {
                if (n == 0) {
                  adapters
                      .items()
                      .transact(List.of(Write.put(item("a", i)), Write.put(item("b", i))));
                } else {
                  List<Item> seen = table();
                  assertThat(seen.getFirst().requireWhole("n"))
                      .isEqualTo(seen.getLast().requireWhole("n"));
                }
              }
              return n;
            });
  }

  @Test
  void aFailureInTheMiddleOfAChangeIsNeverWritten() {
    adapters.close();
    var engine = Engine.onDisk(folder);
    var rows = engine.map("items.agendas");
    Item item = item("a", 1);

    assertThatThrownBy(() ->
            engine.change(() -> {
              rows.put(KeyBytes.of(item.key()), ItemCodec.encode(item.attributes()));
              throw new IllegalStateException("half done");
            }))
        .isInstanceOf(PortException.class)
        .hasRootCauseMessage("half done");
    assertUnavailable(() -> engine.look(() -> "anything"));

    open();
    assertThat(table()).isEmpty();
  }

  private static void assertUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNAVAILABLE));
  }
}
