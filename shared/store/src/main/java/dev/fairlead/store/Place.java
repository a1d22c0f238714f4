package dev.fairlead.store;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where an agenda waits: in which line, and how far back.
 *
 * @param line of the insight's lines
 * @param lane the priority whose line it stands in, -10 to 10; 0 where priorities don't matter
 * @param since what it is as old as; the earlier the further ahead
 */
public record Place(String insight, Line line, int lane, Instant since) {
  /** The lines of an insight. */
  public enum Line {
    /** Of those that the insight's algorithm chooses from. */
    CONTEST(""),

    /** Of sub-agendas, which run on what their parents hold and compete with nobody. */
    KIN("kin"),

    /** Of those that need more than there may be: they keep nobody behind them waiting. */
    ASIDE("aside");

    private final String word;

    Line(String word) {
      this.word = word;
    }

    /** The partition of the index by age. */
    String partition(String insight) {
      return this == CONTEST ? insight : word + "/" + insight;
    }

    static Line of(String word) {
      return Arrays.stream(values())
          .filter(line -> line.word.equals(word))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no line " + word));
    }
  }

  /** Priorities end here; lanes of higher priority come first in keys. */
  private static final int HIGHEST = 10;

  private static final String INSIGHT = "insight";
  private static final String LINE = "line";
  private static final String LANE = "lane";
  private static final String SINCE = "since";

  public Place {
    if (Math.abs(lane) > HIGHEST) {
      throw new IllegalArgumentException("a lane is -10 to 10, not " + lane);
    }
  }

  /** Among those that compete. */
  public Place(String insight, int lane, Instant since) {
    this(insight, Line.CONTEST, lane, since);
  }

  /** Whether it waits there for what its parent holds. */
  public boolean isOfKin() {
    return line == Line.KIN;
  }

  /** The same in another line, as far back as in this. */
  public Place in(Line other) {
    return new Place(insight, other, lane, since);
  }

  Key keyOf(CustomerId customer, AgendaId agenda) {
    return new Key(
        Lines.TABLE, Lines.partition(insight, customer), inLine() + age() + "/" + agenda);
  }

  /** Sorts by age, whatever the lane. */
  String age() {
    return Format.sortable(since);
  }

  /** Other lines than the contest's sort behind all its lanes. */
  private String inLine() {
    return line == Line.CONTEST ? inLane(lane) : line.word + "/" + inLane(lane);
  }

  /** What the sort keys of a lane of the contest start with. */
  static String inLane(int lane) {
    return String.valueOf((char) ('a' + HIGHEST - lane)) + "/";
  }

  void addTo(Map<String, Attr> attributes) {
    attributes.put(INSIGHT, Attr.of(insight));
    attributes.put(LANE, Attr.of(lane));
    if (line != Line.CONTEST) {
      attributes.put(LINE, Attr.of(line.word));
    }
    attributes.put(SINCE, Attr.of(since.toEpochMilli()));
  }

  static Optional<Place> of(Item item) {
    return item.text(INSIGHT)
        .map(insight ->
            new Place(
                insight,
                Line.of(item.text(LINE).orElse("")),
                Math.toIntExact(item.requireWhole(LANE)),
                Instant.ofEpochMilli(item.requireWhole(SINCE))));
  }
}
