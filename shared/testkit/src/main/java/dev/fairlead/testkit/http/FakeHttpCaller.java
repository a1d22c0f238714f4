package dev.fairlead.testkit.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.port.HttpCaller;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Servers in memory: what each URL answers is said before, and what was called is kept. */
public final class FakeHttpCaller implements HttpCaller {
  private final Map<URI, Function<Call, Outcome>> servers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** From now on the URL answers like this. */
  public FakeHttpCaller answer(String url, Function<Call, Outcome> server) {
    servers.put(URI.create(url), server);
    return this;
  }

  /** From now on the URL answers with this. */
  public FakeHttpCaller answer(String url, int status, Map<String, String> headers, String body) {
    return answer(url, _ -> new Answered(status, headers, body.getBytes(UTF_8)));
  }

  /** From now on the URL takes requests and says nothing. */
  public FakeHttpCaller silence(String url) {
    return answer(url, _ -> new Unanswered(Trouble.TIMED_OUT, "There was no answer in time."));
  }

  /** All calls so far, in the order in which they were made. */
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Outcome call(Call call) {
    calls.add(call);
    Outcome outcome =
        servers
            .getOrDefault(
                call.uri(), _ -> new Unanswered(Trouble.UNREACHABLE, "There is no such host."))
            .apply(call);
    return outcome instanceof Answered answer && answer.body().length > call.maxResponseBytes()
        ? new Unanswered(Trouble.TOO_LARGE, "The answer is larger than asked for.")
        : outcome;
  }
}
