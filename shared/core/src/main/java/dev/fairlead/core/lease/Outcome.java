package dev.fairlead.core.lease;

import dev.fairlead.core.json.Json;
import java.time.Duration;

/** How far a driver came with one step. */
public sealed interface Outcome {
  /**
   * It is done.
   *
   * @param learned what is to be known from now on
   */
  record Done(Json.Obj learned) implements Outcome {}

  /**
   * It is not done yet, and somebody should look again.
   *
   * @param in after so long, 1 s to 15 min
   * @param why what it waits for, as a sentence
   * @param learned what is to be known already, such as the id of what is being made
   */
  record Yield(Duration in, String why, Json.Obj learned) implements Outcome {}

  /** It can't be done, and trying again would not help. */
  record Broken(String why) implements Outcome {}

  static Outcome done() {
    return new Done(Json.EMPTY);
  }

  static Outcome done(Json.Obj learned) {
    return new Done(learned);
  }

  static Outcome later(Duration in, String why) {
    return new Yield(in, why, Json.EMPTY);
  }

  static Outcome later(Duration in, String why, Json.Obj learned) {
    return new Yield(in, why, learned);
  }

  static Outcome broken(String why) {
    return new Broken(why);
  }
}
