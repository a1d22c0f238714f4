package dev.fairlead.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * PutObject, GetObject and DeleteObject as S3 documents them, by path, for one bucket, in memory: a
 * put with a wrong checksum is refused with {@code BadDigest}, a get of nothing is {@code
 * NoSuchKey}, a delete of nothing succeeds.
 */
final class FakeS3 implements AutoCloseable {
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
    server.createContext("/" + EmulatedAws.BUCKET + "/", this::serve);
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
      String key = call.getRequestURI().getPath().substring(EmulatedAws.BUCKET.length() + 2);
      byte[] body = call.getRequestBody().readAllBytes();
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
    byte[] body =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code + "</Code></Error>")
            .getBytes(StandardCharsets.UTF_8);
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
