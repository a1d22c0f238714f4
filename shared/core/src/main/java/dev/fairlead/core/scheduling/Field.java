package dev.fairlead.core.scheduling;

import dev.fairlead.core.id.CustomerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * All candidates of a contest, ranked by age, and which of them are still there. A rank is smaller
 * for the older, so that two agendas are compared by comparing numbers.
 */
final class Field {
  private record Entrant(Waiting waiting, int account) {}

  private static final Comparator<Entrant> BY_AGE =
      Comparator.comparing(Entrant::waiting, Waiting.BY_AGE);

  private final List<Entrant> byAge;
  private final List<Contender> contenders = new ArrayList<>();
  private final Contender[] byRank;
  private final boolean[] gone;
  private final int[] levels;
  private final int[] perLevel;

  /** A Fenwick tree of how many are still there, by rank. */
  private final int[] present;

  Field(Snapshot snapshot, Algorithm algorithm, Policy policy) {
    List<Account> accounts = snapshot.accounts();
    byAge = ranked(accounts);
    gone = new boolean[byAge.size()];
    byRank = new Contender[byAge.size()];
    present = new int[byAge.size() + 1];
    levels = byAge.stream().mapToInt(entrant -> entrant.waiting().lane()).distinct().toArray();
    Arrays.sort(levels);
    perLevel = new int[levels.length];

    int[][] heads = new int[accounts.size()][];
    int[] found = new int[accounts.size()];
    for (int rank = 0; rank < byAge.size(); rank++) {
      Entrant entrant = byAge.get(rank);
      int account = entrant.account();
      if (heads[account] == null) {
        heads[account] = new int[accounts.get(account).heads().size()];
      }
      heads[account][found[account]++] = rank;
      count(rank, 1);
    }
    Map<CustomerId, Share> shares = new HashMap<>();
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      Share share =
          shares.computeIfAbsent(
              account.key().customer(),
              id -> new Share(snapshot.customers().getOrDefault(id, Standing.USUAL)));
      // An index that lags may show an account with nothing that another doesn't have.
      if (found[i] > 0) {
        int[] ranks = Arrays.copyOf(heads[i], found[i]);
        var contender =
            new Contender(account, share, ordered(ranks, account.finishTag(), algorithm, policy));
        contenders.add(contender);
        for (int rank : ranks) {
          byRank[rank] = contender;
        }
      }
    }
  }

  /** An index that lags may show an agenda twice; it competes once. */
  private static List<Entrant> ranked(List<Account> accounts) {
    var entrants = new ArrayList<Entrant>();
    for (int account = 0; account < accounts.size(); account++) {
      for (Waiting waiting : accounts.get(account).heads()) {
        entrants.add(new Entrant(waiting, account));
      }
    }
    entrants.sort(BY_AGE);
    var once = new ArrayList<Entrant>(entrants.size());
    for (Entrant entrant : entrants) {
      if (once.isEmpty() || BY_AGE.compare(once.getLast(), entrant) != 0) {
        once.add(entrant);
      }
    }
    return once;
  }

  /** As the algorithm has them; those of the same order stay by age. */
  private int[] ordered(int[] ranks, double tag, Algorithm algorithm, Policy policy) {
    double last = Double.NEGATIVE_INFINITY;
    for (int rank : ranks) {
      double order = algorithm.order(tag, waiting(rank), policy);
      if (order < last) {
        return IntStream.of(ranks)
            .boxed()
            .sorted(Comparator.comparingDouble(each -> algorithm.order(tag, waiting(each), policy)))
            .mapToInt(Integer::intValue)
            .toArray();
      }
      last = order;
    }
    return ranks;
  }

  List<Contender> contenders() {
    return contenders;
  }

  Waiting waiting(int rank) {
    return byAge.get(rank).waiting();
  }

  Contender contender(int rank) {
    return byRank[rank];
  }

  boolean isPresent(int rank) {
    return !gone[rank];
  }

  /** It was picked. */
  void remove(int rank) {
    gone[rank] = true;
    count(rank, -1);
  }

  /** How many of those that are still there are older. O(log n). */
  int olderThan(int rank) {
    int sum = 0;
    for (int i = rank; i > 0; i -= i & -i) {
      sum += present[i];
    }
    return sum;
  }

  /** How many of those that are still there are of a higher level. */
  int aboveLane(int lane) {
    int sum = 0;
    for (int i = levels.length - 1; i >= 0 && levels[i] > lane; i--) {
      sum += perLevel[i];
    }
    return sum;
  }

  private void count(int rank, int change) {
    for (int i = rank + 1; i < present.length; i += i & -i) {
      present[i] += change;
    }
    perLevel[Arrays.binarySearch(levels, waiting(rank).lane())] += change;
  }
}
