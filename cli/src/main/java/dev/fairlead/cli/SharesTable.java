package dev.fairlead.cli;

import dev.fairlead.cli.Style.Tone;
import dev.fairlead.core.json.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has which share of an insight, for people. Pure: answer in, lines out. */
final class SharesTable {
  /** Heading, header, what is left out, and the line the cursor rests on. */
  private static final int FIXED_LINES = 5;

  /** Insights of the pool: there may be many more than lines. */
  private static final int MOST_OF_POOL = 10;

  private static final int NARROW = 60;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Screen.Size size;
  private final Style style;

  SharesTable(Screen.Size size, Style style) {
    this.size = size;
    this.style = style;
  }

  /** Fewer lines than the terminal has, none wider than it. */
  List<String> lines(Json.Obj answer) {
    var customers = AgendaView.items(answer, "customers");
    var lines = new ArrayList<String>();
    var heading =
        Text.line(answer.text("insightId").orElse(""))
            + style.separator()
            + Text.line(answer.text("algorithm").orElse(""))
            + style.separator()
            + (customers.size() == 1 ? "1 customer" : customers.size() + " customers");
    lines.add(style.paint(Tone.STRONG, Text.cut(heading, size.columns(), style.ellipsis())));
    beside(answer).ifPresent(line -> lines.add(Text.cut(line, size.columns(), style.ellipsis())));
    object(answer, "pool").ifPresent(pool -> lines.addAll(pool(pool)));
    if (customers.isEmpty()) {
      lines.add("Nobody holds anything here, and nobody waits.");
      return lines;
    }
    int room = Math.max(1, size.lines() - FIXED_LINES - lines.size() + 1);
    lines.addAll(table(customers.subList(0, Math.min(room, customers.size()))));
    if (customers.size() > room) {
      lines.add(
          style.paint(
              Tone.FAINT, style.ellipsis() + " and " + (customers.size() - room) + " more"));
    }
    return lines;
  }

  /** Those that wait, but compete with nobody. */
  private static Optional<String> beside(Json.Obj answer) {
    long kin = answer.whole("subAgendas").orElse(0L);
    long aside = answer.whole("setAside").orElse(0L);
    var words = new ArrayList<String>();
    if (kin > 0) {
      words.add(
          kin == 1
              ? "1 sub-agenda waits for its parent"
              : kin + " sub-agendas wait for their parents");
    }
    if (aside > 0) {
      words.add(aside + " set aside: more than limits allow");
    }
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", words));
  }

  /** What there is in its pool, and who has how much of it. */
  private List<String> pool(Json.Obj pool) {
    var table =
        new Table("POOL " + pool.text("poolId").orElse(""), "NOMINAL", "DRAWN", "HELD", "WANTED");
    for (var insight : AgendaView.items(pool, "insights").stream().limit(MOST_OF_POOL).toList()) {
      table.add(
          Table.Cell.of(insight.text("insightId").orElse("")),
          Table.Cell.of(amounts(insight, "nominal")),
          Table.Cell.of(amounts(insight, "drawn")),
          Table.Cell.of(amounts(insight, "held")),
          Table.Cell.of(amounts(insight, "wanted")));
    }
    table.add(
        Table.Cell.of("all, of " + amounts(pool, "capacity")),
        Table.Cell.of(""),
        Table.Cell.of(amounts(pool, "drawn")),
        Table.Cell.of(""),
        Table.Cell.of(""));
    var lines = new ArrayList<>(table.lines(size.columns(), style));
    lines.add("");
    return lines;
  }

  /** Those that there are some of. */
  private static String amounts(Json.Obj of, String field) {
    String some =
        object(of, field).map(Json.Obj::fields).orElse(Map.of()).entrySet().stream()
            .filter(amount -> !isNone(amount.getValue()))
            .map(amount -> Text.line(amount.getKey() + " " + word(amount.getValue())))
            .collect(Collectors.joining(", "));
    return some.isEmpty() ? "-" : some;
  }

  private static Optional<Json.Obj> object(Json.Obj of, String field) {
    return of.field(field).filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast);
  }

  private static boolean isNone(Json amount) {
    return switch (amount) {
      case Json.Num(BigDecimal number) -> number.signum() == 0;
      case Json.Str(String text) -> text.equals("0") || text.equals("0Mi");
      case Json _ -> false;
    };
  }

  private static String word(Json amount) {
    return switch (amount) {
      case Json.Num(BigDecimal number) -> number.toPlainString();
      case Json.Str(String text) -> text;
      case Json _ -> "?";
    };
  }

  private List<String> table(List<Json.Obj> customers) {
    boolean isNarrow = size.columns() < NARROW;
    var table =
        isNarrow
            ? new Table("CUSTOMER", "SHARE", "SLOTS", "WAITING")
            : new Table(
                "CUSTOMER", "SHARE", "DUE", "LAG", "SLOTS", "WAITING", "OLDEST WAIT", "WEIGHT");
    for (var customer : customers) {
      var name = Table.Cell.of(customer.text("customerId").orElse(""));
      var share = Table.Cell.of(percent(customer, "share"));
      var slots = Table.Cell.of(number(customer, "slots", 1));
      var waiting = Table.Cell.of(Long.toString(customer.whole("waiting").orElse(0L)));
      if (isNarrow) {
        table.add(name, share, slots, waiting);
      } else {
        table.add(
            name,
            share,
            Table.Cell.of(percent(customer, "due")),
            Table.Cell.of(number(customer, "lag", 0) + " s"),
            slots,
            waiting,
            Table.Cell.of(
                customer
                    .whole("oldestWaitSeconds")
                    .map(seconds -> Durations.text(Duration.ofSeconds(seconds)))
                    .orElse("-")),
            Table.Cell.of(number(customer, "weight", 3)));
      }
    }
    return table.lines(size.columns(), style);
  }

  private static String percent(Json.Obj customer, String field) {
    return value(customer, field)
            .multiply(HUNDRED)
            .setScale(1, RoundingMode.HALF_UP)
            .toPlainString()
        + " %";
  }

  private static String number(Json.Obj customer, String field, int places) {
    var rounded = value(customer, field).setScale(places, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal value(Json.Obj customer, String field) {
    return customer.field(field).orElse(Json.NULL) instanceof Json.Num(BigDecimal number)
        ? number
        : BigDecimal.ZERO;
  }
}
