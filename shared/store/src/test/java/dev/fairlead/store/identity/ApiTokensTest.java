package dev.fairlead.store.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.catalog.Route.Access;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Write;
import dev.fairlead.embedded.EmbeddedAdapters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final CustomerId GLOBEX = new CustomerId("globex");
  private static final Instant START = Instant.parse("2026-11-01T10:00:00.250Z");

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final EmbeddedAdapters adapters = EmbeddedAdapters.inMemory(clock);
  private final ItemStore items = adapters.items();
  private final ApiTokens tokens = new ApiTokens(items, new Ids(clock, new Random(7)), clock);

  @AfterEach
  void close() {
    adapters.close();
  }

  private NewToken lasting(CustomerId customer) {
    return tokens.create(customer, Set.of(Access.READ), Optional.empty());
  }

  private Item row(NewToken token) {
    return items.read(key(token)).orElseThrow();
  }

  private static Key key(NewToken token) {
    return new Key("tokens", "api/" + token.identity().tokenId(), "token");
  }

  @Test
  void findsWhomASecretStandsFor() {
    var token = tokens.create(ACME, Set.of(Access.READ, Access.WRITE), Optional.empty());

    assertThat(token.secret()).matches("flt_[0-9a-hjkmnp-tv-z]{32}");
    assertThat(token.expiresAt()).isEmpty();
    assertThat(tokens.find(token.secret())).contains(token.identity());
    assertThat(token.identity().customer()).isEqualTo(ACME);
    assertThat(token.identity().access()).containsOnly(Access.READ, Access.WRITE);
  }

  @Test
  void isKnownByItsNameOrElseByItsCustomer() {
    var named = tokens.create(ACME, Set.of(Access.READ), Optional.of("ada"), Optional.empty());
    var plain = tokens.create(ACME, Set.of(Access.READ), Optional.empty());

    assertThat(tokens.find(named.secret()).map(Identity::name)).contains("ada");
    assertThat(tokens.find(plain.secret()).map(Identity::name)).contains("acme");
  }

  @Test
  void storesTheSecretNowhere() {
    var token = tokens.create(ACME, Set.of(Access.ADMIN), Optional.of(Duration.ofDays(1)));

    var row = row(token);

    assertThat(row.toString()).doesNotContain(token.secret(), token.secret().substring(4));
    assertThat(row.attributes().keySet())
        .containsExactlyInAnyOrder("v", "customerId", "access", "expiresAt");
    assertThat(row.whole("v")).contains(1L);
  }

  @Test
  void showsTheSecretInNoText() {
    var token = lasting(ACME);

    assertThat(token.toString()).doesNotContain(token.secret().substring(4)).contains("acme");
    assertThat(token.identity().tokenId()).doesNotContain(token.secret().substring(4));
  }

  @Test
  void neverTakesOneCustomersTokenForAnothers() {
    var acme = lasting(ACME);
    var globex = lasting(GLOBEX);

    assertThat(tokens.find(acme.secret()).map(Identity::customer)).contains(ACME);
    assertThat(tokens.find(globex.secret()).map(Identity::customer)).contains(GLOBEX);
    assertThat(acme.identity().tokenId()).isNotEqualTo(globex.identity().tokenId());
  }

  @Test
  void findsNoExpiredTokenThoughItsRowIsStillThere() {
    var token = tokens.create(ACME, Set.of(Access.READ), Optional.of(Duration.ofSeconds(60)));
    var end = Instant.parse("2026-11-01T10:01:01Z");
    assertThat(token.expiresAt()).contains(end);
    assertThat(row(token).whole(TableSpec.EXPIRY_ATTRIBUTE)).contains(end.getEpochSecond());

    now = end.minusNanos(1);
    assertThat(tokens.find(token.secret())).isPresent();
    now = end;
    assertThat(tokens.find(token.secret())).isEmpty();
    assertThat(items.read(key(token))).isPresent();
  }

  @Test
  void refusesATokenThatWouldNeverLive() {
    for (var ttl : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatThrownBy(() -> tokens.create(ACME, Set.of(Access.READ), Optional.of(ttl)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesATokenThatAllowsNothing() {
    assertThatThrownBy(() -> tokens.create(ACME, Set.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void findsNoRevokedToken() {
    var token = lasting(ACME);

    assertThat(tokens.revoke(ACME, token.identity().tokenId())).isTrue();

    assertThat(tokens.find(token.secret())).isEmpty();
    assertThat(tokens.revoke(ACME, token.identity().tokenId())).isFalse();
  }

  @Test
  void revokesNobodyElsesToken() {
    var token = lasting(ACME);

    assertThat(tokens.revoke(GLOBEX, token.identity().tokenId())).isFalse();
    assertThat(tokens.revoke(ACME, "not-a-token-id")).isFalse();

    assertThat(tokens.find(token.secret())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "flt_",
        "flt_00000000000000000000000000000000",
        "flt_0000000000000000000000000000000",
        "FLT_00000000000000000000000000000000",
        "00000000000000000000000000000000",
      })
  void findsNothingForWhatWasNeverGivenOut(String secret) {
    lasting(ACME);

    assertThat(tokens.find(secret)).isEmpty();
  }

  @Test
  void findsNothingByTheTokenId() {
    var token = lasting(ACME);

    assertThat(tokens.find(token.identity().tokenId())).isEmpty();
    assertThat(tokens.find("flt_" + token.identity().tokenId().substring(0, 32))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v", "customerId", "access"})
  void trustsNoRowThatItDoesNotUnderstand(String attribute) {
    var token = lasting(ACME);
    var attributes = new HashMap<>(row(token).attributes());
    attributes.put(attribute, Attr.of("?"));
    items.write(Write.put(new Item(key(token), attributes)));

    assertThatThrownBy(() -> tokens.find(token.secret()))
        .isInstanceOfSatisfying(
            PortException.class, e -> assertThat(e.fault()).isEqualTo(PortException.Fault.CORRUPT));
  }

  @Test
  void noticesWhenTheGeneratorRepeatsItself() {
    lasting(ACME);
    var sameSeed = new ApiTokens(items, new Ids(clock, new Random(7)), clock);

    assertThatThrownBy(() -> sameSeed.create(GLOBEX, Set.of(Access.ADMIN), Optional.empty()))
        .isInstanceOf(IllegalStateException.class);
  }
}
