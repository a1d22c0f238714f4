package dev.fairlead.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Some of the embedded queues, over SQS's JSON protocol (AWS JSON 1.0), for queue workers that use
 * an ordinary SQS client. Listens on 127.0.0.1 only.
 *
 * <p>A request must present the access key id made for this start, as the credential of its
 * signature. That keeps out whoever can reach the port but was not told: other users of the
 * machine, and web pages in its browser, which can't set the header. The signature itself is not
 * checked: nothing on the loopback interface changes requests on the way. It does not keep out
 * those who may read the worker's environment, who are its user and root.
 */
public final class SqsFacade implements AutoCloseable {
  private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;
  private static final String TARGET = "AmazonSQS.";
  private static final Pattern CREDENTIAL = Pattern.compile("[ ,]Credential=([^/, ]+)/");

  private final HttpServer server;
  private final ExecutorService threads;
  private final SqsCalls calls;
  private final String accessKeyId;

  private SqsFacade(HttpServer server, ExecutorService threads, SqsCalls calls, String key) {
    this.server = server;
    this.threads = threads;
    this.calls = calls;
    this.accessKeyId = key;
  }

  /**
   * Starts on a free port.
   *
   * @param open the queues that can be reached; others do not exist for callers
   * @param ids must draw from a secure generator: the access key id comes from it
   */
  public static SqsFacade start(MessageQueue queues, Set<QueueSpec> open, Ids ids)
      throws IOException {
    var loopback = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var account =
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/000000000000/");
    var byName = open.stream().collect(Collectors.toMap(QueueSpec::queueName, Function.identity()));
    var calls = new SqsCalls(queues, byName, ids, account);
    var facade = new SqsFacade(server, threads, calls, "FAIRLEAD" + ids.newSecret());
    server.createContext("/", facade::serve);
    server.setExecutor(threads);
    server.start();
    return facade;
  }

  /** What {@code AWS_ENDPOINT_URL_SQS} has to be. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public String queueUrl(QueueSpec queue) {
    return calls.url(queue.queueName());
  }

  /** What {@code AWS_ACCESS_KEY_ID} has to be; the secret key can be anything. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /** Answers no more. Requests that wait for messages are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        reply(exchange, 200, calls.answer(action(exchange), request(exchange)));
      } catch (SqsRefusal refusal) {
        refuse(exchange, refusal);
      } catch (PortException e) {
        refuse(exchange, SqsRefusal.of(e));
      }
    }
  }

  private String action(HttpExchange exchange) throws SqsRefusal {
    var credential = CREDENTIAL.matcher(header(exchange, "Authorization").orElse(""));
    if (!credential.find()
        || !MessageDigest.isEqual(
            credential.group(1).getBytes(UTF_8), accessKeyId.getBytes(UTF_8))) {
      throw SqsRefusal.denied();
    }
    return header(exchange, "X-Amz-Target")
        .filter(target -> target.startsWith(TARGET))
        .map(target -> target.substring(TARGET.length()))
        .orElseThrow(() -> SqsRefusal.unsupported("Only SQS's JSON protocol is spoken here."));
  }

  private static Json.Obj request(HttpExchange exchange) throws IOException, SqsRefusal {
    var body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
    if (body.length > MAX_REQUEST_BYTES) {
      throw SqsRefusal.invalid("The request is larger than 4 MiB.");
    }
    try {
      if (JsonText.parse(body) instanceof Json.Obj fields) {
        return fields;
      }
    } catch (FairleadException malformed) {
      throw SqsRefusal.invalid("The request is not JSON.");
    }
    throw SqsRefusal.invalid("The request is not an object.");
  }

  private static void refuse(HttpExchange exchange, SqsRefusal refusal) throws IOException {
    reply(
        exchange,
        refusal.status(),
        Json.object()
            .put("__type", "com.amazonaws.sqs#" + refusal.type())
            .put("message", String.valueOf(refusal.getMessage()))
            .build());
  }

  private static void reply(HttpExchange exchange, int status, Json answer) throws IOException {
    var body = JsonText.write(answer).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }
}
