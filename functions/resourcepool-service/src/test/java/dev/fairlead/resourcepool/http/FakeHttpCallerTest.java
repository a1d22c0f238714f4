package dev.fairlead.resourcepool.http;

import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.testkit.contracts.HttpCallerContract;
import dev.fairlead.testkit.http.FakeHttpCaller;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

final class FakeHttpCallerTest extends HttpCallerContract {
  private final FakeHttpCaller fake = new FakeHttpCaller();
  private int servers;

  @Override
  protected HttpCaller caller() {
    return fake;
  }

  @Override
  protected URI answering(int status, Map<String, String> headers, String body) {
    URI url = next();
    var lower = new HashMap<String, String>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    fake.answer(url.toString(), status, lower, body);
    return url;
  }

  @Override
  protected URI silent() {
    URI url = next();
    fake.silence(url.toString());
    return url;
  }

  @Override
  protected URI deserted() {
    return next();
  }

  @Override
  protected List<Received> received() {
    return fake.calls().stream()
        .map(call ->
            new Received(
                call.method(),
                "/x?" + call.uri().getRawQuery(),
                call.headers(),
                call.body().orElse("")))
        .toList();
  }

  private URI next() {
    return URI.create("http://host" + ++servers + ".test/x?y=1");
  }
}
