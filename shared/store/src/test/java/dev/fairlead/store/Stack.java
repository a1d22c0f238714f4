package dev.fairlead.store;

import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.testkit.faults.FaultScript;
import dev.fairlead.testkit.faults.FaultyItemStore;
import dev.fairlead.testkit.faults.FaultyMessageQueue;
import dev.fairlead.testkit.time.SettableClock;

/** Ports in memory, plain and with faults on request, and a few names. */
final class Stack {
  static final CustomerId ACME = new CustomerId("acme");
  static final CustomerId GLOBEX = new CustomerId("globex");

  final SettableClock clock = SettableClock.somewhen();
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  final ItemStore items = adapters.items();
  final MessageQueue queues = adapters.queues();
  final BlobStore blobs = adapters.blobs();

  ItemStore failing(FaultScript script) {
    return new FaultyItemStore(items, script);
  }

  MessageQueue failingQueues(FaultScript script) {
    return new FaultyMessageQueue(queues, script);
  }

  static AgendaKey agenda(int number) {
    return agenda(ACME, number);
  }

  static AgendaKey agenda(CustomerId customer, int number) {
    return new AgendaKey(customer, new AgendaId("%026d".formatted(number)));
  }
}
