package dev.fairlead.aws;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that takes whole HTTP requests, counts them, and answers each with a fixed text or, like
 * a machine that dies at the wrong moment, with a closed connection.
 */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Optional<String> answer;
  private final AtomicInteger requests = new AtomicInteger();

  private RawServer(ServerSocket socket, Optional<String> answer) {
    this.socket = socket;
    this.answer = answer;
  }

  static RawServer hangingUp() {
    return started(Optional.empty());
  }

  static RawServer answering(int status, String errorType) {
    String body = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + errorType + "\"}";
    return started(
        Optional.of(
            "HTTP/1.1 %d Error\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(status, body.length(), body)));
  }

  private static RawServer started(Optional<String> answer) {
    try {
      var server = new RawServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
      Thread.ofVirtual().start(server::accept);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (SocketException e) {
      // Closed: the test is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      var in = new BufferedInputStream(connection.getInputStream());
      while (readRequest(in)) {
        requests.incrementAndGet();
        if (answer.isEmpty()) {
          return;
        }
        connection.getOutputStream().write(answer.get().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The other side hung up first.
    }
  }

  /** Whether a whole request came. */
  private static boolean readRequest(InputStream in) throws IOException {
    int length = 0;
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    return length > 0 && in.readNBytes(length).length == length;
  }

  private static String readLine(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }
}
