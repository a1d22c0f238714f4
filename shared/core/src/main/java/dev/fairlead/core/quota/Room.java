package dev.fairlead.core.quota;

import java.util.List;
import java.util.TreeMap;

/** What one insight of a pool may have now, beside what the others have and were promised. */
final class Room {
  private final PoolTree tree;
  private final String insight;
  private final PoolShare share;
  private final long since;
  private final List<String> others;

  /**
   * Of an insight at its turn.
   *
   * @param since when it began to want what it wants
   */
  Room(PoolTree tree, String insight, long since) {
    this.tree = tree;
    this.insight = insight;
    this.share = tree.share(insight);
    this.since = since;
    this.others = tree.insights().stream().filter(other -> !other.equals(insight)).toList();
  }

  /**
   * Whether it may have so much.
   *
   * @param asked in all
   * @param next how much of that is new
   */
  boolean has(Amounts asked, Amounts next, Demand demand) {
    for (String name : next.asMap().keySet()) {
      boolean lastsTooLong =
          !demand.isShort() && demand.lasting().value(name) + next.value(name) > mostLasting(name);
      if (lastsTooLong || asked.value(name) > most(name)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it might have so much if the others had less. */
  boolean couldEverHave(Amounts asked, Amounts next, Demand demand) {
    return asked.fits(tree.most(insight))
        && (demand.isShort()
            || next.asMap().keySet().stream()
                .allMatch(name ->
                    demand.lasting().value(name) + next.value(name)
                        <= share.nominal().value(name) + tree.unowned(name)));
  }

  /**
   * How much of a thing it should have.
   *
   * @param asked what it may have for sure
   */
  long target(String name, long asked, Demand demand) {
    long wanted = asked + demand.further().value(name);
    long nominal = share.nominal().value(name);
    if (wanted > asked && wanted < nominal) {
      long block = tree.block(insight, name);
      wanted = Math.min(nominal, (wanted + block - 1) / block * block);
    }
    long most = most(name);
    if (!demand.isShort()) {
      long lasting = demand.lasting().value(name);
      most = Math.min(most, demand.held().value(name) + Math.max(0, mostLasting(name) - lasting));
    }
    return Math.max(asked, Math.min(wanted, most));
  }

  /** What of lasting work's amounts is borrowed. */
  Amounts lasting(Amounts held) {
    var beyond = new TreeMap<String, Long>();
    for (String name : tree.capacity().asMap().keySet()) {
      beyond.put(name, Math.max(0, held.value(name) - share.nominal().value(name)));
    }
    return Amounts.ofMap(beyond);
  }

  /** The most it may have in all. */
  private long most(String name) {
    long nominal = share.nominal().value(name);
    long capacity = tree.capacity().value(name);
    long own = capacity;
    long borrowed = capacity;
    for (String other : others) {
      own -= Math.max(granted(other, name), owed(other, name));
      borrowed -= promised(other, name);
    }
    long atMost = Math.min(share.most(name), borrowed);
    return atMost > nominal ? atMost : Math.max(0, Math.min(nominal, own));
  }

  /**
   * The most that its work may have which could outlast the time within which owners get theirs.
   */
  private long mostLasting(String name) {
    long taken = others.stream().mapToLong(other -> tree.draw(other).lasting().value(name)).sum();
    return share.nominal().value(name) + Math.max(0, tree.unowned(name) - taken);
  }

  private long granted(String other, String name) {
    return tree.draw(other).granted().value(name);
  }

  /** What another has, is never to lend, or has been waiting for longer than this one. */
  private long promised(String other, String name) {
    Draw draw = tree.draw(other);
    long least = Math.max(granted(other, name), tree.share(other).kept(name));
    boolean isFirst = draw.isWaiting() && (isOwner(other) || isBefore(other));
    return isFirst ? Math.max(least, asked(other, name)) : least;
  }

  /** What another wants of its own, if it began before this one. */
  private long owed(String other, String name) {
    return tree.draw(other).isWaiting() && isOwner(other) && isBefore(other)
        ? asked(other, name)
        : 0;
  }

  private long asked(String other, String name) {
    return granted(other, name) + tree.draw(other).wanted().value(name);
  }

  /** Whether what another wants is all its own: it then comes before whoever wants to borrow. */
  private boolean isOwner(String other) {
    Draw draw = tree.draw(other);
    return tree.share(other).nominal().covers(wantedOfAll(draw));
  }

  private static Amounts wantedOfAll(Draw draw) {
    var asked = draw.granted().plus(draw.wanted());
    return PoolTree.only(asked, draw.wanted().asMap().keySet());
  }

  private boolean isBefore(String other) {
    long begin = tree.draw(other).since();
    return begin < since || (begin == since && other.compareTo(insight) < 0);
  }
}
