package dev.fairlead.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.provisioning.QueuePhase;
import dev.fairlead.core.provisioning.QueueRecord;
import org.junit.jupiter.api.Test;

class QueueRowsTest {
  private final Stack stack = new Stack();
  private final QueueRows rows = new QueueRows(stack.items);

  @Test
  void givesBackWhatWasWrittenDown() {
    QueueRecord queue = queue("shop", QueuePhase.PROVISIONING, 1);

    assertThat(rows.put(queue)).isTrue();

    assertThat(rows.find("shop")).contains(queue);
    assertThat(rows.find("shop2")).isEmpty();
  }

  @Test
  void ofTwoWhoChangeARecordOneDoes() {
    rows.put(queue("shop", QueuePhase.PROVISIONING, 1));

    assertThat(rows.put(queue("shop", QueuePhase.PROVISIONING, 1))).isFalse();
    assertThat(rows.put(queue("shop", QueuePhase.RESTING, 2))).isTrue();
    assertThat(rows.put(queue("shop", QueuePhase.DRAINING, 2))).isFalse();
    assertThat(rows.find("shop")).contains(queue("shop", QueuePhase.RESTING, 2));
  }

  @Test
  void forgetsOnlyWhatIsAsItWasRead() {
    rows.put(queue("shop", QueuePhase.PROVISIONING, 1));
    rows.put(queue("shop", QueuePhase.DRAINING, 2));

    assertThat(rows.forget(queue("shop", QueuePhase.PROVISIONING, 1))).isFalse();
    assertThat(rows.forget(queue("shop", QueuePhase.DRAINING, 2))).isTrue();
    assertThat(rows.all()).isEmpty();
  }

  @Test
  void findsAllOfMoreThanAPage() {
    for (int i = 0; i < 1001; i++) {
      rows.put(queue("insight%04d".formatted(i), QueuePhase.PROVISIONING, 1));
    }

    assertThat(rows.all()).hasSize(1001).containsKeys("insight0000", "insight1000");
  }

  @Test
  void theLedgerKeepsWherePermitsGo() {
    var lines = new Lines(stack.items);
    Ledger routed = lines.ledger("shop").routed(true);
    stack.items.write(routed.write());
    assertThat(lines.ledger("shop")).isEqualTo(routed);

    Ledger after = routed.holding(routed.held()).with(PoolStake.NONE).with(routed.held());
    stack.items.write(after.write());
    assertThat(lines.ledger("shop").hasQueue()).isTrue();

    stack.items.write(after.routed(false).write());
    assertThat(lines.ledger("shop").hasQueue()).isFalse();
  }

  private QueueRecord queue(String insight, QueuePhase phase, long version) {
    return new QueueRecord(insight, phase, 7, stack.clock.instant(), version);
  }
}
