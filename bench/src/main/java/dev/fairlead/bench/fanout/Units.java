package dev.fairlead.bench.fanout;

import dev.fairlead.bench.metering.MeteredHome;
import dev.fairlead.core.json.Json;

/** What an agenda's whole life writes, in DynamoDB's write units. */
final class Units {
  private Units() {}

  /** Units from submit to end. */
  static long of(Json agenda) {
    var home = new MeteredHome();
    home.submit("bench", agenda);
    home.settle();
    return home.total().writeUnits();
  }
}
