package dev.fairlead.resourcepool.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.HttpCaller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Calls over HTTP/1.1, each on a connection of its own. The host's name is looked up once; every
 * address that comes of it is held to the policy, and the connection goes to one of these and no
 * other, so that no second answer of a name server counts. See docs/adr/0019.
 */
public final class SocketHttpCaller implements HttpCaller {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** Methods that say how long their body is even if there is none. */
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final AddressPolicy policy;
  private final Names names;
  private final TlsClient tls;

  /** Where hosts are. */
  interface Names {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  /** Where connections are made safe; asked by the first call that needs it. */
  interface TlsClient {
    SSLSocketFactory sockets();
  }

  /** With the names and authorities that this machine knows. */
  public SocketHttpCaller(AddressPolicy policy) {
    this(
        policy,
        host -> List.of(InetAddress.getAllByName(host)),
        () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  SocketHttpCaller(AddressPolicy policy, Names names, TlsClient tls) {
    this.policy = policy;
    this.names = names;
    this.tls = tls;
  }

  @Override
  public Outcome call(Call call) {
    var exchange = new FutureTask<Outcome>(() -> exchange(call));
    Thread.ofVirtual().name("http").start(exchange);
    try {
      return exchange.get(call.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      // What a virtual thread waits for on a socket ends by this, and the socket with it.
      exchange.cancel(true);
      return late(call);
    } catch (InterruptedException ending) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Unanswered(Trouble.UNREACHABLE, "The program that called is ending.");
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a call failed by a bug", failed.getCause());
    }
  }

  private static Outcome late(Call call) {
    return new Unanswered(
        Trouble.TIMED_OUT, "There was no answer within " + millis(call.timeout()) + " ms.");
  }

  private Outcome exchange(Call call) {
    if (call.uri().getHost() == null) {
      return new Unanswered(Trouble.UNREACHABLE, "There is no such host.");
    }
    String host = host(call.uri());
    try {
      List<InetAddress> addresses = names.addresses(host);
      Optional<InetAddress> forbidden =
          addresses.stream().filter(address -> !policy.allows(address)).findFirst();
      if (forbidden.isPresent()) {
        return new Unanswered(
            Trouble.FORBIDDEN_ADDRESS,
            "The host is at "
                + forbidden.get().getHostAddress()
                + ", which operations may not call here.");
      }
      try (Socket plain = connect(addresses, call);
          Socket socket = isSecure(call.uri()) ? secured(plain, call.uri()) : plain) {
        send(call, socket.getOutputStream());
        return new AnswerReader(
                new BufferedInputStream(socket.getInputStream()), call.maxResponseBytes())
            .read(call.method());
      }
    } catch (SocketTimeoutException late) {
      return late(call);
    } catch (UnknownHostException unknown) {
      return new Unanswered(Trouble.UNREACHABLE, "There is no such host.");
    } catch (AnswerReader.BadAnswerException bad) {
      return new Unanswered(bad.trouble(), String.valueOf(bad.getMessage()));
    } catch (SSLException untrusted) {
      return new Unanswered(
          Trouble.UNTRUSTED, "No safe connection: " + untrusted.getMessage() + ".");
    } catch (IOException broken) {
      return new Unanswered(
          Trouble.UNREACHABLE, "The server can't be reached: " + broken.getMessage() + ".");
    }
  }

  /** To the first that answers; each gets its share of the time. */
  private static Socket connect(List<InetAddress> addresses, Call call) throws IOException {
    int share = (int) Math.max(1, millis(call.timeout()) / addresses.size());
    var last = new IOException("no address");
    for (InetAddress address : addresses) {
      var socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Math.max(1, millis(call.timeout())));
        socket.connect(new InetSocketAddress(address, port(call.uri())), share);
        return socket;
      } catch (IOException unreachable) {
        socket.close();
        last = unreachable;
      }
    }
    throw last;
  }

  /** The certificate has to be the name's, whatever the address is. */
  private SSLSocket secured(Socket plain, URI uri) throws IOException {
    var socket =
        (SSLSocket) tls.sockets().createSocket(plain, host(uri), port(uri), /* autoClose= */ true);
    var parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void send(Call call, OutputStream out) throws IOException {
    byte[] body = call.body().orElse("").getBytes(UTF_8);
    var head = new StringBuilder();
    head.append(call.method()).append(' ').append(target(call.uri())).append(" HTTP/1.1\r\n");
    header(head, "host", hostHeader(call.uri()));
    header(head, "connection", "close");
    call.headers().forEach((name, value) -> header(head, name, value));
    if (call.body().isPresent() || WITH_BODY.contains(call.method())) {
      header(head, "content-length", Integer.toString(body.length));
    }
    head.append("\r\n");
    out.write(head.toString().getBytes(UTF_8));
    out.write(body);
    out.flush();
  }

  private static void header(StringBuilder head, String name, String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a control character in the header " + name);
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }

  private static String target(URI uri) {
    String path = Optional.ofNullable(uri.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
    return Optional.ofNullable(uri.getRawQuery()).map(query -> path + "?" + query).orElse(path);
  }

  private static String hostHeader(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** Without the brackets that an address of IPv6 has in a URL. */
  private static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(URI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return isSecure(uri) ? HTTPS_PORT : HTTP_PORT;
  }

  private static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  private static long millis(Duration time) {
    return time.toMillis();
  }
}
