package dev.fairlead.store;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import dev.fairlead.core.scheduling.Candidates;
import dev.fairlead.core.scheduling.FairTags;
import dev.fairlead.core.scheduling.InFlight;
import dev.fairlead.core.scheduling.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A customer's account in a lane of an insight. While it has waiting agendas and is not exhausted
 * it is found by its tag and by the age of its oldest agenda. Only the insight's scheduler writes
 * it, under the insight's ledger.
 *
 * @param revision raised by each write; 0 before the first
 * @param finishTag slot-seconds by weight, when its last dispatched work would be done
 * @param held by its admitted agendas
 * @param inFlight what runs, and what was charged for it
 * @param at when tag and charges were last brought up to date
 * @param isExhausted whether it waits for some of its own work to end
 * @param pace how its agendas that ended here differ from others of their shapes
 * @param contends the oldest of its waiting agendas, while it may be chosen
 */
public record AccountRow(
    String insight,
    AccountKey key,
    long revision,
    double finishTag,
    Amounts held,
    InFlight inFlight,
    Instant at,
    boolean isExhausted,
    Pace pace,
    Optional<Head> contends) {
  private static final String PARTITION = "accounts/";
  private static final String REVISION = "revision";
  private static final String FINISH_TAG = "finishTag";
  private static final String HELD = "held";
  private static final String SLOTS = "slots";
  private static final String SLOT_STARTS = "slotStarts";
  private static final String CHARGED = "charged";
  private static final String ADVANCE = "advance";
  private static final String AT = "at";
  private static final String EXHAUSTED = "exhausted";
  private static final String PACE_COUNT = "paceCount";
  private static final String PACE_MEAN = "paceMean";
  private static final String PACE_VARIANCE = "paceVariance";
  private static final String HEAD = "head";
  private static final String HEAD_SINCE = "headSince";
  private static final int TAG_DIGITS = 19;

  /** The oldest agenda of an account. */
  public record Head(Instant since, AgendaId agenda) {}

  /** Of a customer that never had anything in the lane. */
  public static AccountRow fresh(String insight, AccountKey key) {
    return new AccountRow(
        insight,
        key,
        0,
        0,
        Amounts.NONE,
        InFlight.NONE,
        Instant.EPOCH,
        false,
        Pace.UNSEEN,
        Optional.empty());
  }

  /**
   * The same as of now: what runs longer than it was charged for is charged, and what the customer
   * took beyond its share is forgotten as far as the insight forgets.
   */
  public AccountRow asOf(
      Instant now, double virtualTime, double weight, Optional<Duration> halfLife) {
    InFlight.Change counted = inFlight.count(now);
    double tag = counted.finishTag(finishTag, weight);
    double decayed =
        halfLife
            .map(time -> FairTags.decay(tag, virtualTime, Duration.between(at, now), time))
            .orElse(tag);
    return with(decayed, held, counted.next(), now);
  }

  /** The same with another tag. */
  public AccountRow tagged(double tag) {
    return with(tag, held, inFlight, at);
  }

  /** The same, after an agenda was admitted. */
  public AccountRow admitted(Admission terms) {
    return with(
        finishTag,
        held.plus(terms.held()),
        inFlight.dispatched(terms.held().slots(), terms.at(), terms.charge()),
        at);
  }

  /**
   * The same, after an agenda that was admitted is over.
   *
   * @param used slot-seconds that it took
   */
  public AccountRow settled(Admission terms, double used, double weight) {
    InFlight.Change ended = inFlight.ended(terms.held().slots(), terms.at(), terms.charge(), used);
    return with(
        // Where nothing is charged, nobody pays.
        terms.charge() > 0 ? ended.finishTag(finishTag, weight) : finishTag,
        held.minus(terms.held()),
        ended.next(),
        at);
  }

  /** The same, after agendas that run were given more, or gave some back. */
  public AccountRow holding(Amounts nowHeld) {
    return with(finishTag, nowHeld, inFlight, at);
  }

  private AccountRow with(double tag, Amounts nowHeld, InFlight nowInFlight, Instant now) {
    return new AccountRow(
        insight, key, revision, tag, nowHeld, nowInFlight, now, isExhausted, pace, contends);
  }

  /** The same, with more known of how long its agendas last. */
  public AccountRow paced(Pace known) {
    return new AccountRow(
        insight, key, revision, finishTag, held, inFlight, at, isExhausted, known, contends);
  }

  /** The same, to be chosen or not. */
  public AccountRow contending(boolean exhausted, Optional<Head> head) {
    return new AccountRow(
        insight,
        key,
        revision,
        finishTag,
        held,
        inFlight,
        at,
        exhausted,
        pace,
        exhausted ? Optional.empty() : head);
  }

  /**
   * Writes it down as the next revision; refused if another one was written meanwhile.
   *
   * @param lookup by what it is to be found while it contends
   */
  public Write write(Candidates lookup) {
    var attributes = new TreeMap<String, Attr>();
    attributes.put(REVISION, Attr.of(revision + 1));
    attributes.put(FINISH_TAG, Attr.of(Double.toString(finishTag)));
    attributes.put(HELD, StoredAmounts.attr(held));
    attributes.put(SLOTS, Attr.of(Double.toString(inFlight.slots())));
    attributes.put(SLOT_STARTS, Attr.of(Double.toString(inFlight.slotStarts())));
    attributes.put(CHARGED, Attr.of(Double.toString(inFlight.charged())));
    attributes.put(ADVANCE, Attr.of(Double.toString(inFlight.advance())));
    attributes.put(AT, Attr.of(at.toEpochMilli()));
    attributes.put(EXHAUSTED, Attr.of(isExhausted ? 1 : 0));
    if (pace.count() > 0) {
      attributes.put(PACE_COUNT, Attr.of(pace.count()));
      attributes.put(PACE_MEAN, Attr.of(Double.toString(pace.mean())));
      attributes.put(PACE_VARIANCE, Attr.of(Double.toString(pace.variance())));
    }
    contends.ifPresent(head -> {
      attributes.put(HEAD, Attr.of(head.agenda().value()));
      attributes.put(HEAD_SINCE, Attr.of(head.since().toEpochMilli()));
      if (lookup != Candidates.LEAST_SERVED) {
        attributes.put(Lines.AGE_PARTITION, Attr.of(byAge(insight, key.lane())));
        attributes.put(Lines.AGE, Attr.of(ageOrder()));
      }
      if (lookup != Candidates.OLDEST) {
        attributes.put(Lines.TAG_PARTITION, Attr.of(byTag(insight, key.lane())));
        attributes.put(Lines.TAG, Attr.of(tagOrder()));
      }
    });
    return Write.put(
        Format.item(keyOf(insight, key), Map.copyOf(attributes)),
        revision == 0 ? Condition.absent() : Condition.is(REVISION, revision));
  }

  /** Takes its row away, for it goes on a sheet; refused as {@link #write} is. */
  Write leave() {
    return Write.delete(keyOf(insight, key), Condition.is(REVISION, revision));
  }

  /** Writes it into a row of its own, for it leaves its sheet: that has no such row. */
  Write apart(Candidates lookup) {
    return switch (write(lookup)) {
      case Write.Put(Item item, _) -> Write.put(item, Condition.absent());
      case Write other -> throw new IllegalStateException(other.toString());
    };
  }

  /** Whether nothing of it would be missed in a turn: nobody waits, and nothing runs. */
  boolean isIdle() {
    return contends.isEmpty() && held.isZero() && !isExhausted;
  }

  /** Where it stands among those that contend in its lane, the least served first. */
  String tagOrder() {
    return sortable(finishTag) + "/" + key.customer();
  }

  /** Where it stands among those that contend in its lane, who has the oldest first. */
  String ageOrder() {
    return contends.map(head -> Format.sortable(head.since()) + "/" + head.agenda()).orElseThrow();
  }

  /** The same as it is once written. */
  public AccountRow written() {
    return new AccountRow(
        insight, key, revision + 1, finishTag, held, inFlight, at, isExhausted, pace, contends);
  }

  static AccountRow of(Item item) {
    Format.checked(item);
    String insight = item.key().partition().substring(PARTITION.length());
    String sort = item.key().sort();
    return new AccountRow(
        insight,
        keyOf(sort),
        item.requireWhole(REVISION),
        decimal(item, FINISH_TAG),
        StoredAmounts.of(item, HELD),
        new InFlight(
            decimal(item, SLOTS),
            decimal(item, SLOT_STARTS),
            decimal(item, CHARGED),
            decimal(item, ADVANCE)),
        Instant.ofEpochMilli(item.requireWhole(AT)),
        item.requireWhole(EXHAUSTED) == 1,
        item.text(PACE_MEAN)
            .map(mean ->
                new Pace(
                    item.requireWhole(PACE_COUNT),
                    Double.parseDouble(mean),
                    decimal(item, PACE_VARIANCE)))
            .orElse(Pace.UNSEEN),
        item.text(HEAD)
            .map(agenda ->
                new Head(
                    Instant.ofEpochMilli(item.requireWhole(HEAD_SINCE)), new AgendaId(agenda))));
  }

  static AccountKey keyOf(String sort) {
    int slash = sort.indexOf('/');
    return new AccountKey(
        new CustomerId(sort.substring(0, slash)), Integer.parseInt(sort.substring(slash + 1)));
  }

  static String sortOf(AccountKey key) {
    return key.customer() + "/" + key.lane();
  }

  private static double decimal(Item item, String attribute) {
    return Double.parseDouble(item.requireText(attribute));
  }

  static String partition(String insight) {
    return PARTITION + insight;
  }

  static Key keyOf(String insight, AccountKey key) {
    return new Key(Lines.TABLE, partition(insight), sortOf(key));
  }

  static String byAge(String insight, int lane) {
    return "heads/" + insight + "/" + lane;
  }

  static String byTag(String insight, int lane) {
    return insight + "/" + lane;
  }

  /** Tags sort as numbers: thousandths of slot-seconds by weight, in 19 digits. */
  private static String sortable(double tag) {
    String digits = Long.toString(Math.max(0, Math.round(tag * 1000)));
    return "0".repeat(TAG_DIGITS - digits.length()) + digits;
  }
}
