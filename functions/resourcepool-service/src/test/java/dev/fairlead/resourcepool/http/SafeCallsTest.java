package dev.fairlead.resourcepool.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fairlead.core.port.HttpCaller.Answered;
import dev.fairlead.core.port.HttpCaller.Call;
import dev.fairlead.core.port.HttpCaller.Outcome;
import dev.fairlead.core.port.HttpCaller.Trouble;
import dev.fairlead.core.port.HttpCaller.Unanswered;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server or its name can't do to whoever calls it. */
class SafeCallsTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("8.8.8.8");

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://127.1/",
        "http://[::ffff:169.254.169.254]/latest/meta-data/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/",
        "http://0/"
      })
  void neverReachesWhatIsNear(String url) {
    assertThat(trouble(call(new SocketHttpCaller(AddressPolicy.PUBLIC_ONLY), url)))
        .isIn(Optional.of(Trouble.FORBIDDEN_ADDRESS), Optional.of(Trouble.UNREACHABLE));
  }

  @Test
  void refusesAHostThatIsAlsoNear() {
    var caller = caller(AddressPolicy.PUBLIC_ONLY, _ -> List.of(ELSEWHERE, HERE));

    assertThat(trouble(call(caller, "http://two.test/"))).contains(Trouble.FORBIDDEN_ADDRESS);
  }

  @Test
  void connectsToTheAddressThatItLookedAtWhateverTheNameSaysNext() throws IOException {
    var asked = new AtomicInteger();
    try (var server = server("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
      // Whoever asks a second time is sent to another place, where nobody answers.
      var caller =
          caller(
              AddressPolicy.ALSO_PRIVATE,
              _ ->
                  List.of(
                      asked.getAndIncrement() == 0 ? HERE : InetAddress.ofLiteral("127.9.9.9")));

      assertThat(call(caller, url(server))).isInstanceOf(Answered.class);
      assertThat(asked).hasValue(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 5~~hello # hello",
        "HTTP/1.0 200~~until the end # until the end",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5;a=b~hello~1~!~0~X: y~~ # hello!",
        "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~ok # ok"
      })
  void readsHttp(String answer, String body) throws IOException {
    try (var server = server(answer.strip().replace("~", "\r\n"))) {
      assertThat(call(home(), url(server)))
          .isInstanceOfSatisfying(
              Answered.class,
              read -> assertThat(new String(read.body(), ISO_8859_1)).isEqualTo(body));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "SSH-2.0-x~ # MALFORMED",
        "HTTP/1.1 200 OK~no header~~ # MALFORMED",
        "HTTP/1.1 200 OK~A: b~ folded~~ # MALFORMED",
        "HTTP/1.1 200 OK~Content-Length: -1~~ # MALFORMED",
        "HTTP/1.1 200 OK~Content-Length: 1~Content-Length: 2~~ab # MALFORMED",
        "HTTP/1.1 200 OK~Transfer-Encoding: gzip, chunked~~ # MALFORMED",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~zz~ # MALFORMED",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~abc~0~~ # MALFORMED",
        "HTTP/1.1 101 Switching~Upgrade: x~~ # MALFORMED",
        "HTTP/1.1 200 OK~Content-Length: 10~~short # UNREACHABLE",
        "HTTP/1.1 200 OK~Content-Le # UNREACHABLE",
        "HTTP/1.1 200 OK~Content-Length: 999999999999~~ # TOO_LARGE",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~FFFFFFFF~LARGE # TOO_LARGE",
        "HTTP/1.1 200 OK~~LARGE # TOO_LARGE",
        "HTTP/1.1 200 OK~X: LARGE~~ # MALFORMED"
      })
  void readsNothingElse(String answer, Trouble trouble) throws IOException {
    var text = answer.strip().replace("~", "\r\n").replace("LARGE", "x".repeat(70_000));
    try (var server = server(text)) {
      assertThat(trouble(call(home(), url(server)))).contains(trouble);
    }
  }

  @Test
  void wantsTheCertificateOfTheNameThatItCalls() throws Exception {
    SSLContext context = certificateOf("good.test");
    var server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      var caller =
          new SocketHttpCaller(
              AddressPolicy.ALSO_PRIVATE, _ -> List.of(HERE), context::getSocketFactory);
      int port = server.getAddress().getPort();

      assertThat(call(caller, "https://good.test:" + port + "/")).isInstanceOf(Answered.class);
      assertThat(trouble(call(caller, "https://evil.test:" + port + "/")))
          .contains(Trouble.UNTRUSTED);
      assertThat(
              trouble(
                  call(
                      new SocketHttpCaller(AddressPolicy.ALSO_PRIVATE),
                      "https://localhost:" + port + "/")))
          .as("signed by nobody that this machine knows")
          .contains(Trouble.UNTRUSTED);
    } finally {
      server.stop(0);
    }
  }

  private SSLContext certificateOf(String host) throws Exception {
    Path file = home.resolve("keys.p12");
    var made =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "a",
                "-dname",
                "CN=" + host,
                "-ext",
                "SAN=dns:" + host,
                "-storepass",
                "changeit",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(made.waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "changeit".toCharArray());
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "changeit".toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    var others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    others.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  /** A server that reads a request's head and then says this, whatever it is. */
  private static ServerSocket server(String answer) throws IOException {
    var server = new ServerSocket(0, 5, HERE);
    Thread.ofVirtual()
        .start(() -> {
          try (var socket = server.accept()) {
            var in = socket.getInputStream();
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
              head.append((char) in.read());
            }
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            in.readAllBytes();
          } catch (IOException closed) {
            // Nobody reads on.
          }
        });
    return server;
  }

  private static SocketHttpCaller home() {
    return new SocketHttpCaller(AddressPolicy.ALSO_PRIVATE);
  }

  private static SocketHttpCaller caller(AddressPolicy policy, SocketHttpCaller.Names names) {
    return new SocketHttpCaller(
        policy,
        names,
        () -> {
          throw new AssertionError("nothing here is https");
        });
  }

  private static String url(ServerSocket server) {
    return "http://localhost:" + server.getLocalPort() + "/";
  }

  private static Outcome call(SocketHttpCaller caller, String url) {
    return caller.call(
        new Call("GET", URI.create(url), Map.of(), Optional.empty(), Duration.ofSeconds(20), 1000));
  }

  private static Optional<Trouble> trouble(Outcome outcome) {
    return outcome instanceof Unanswered none ? Optional.of(none.trouble()) : Optional.empty();
  }
}
