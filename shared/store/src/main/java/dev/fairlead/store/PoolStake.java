package dev.fairlead.store;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.quota.Draw;
import java.time.Instant;
import java.util.Optional;

/**
 * What an insight's ledger knows of its pool's capacity: as much as the pool's row says of it, for
 * both are written in one transaction.
 *
 * @param brief how much of what its agendas hold is held by those that were admitted as short work
 * @param block what it has drawn, if its pool has a capacity
 */
public record PoolStake(Amounts brief, Optional<Block> block) {
  /** Of an insight whose pool has no capacity. */
  public static final PoolStake NONE = new PoolStake(Amounts.NONE, Optional.empty());

  private static final String BRIEF = "brief";
  private static final String BLOCK = "block";
  private static final String POOL = "pool";
  private static final String DRAW = "draw";
  private static final String FOR_GROWTH = "forGrowth";
  private static final String AT = "at";

  /**
   * What it has drawn.
   *
   * @param isForGrowth whether what it waits for, if it does, is for agendas that were admitted
   * @param at when it last changed
   */
  public record Block(String pool, Draw draw, boolean isForGrowth, Instant at) {}

  Json json() {
    return Json.object()
        .put(BRIEF, StoredAmounts.json(brief))
        .putIfPresent(
            BLOCK,
            block.map(some ->
                Json.object()
                    .put(POOL, some.pool())
                    .put(DRAW, PoolRow.json(some.draw()))
                    .put(FOR_GROWTH, some.isForGrowth())
                    .put(AT, some.at().toEpochMilli())
                    .build()))
        .build();
  }

  static PoolStake of(Json json) {
    var stored = new StoredFields(json);
    return new PoolStake(
        StoredAmounts.of(stored.value(BRIEF)), stored.optional(BLOCK).map(PoolStake::block));
  }

  private static Block block(Json json) {
    var stored = new StoredFields(json);
    return new Block(
        stored.text(POOL),
        PoolRow.draw(stored.value(DRAW)),
        stored.bool(FOR_GROWTH),
        stored.time(AT));
  }
}
