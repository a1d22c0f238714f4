package dev.fairlead.handlers.sample;

import dev.fairlead.sdk.HandlerMain;

/** The program of the sample. */
public final class SampleHandlerMain {
  private SampleHandlerMain() {}

  public static void main(String[] arguments) {
    HandlerMain.run(SamplePayload.class, new SampleHandler(System.out::println));
  }
}
