package dev.fairlead.architecture.seeded.entrypointsareshells.reapers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

class SeededReaper implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String event, Context context) {
    return event;
  }
}
