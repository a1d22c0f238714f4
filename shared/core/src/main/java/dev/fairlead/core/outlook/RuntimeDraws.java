package dev.fairlead.core.outlook;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.scheduling.Estimate;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How long agendas of an insight last in one course; how wrong estimates are is drawn once. */
final class RuntimeDraws {
  private final Runtimes runtimes;
  private final RandomGenerator random;
  private final Map<CustomerId, Map<Estimate, RuntimeCurve>> curves = new HashMap<>();
  private final Map<CustomerId, Map<Estimate, Double>> scales = new HashMap<>();
  private final Map<Estimate, Double> shapeErrors = new HashMap<>();
  private final Map<CustomerId, Double> ownErrors = new HashMap<>();

  RuntimeDraws(Runtimes runtimes, RandomGenerator random) {
    this.runtimes = runtimes;
    this.random = random;
  }

  /** Seconds from its start to its end. */
  double draw(CustomerId customer, Estimate estimate) {
    return curve(customer, estimate).draw(random) * scale(customer, estimate);
  }

  /** Seconds that one has lasted that is met at any time. */
  double drawAge(CustomerId customer, Estimate estimate) {
    return curve(customer, estimate).drawAge(random);
  }

  /** Seconds that one goes on that has lasted so long. */
  double drawLeft(CustomerId customer, Estimate estimate, double age) {
    double scale = scale(customer, estimate);
    return curve(customer, estimate).drawLeft(age / scale, random) * scale;
  }

  double meanSeconds(CustomerId customer, Estimate estimate) {
    return curve(customer, estimate).meanSeconds();
  }

  private RuntimeCurve curve(CustomerId customer, Estimate estimate) {
    return curves
        .computeIfAbsent(customer, _ -> new HashMap<>())
        .computeIfAbsent(estimate, shape -> new RuntimeCurve(shape, runtimes.pace(customer)));
  }

  private double scale(CustomerId customer, Estimate estimate) {
    return scales
        .computeIfAbsent(customer, _ -> new HashMap<>())
        .computeIfAbsent(
            estimate,
            shape ->
                curve(customer, shape)
                    .error(
                        shapeErrors.computeIfAbsent(shape, _ -> random.nextGaussian()),
                        ownErrors.computeIfAbsent(customer, _ -> random.nextGaussian())));
  }
}
