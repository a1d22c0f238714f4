package dev.fairlead.worker;

import dev.fairlead.core.json.Json;
import dev.fairlead.handlers.http.HttpHandler;

/** Calls of servers, which may take longer here than a resident operation's. */
public final class HttpDriver extends HandlerDriver<Json, Json> {
  /** Found by its service. */
  public HttpDriver() {
    super("http", Json.class, new HttpHandler());
  }
}
