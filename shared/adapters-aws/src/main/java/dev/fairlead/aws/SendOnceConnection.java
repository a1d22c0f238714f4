package dev.fairlead.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection that sends its request at most once.
 *
 * <p>The JDK's {@link HttpURLConnection} silently sends a POST a second time when the server closes
 * the connection before it answers, which makes a conditional write refuse itself. It does not when
 * the body is streamed with a known length, and then it also looks whether a kept connection is
 * still open before using it (which matters after a Lambda was frozen). The SDK's client does not
 * ask for that, so this one does as soon as the length is told. It hands on exactly the methods
 * that the SDK's client calls.
 */
final class SendOnceConnection extends HttpURLConnection {
  private final HttpURLConnection inner;

  private SendOnceConnection(HttpURLConnection inner) {
    super(inner.getURL());
    this.inner = inner;
  }

  static HttpURLConnection to(URI address, Duration connect, Duration read) {
    try {
      var inner = (HttpURLConnection) address.toURL().openConnection();
      inner.setConnectTimeout(Math.toIntExact(connect.toMillis()));
      inner.setReadTimeout(Math.toIntExact(read.toMillis()));
      inner.setUseCaches(false);
      return new SendOnceConnection(inner);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void addRequestProperty(String name, String value) {
    inner.addRequestProperty(name, value);
    streamIfLength(name, value);
  }

  @Override
  public void setRequestProperty(String name, String value) {
    inner.setRequestProperty(name, value);
    streamIfLength(name, value);
  }

  private void streamIfLength(String name, String value) {
    if (name.equalsIgnoreCase("Content-Length")) {
      inner.setFixedLengthStreamingMode(Long.parseLong(value));
    }
  }

  @Override
  public void setRequestMethod(String method) throws java.net.ProtocolException {
    inner.setRequestMethod(method);
  }

  @Override
  public String getRequestMethod() {
    return inner.getRequestMethod();
  }

  @Override
  public void setDoOutput(boolean output) {
    inner.setDoOutput(output);
  }

  @Override
  public void setInstanceFollowRedirects(boolean follow) {
    inner.setInstanceFollowRedirects(follow);
  }

  @Override
  public void setConnectTimeout(int millis) {
    inner.setConnectTimeout(millis);
  }

  @Override
  public void setReadTimeout(int millis) {
    inner.setReadTimeout(millis);
  }

  @Override
  public void connect() throws IOException {
    inner.connect();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return inner.getOutputStream();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return inner.getInputStream();
  }

  @Override
  public @Nullable InputStream getErrorStream() {
    return inner.getErrorStream();
  }

  @Override
  public int getResponseCode() throws IOException {
    return inner.getResponseCode();
  }

  @Override
  public @Nullable String getResponseMessage() throws IOException {
    return inner.getResponseMessage();
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    return inner.getHeaderField(name);
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return inner.getHeaderFields();
  }

  @Override
  public void disconnect() {
    inner.disconnect();
  }

  @Override
  public boolean usingProxy() {
    return inner.usingProxy();
  }
}
