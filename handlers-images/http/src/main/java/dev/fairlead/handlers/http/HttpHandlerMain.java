package dev.fairlead.handlers.http;

import dev.fairlead.core.json.Json;
import dev.fairlead.sdk.HandlerMain;

/** The program of the http handler. */
public final class HttpHandlerMain {
  private HttpHandlerMain() {}

  public static void main(String[] arguments) {
    HandlerMain.run(Json.class, new HttpHandler());
  }
}
