package dev.fairlead.handlers.shell;

import dev.fairlead.sdk.HandlerMain;

/** The program of the shell handler. */
public final class ShellHandlerMain {
  private ShellHandlerMain() {}

  public static void main(String[] arguments) {
    HandlerMain.run(ShellPayload.class, new ShellHandler());
  }
}
