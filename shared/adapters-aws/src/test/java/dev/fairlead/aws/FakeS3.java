package dev.fairlead.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * PutObject, GetObject, DeleteObject, ListObjectsV2 and DeleteObjects as S3 documents them, by
 * path, for one bucket, in memory: a put with a wrong checksum is refused with {@code BadDigest}, a
 * get of nothing is {@code NoSuchKey}, a delete of nothing succeeds, a page of a list has two keys.
 */
final class FakeS3 implements AutoCloseable {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final int KEYS_PER_PAGE = 2;

  private final ConcurrentHashMap<String, byte[]> objects = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  FakeS3() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/" + EmulatedAws.BUCKET, this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The objects by key, live: what a test changes here has changed in the bucket. */
  Map<String, byte[]> objects() {
    return objects;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  private void serve(HttpExchange call) throws IOException {
    try (call) {
      String path = call.getRequestURI().getPath().substring(EmulatedAws.BUCKET.length() + 1);
      byte[] body = call.getRequestBody().readAllBytes();
      if (path.length() <= 1) {
        serveBucket(call, new String(body, StandardCharsets.UTF_8));
        return;
      }
      String key = path.substring(1);
      switch (call.getRequestMethod()) {
        case "PUT" -> put(call, key, body);
        case "GET" -> get(call, key);
        case "DELETE" -> {
          objects.remove(key);
          call.sendResponseHeaders(204, -1);
        }
        default -> error(call, 405, "MethodNotAllowed");
      }
    }
  }

  private void serveBucket(HttpExchange call, String body) throws IOException {
    if (call.getRequestMethod().equals("POST")) {
      KEY.matcher(body).results().forEach(key -> objects.remove(key.group(1)));
      answer(call, 200, "<DeleteResult></DeleteResult>");
      return;
    }
    Map<String, String> query = query(call.getRequestURI().getRawQuery());
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.getOrDefault("delimiter", "\n");
    String after = query.getOrDefault("continuation-token", "");
    List<String> keys =
        objects.keySet().stream()
            .sorted()
            .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
            .filter(key -> !key.substring(prefix.length()).contains(delimiter))
            .toList();
    List<String> page = keys.subList(0, Math.min(KEYS_PER_PAGE, keys.size()));
    boolean more = page.size() < keys.size();
    String next =
        more ? "<NextContinuationToken>" + page.getLast() + "</NextContinuationToken>" : "";
    answer(
        call,
        200,
        "<ListBucketResult><IsTruncated>"
            + more
            + "</IsTruncated>"
            + next
            + page.stream()
                .map(key -> "<Contents><Key>" + key + "</Key></Contents>")
                .collect(Collectors.joining())
            + "</ListBucketResult>");
  }

  private static Map<String, String> query(String raw) {
    return Arrays.stream(raw.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private void put(HttpExchange call, String key, byte[] body) throws IOException {
    String checksum = call.getRequestHeaders().getFirst("x-amz-checksum-sha256");
    if (checksum != null && !checksum.equals(Base64.getEncoder().encodeToString(sha256(body)))) {
      error(call, 400, "BadDigest");
      return;
    }
    objects.put(key, body);
    call.sendResponseHeaders(200, -1);
  }

  private void get(HttpExchange call, String key) throws IOException {
    byte[] found = objects.get(key);
    if (found == null) {
      error(call, 404, "NoSuchKey");
    } else if (found.length == 0) {
      call.sendResponseHeaders(200, -1);
    } else {
      call.sendResponseHeaders(200, found.length);
      call.getResponseBody().write(found);
    }
  }

  private static void error(HttpExchange call, int status, String code) throws IOException {
    answer(call, status, "<Error><Code>" + code + "</Code></Error>");
  }

  private static void answer(HttpExchange call, int status, String xml) throws IOException {
    byte[] body =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml).getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().add("Content-Type", "application/xml");
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
