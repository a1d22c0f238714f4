package dev.fairlead.core.scheduling.replay;

import dev.fairlead.core.scheduling.Estimate;
import java.util.HashMap;
import java.util.Map;

/** How many slot-seconds an agenda is thought to use. */
public interface Guess {
  double of(Arrival arrival);

  /** It ended. */
  void learn(Arrival arrival);

  /** What is known of how long it takes; nothing, unless it says otherwise. */
  default Estimate estimate(Arrival arrival) {
    return Estimate.UNSEEN;
  }

  /** By what others of its shape used, as in production. */
  static Guess byShape() {
    Map<String, Estimate> estimates = new HashMap<>();
    return new Guess() {
      @Override
      public double of(Arrival arrival) {
        return estimate(arrival).slotSeconds();
      }

      @Override
      public Estimate estimate(Arrival arrival) {
        return estimates.getOrDefault(kind(arrival), Estimate.UNSEEN);
      }

      // Each insight learns for itself.
      private String kind(Arrival arrival) {
        return arrival.insight() + " " + arrival.shape();
      }

      @Override
      public void learn(Arrival arrival) {
        double seconds = arrival.duration().toNanos() / 1e9;
        estimates.merge(
            kind(arrival),
            Estimate.UNSEEN.with(arrival.slotSeconds(), seconds),
            (known, _) -> known.with(arrival.slotSeconds(), seconds));
      }
    };
  }

  /** By what it will use: nobody can know, but it shows what knowing would be worth. */
  static Guess oracle() {
    return new Guess() {
      @Override
      public double of(Arrival arrival) {
        return arrival.slotSeconds();
      }

      @Override
      public Estimate estimate(Arrival arrival) {
        return Estimate.UNSEEN.with(arrival.slotSeconds(), arrival.duration().toNanos() / 1e9);
      }

      @Override
      public void learn(Arrival arrival) {
        // It knew.
      }
    };
  }
}
