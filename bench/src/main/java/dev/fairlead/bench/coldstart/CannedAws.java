package dev.fairlead.bench.coldstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers the calls of a function's SDK clients on loopback, without TLS: reads of items from a
 * store, queries with nothing, writes and sends with success. It is no DynamoDB and no SQS, only as
 * much of their protocols as a first answer takes.
 */
final class CannedAws implements AutoCloseable {
  private static final String TABLE_PREFIX = "fairlead-bench-";

  private final HttpServer server;
  private final ItemStore items;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger calls = new AtomicInteger();

  private CannedAws(HttpServer server, ItemStore items) {
    this.server = server;
    this.items = items;
  }

  /** Opens one over the items that can be read; the environment is called {@code bench}. */
  static CannedAws open(ItemStore items) {
    try {
      var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      var aws = new CannedAws(HttpServer.create(loopback, 0), items);
      aws.server.createContext("/", aws::handle);
      aws.server.setExecutor(aws.threads);
      aws.server.start();
      return aws;
    } catch (IOException e) {
      throw new UncheckedIOException("no server on loopback", e);
    }
  }

  URI address() {
    var address = server.getAddress();
    return URI.create(
        "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/");
  }

  /** Calls so far. */
  int calls() {
    return calls.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      calls.incrementAndGet();
      var target =
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target")).orElse("");
      var body = exchange.getRequestBody().readAllBytes();
      var answer =
          target.isEmpty()
              ? Optional.<Json>empty()
              : answer(target.substring(target.indexOf('.') + 1), JsonText.parse(body));
      var text = answer.map(JsonText::write).orElse("").getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
      // Whoever asks for a blob finds none.
      exchange.sendResponseHeaders(
          answer.isPresent() ? 200 : 404, text.length == 0 ? -1 : text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private Optional<Json> answer(String operation, Json request) {
    if (!(request instanceof Json.Obj fields)) {
      return Optional.empty();
    }
    return switch (operation) {
      case "GetItem" ->
          Optional.of(
              Json.object().putIfPresent("Item", items.read(key(fields)).map(this::json)).build());
      case "Query" ->
          Optional.of(
              Json.object()
                  .put("Items", Json.array(List.of()))
                  .put("Count", 0)
                  .put("ScannedCount", 0)
                  .build());
      case "PutItem", "DeleteItem", "TransactWriteItems" -> Optional.of(Json.EMPTY);
      case "GetQueueUrl" ->
          Optional.of(
              Json.object()
                  .put("QueueUrl", address() + fields.text("QueueName").orElse("queue"))
                  .build());
      case "SendMessageBatch" -> Optional.of(sent(fields));
      default -> Optional.empty();
    };
  }

  private static Key key(Json.Obj request) {
    var table = request.text("TableName").orElseThrow();
    var key = (Json.Obj) request.field("Key").orElseThrow();
    return new Key(table.substring(TABLE_PREFIX.length()), text(key, "pk"), text(key, "sk"));
  }

  private static String text(Json.Obj attributes, String name) {
    return ((Json.Obj) attributes.field(name).orElseThrow()).text("S").orElseThrow();
  }

  private Json json(Item item) {
    var attributes = Json.object();
    attributes.put("pk", Json.object().put("S", item.key().partition()).build());
    attributes.put("sk", Json.object().put("S", item.key().sort()).build());
    item.attributes()
        .forEach((name, value) ->
            attributes.put(
                name,
                switch (value) {
                  case Attr.Text(String text) -> Json.object().put("S", text).build();
                  case Attr.Whole(long whole) ->
                      Json.object().put("N", Long.toString(whole)).build();
                }));
    return attributes.build();
  }

  private static Json sent(Json.Obj request) {
    var entries = (Json.Arr) request.field("Entries").orElseThrow();
    return Json.object()
        .put(
            "Successful",
            Json.array(
                entries.items().stream()
                    .map(Json.Obj.class::cast)
                    .map(entry ->
                        Json.object()
                            .put("Id", entry.text("Id").orElseThrow())
                            .put("MessageId", "message-" + entry.text("Id").orElseThrow())
                            .put("MD5OfMessageBody", md5(entry.text("MessageBody").orElseThrow()))
                            .build())
                    .toList()))
        .put("Failed", Json.array(List.of()))
        .build();
  }

  /** The client compares it with its own. */
  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has MD5", impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
