package dev.fairlead.architecture.seeded.entrypointsareshells.reapers.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

final class InnocentLambda implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String event, Context context) {
    return event;
  }
}
