package dev.fairlead.bench.fairness;

import java.util.List;
import java.util.Locale;

/** Jain's index window by window, one line for each way of ordering, as an SVG. */
public final class JainPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 50;
  private static final int RIGHT = 140;
  private static final int TOP = 40;
  private static final int BOTTOM = 40;

  /** Told apart by those who don't see all colours alike. */
  private static final List<String> COLOURS = List.of("#0072b2", "#009e73", "#d55e00", "#cc79a7");

  private static final List<String> DASHES = List.of("none", "6 3", "2 2", "8 3 2 3");

  private JainPlot() {}

  public static String svg(Fairness fairness) {
    var svg = new StringBuilder();
    svg.append(
            String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d'"
                    + " font-family='sans-serif' font-size='12'>",
                WIDTH,
                HEIGHT))
        .append('\n');
    svg.append(
            String.format(
                Locale.ROOT, "<rect width='%d' height='%d' fill='white'/>", WIDTH, HEIGHT))
        .append('\n');
    svg.append(
            String.format(
                Locale.ROOT,
                "<text x='%d' y='22' font-size='14'>Jain index of slot-seconds per weight, %d"
                    + " customers on %d slots</text>",
                LEFT,
                fairness.customers(),
                BackloggedRun.SLOTS))
        .append('\n');
    for (int tenth = 0; tenth <= 10; tenth += 2) {
      double y = y(tenth / 10.0);
      svg.append(
              String.format(
                  Locale.ROOT,
                  "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#ddd'/><text x='%d' y='%.1f'"
                      + " text-anchor='end'>%.1f</text>",
                  LEFT,
                  WIDTH - RIGHT,
                  y,
                  y,
                  LEFT - 6,
                  y + 4,
                  tenth / 10.0))
          .append('\n');
    }
    for (int i = 0; i < fairness.runs().size(); i++) {
      plot(svg, fairness.runs().get(i), i);
    }
    svg.append(
            String.format(
                Locale.ROOT,
                "<text x='%d' y='%d' text-anchor='middle'>windows of 5 minutes, %d minutes in"
                    + " all</text>",
                (LEFT + WIDTH - RIGHT) / 2,
                HEIGHT - 10,
                fairness.minutes()))
        .append('\n');
    return svg.append("</svg>\n").toString();
  }

  private static void plot(StringBuilder svg, BackloggedRun run, int number) {
    List<Double> windows = run.jainOfWindows();
    var points = new StringBuilder();
    for (int i = 0; i < windows.size(); i++) {
      double x = LEFT + (i + 0.5) * (WIDTH - LEFT - RIGHT) / windows.size();
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(windows.get(i))));
    }
    String colour = COLOURS.get(number % COLOURS.size());
    String dashes = DASHES.get(number % DASHES.size());
    svg.append(
            String.format(
                Locale.ROOT,
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='2'"
                    + " stroke-dasharray='%s'/>",
                points.toString().strip(),
                colour,
                dashes))
        .append('\n');
    int legend = TOP + 20 * number + 10;
    svg.append(
            String.format(
                Locale.ROOT,
                "<line x1='%d' x2='%d' y1='%d' y2='%d' stroke='%s' stroke-width='2'"
                    + " stroke-dasharray='%s'/><text x='%d' y='%d'>%s</text>",
                WIDTH - RIGHT + 8,
                WIDTH - RIGHT + 32,
                legend,
                legend,
                colour,
                dashes,
                WIDTH - RIGHT + 38,
                legend + 4,
                run.way().name()))
        .append('\n');
  }

  private static double y(double jain) {
    return TOP + (1 - jain) * (HEIGHT - TOP - BOTTOM);
  }
}
