package dev.fairlead.core.quota;

import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Amounts as people write them: as in Kubernetes. */
public final class AmountText {
  /** The usual names first, then the others by name. */
  static final Comparator<String> ORDER =
      Comparator.<String>comparingInt(
              name -> {
                int usual = AmountName.USUAL.indexOf(name);
                return usual < 0 ? AmountName.USUAL.size() : usual;
              })
          .thenComparing(Comparator.naturalOrder());

  private static final Pattern CPU =
      Pattern.compile("([0-9]{1,7}(?:\\.[0-9]{1,3})?)|([0-9]{1,10})m");
  private static final Pattern MEMORY =
      Pattern.compile("([0-9]{1,16}(?:\\.[0-9]{1,9})?)(Ki|Mi|Gi|Ti|k|M|G|T)");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal MIB = BigDecimal.valueOf(1 << 20);
  private static final Map<String, BigDecimal> BYTES =
      Map.of(
          "Ki", BigDecimal.valueOf(1L << 10),
          "Mi", BigDecimal.valueOf(1L << 20),
          "Gi", BigDecimal.valueOf(1L << 30),
          "Ti", BigDecimal.valueOf(1L << 40),
          "k", BigDecimal.valueOf(1_000L),
          "M", BigDecimal.valueOf(1_000_000L),
          "G", BigDecimal.valueOf(1_000_000_000L),
          "T", BigDecimal.valueOf(1_000_000_000_000L));

  private AmountText() {}

  /**
   * Thousandths of a core: of {@code "500m"}, {@code "2"}, {@code 0.5}, the last rounded up. Empty
   * if it is no amount; below 0 if the number is.
   */
  public static Optional<Long> cpuMillis(Json given) {
    return switch (given) {
      case Json.Num(BigDecimal cores) -> whole(cores.multiply(THOUSAND));
      case Json.Str(String text) -> {
        Matcher matcher = CPU.matcher(text);
        yield matcher.matches()
            ? whole(
                matcher.group(1) == null
                    ? new BigDecimal(matcher.group(2))
                    : new BigDecimal(matcher.group(1)).multiply(THOUSAND))
            : Optional.empty();
      }
      case Json _ -> Optional.empty();
    };
  }

  /**
   * MiB, rounded up: of {@code "512Mi"}, {@code "4Gi"}, {@code "1G"}. A number alone, which
   * Kubernetes takes for bytes and people for what they think of, is none.
   */
  public static Optional<Long> memoryMib(Json given) {
    if (!(given instanceof Json.Str(String text))) {
      return Optional.empty();
    }
    Matcher matcher = MEMORY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var bytes = new BigDecimal(matcher.group(1)).multiply(BYTES.get(matcher.group(2)));
    return whole(bytes.divide(MIB, 10, RoundingMode.CEILING));
  }

  private static Optional<Long> whole(BigDecimal value) {
    return new Json.Num(value.setScale(0, RoundingMode.CEILING)).whole();
  }

  /** How an amount of that name is written. */
  public static Json written(String name, long amount) {
    return switch (name) {
      case AmountName.CPU ->
          Json.of(amount % 1000 == 0 ? Long.toString(amount / 1000) : amount + "m");
      case AmountName.MEMORY ->
          Json.of(amount % 1024 == 0 && amount > 0 ? amount / 1024 + "Gi" : amount + "Mi");
      default -> Json.of(amount);
    };
  }

  static Json.Obj json(SortedMap<String, Long> values) {
    var json = Json.object();
    values.keySet().stream()
        .sorted(ORDER)
        .forEach(name -> json.put(name, written(name, values.getOrDefault(name, 0L))));
    return json.build();
  }

  /** The same as a text: {@code 500m}, {@code 4Gi}, {@code 2}. */
  public static String text(String name, long amount) {
    return written(name, amount) instanceof Json.Str(String text) ? text : Long.toString(amount);
  }

  /** As it is said in a sentence: {@code 1.5} cores, {@code 512Mi}, {@code 3}. */
  public static String said(String name, long amount) {
    return name.equals(AmountName.CPU)
        ? BigDecimal.valueOf(amount, 3).stripTrailingZeros().toPlainString()
        : text(name, amount);
  }

  static String text(SortedMap<String, Long> values) {
    return values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(ORDER))
        .map(amount -> amount.getKey() + " " + text(amount.getKey(), amount.getValue()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
