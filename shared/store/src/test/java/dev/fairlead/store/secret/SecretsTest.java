package dev.fairlead.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.secret.Secrets.Entry;
import dev.fairlead.testkit.time.SettableClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final SecretValue VALUE = new SecretValue("swordfish");

  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(SettableClock.somewhen());
  private final Secrets secrets = new Secrets(adapters.items(), adapters.secrets());

  @AfterEach
  void close() {
    adapters.close();
  }

  @Test
  void listsThemByNameAPageAtATime() {
    for (var name : List.of("b", "a-1", "a", "B", "a.1")) {
      secrets.set(ACME, new SecretName(name), VALUE, NOW);
    }
    secrets.set(new CustomerId("other"), new SecretName("c"), VALUE, NOW);

    var first = secrets.list(ACME, 3, Optional.empty());
    var rest = secrets.list(ACME, 3, first.next());

    assertThat(first.entries())
        .extracting(entry -> entry.name().value())
        .containsExactly("B", "a", "a-1");
    assertThat(rest.entries())
        .extracting(entry -> entry.name().value())
        .containsExactly("a.1", "b");
    assertThat(rest.next()).isEmpty();
    assertThat(first.entries().getFirst().setAt()).isEqualTo(NOW);
  }

  @Test
  void replacesAndForgetsNameAndValue() {
    var name = new SecretName("key");
    secrets.set(ACME, name, VALUE, NOW);
    secrets.set(ACME, name, new SecretValue("battery staple"), NOW.plusSeconds(1));

    assertThat(secrets.find(ACME, name)).contains(new Entry(name, NOW.plusSeconds(1)));
    assertThat(adapters.secrets().find("acme", name)).contains(new SecretValue("battery staple"));

    secrets.delete(ACME, name);
    secrets.delete(ACME, name);

    assertThat(secrets.find(ACME, name)).isEmpty();
    assertThat(adapters.secrets().find("acme", name)).isEmpty();
  }

  @Test
  void namesNothingWhoseValueWasNotTaken() {
    var name = new SecretName("key");
    var refusing = new Secrets(adapters.items(), new Unavailable());

    assertThatThrownBy(() -> refusing.set(ACME, name, VALUE, NOW))
        .isInstanceOf(PortException.class);

    assertThat(secrets.find(ACME, name)).isEmpty();
  }

  @Test
  void namesNothingAnyMoreWhoseValueIsStillThere() {
    var name = new SecretName("key");
    secrets.set(ACME, name, VALUE, NOW);
    var refusing = new Secrets(adapters.items(), new Unavailable());

    assertThatThrownBy(() -> refusing.delete(ACME, name)).isInstanceOf(PortException.class);

    assertThat(secrets.find(ACME, name)).isEmpty();
    assertThat(adapters.secrets().find("acme", name)).isPresent();
    secrets.delete(ACME, name);
    assertThat(adapters.secrets().find("acme", name)).isEmpty();
  }

  private record Unavailable() implements SecretStore {
    @Override
    public void put(String owner, SecretName name, SecretValue value) {
      throw new PortException(Fault.UNAVAILABLE, "not today");
    }

    @Override
    public Optional<SecretValue> find(String owner, SecretName name) {
      throw new PortException(Fault.UNAVAILABLE, "not today");
    }

    @Override
    public List<SecretValue> history(String owner, SecretName name, Instant since) {
      throw new PortException(Fault.UNAVAILABLE, "not today");
    }

    @Override
    public void delete(String owner, SecretName name) {
      throw new PortException(Fault.UNAVAILABLE, "not today");
    }
  }
}
