package dev.fairlead.store.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Write;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The API tokens. A secret is shown once, when it is made; what is stored is its SHA-256, under
 * which it is found. A secret has 160 random bits, so neither salt nor a slow hash would add
 * anything. Thread-safe.
 *
 * <p>Row: table {@code tokens}, partition {@code api/<hash>}, sort {@code token}.
 */
public final class ApiTokens {
  private static final long FORMAT = 1;
  private static final String VERSION = "v";
  private static final String SORT = "token";
  private static final String CUSTOMER = "customerId";
  private static final String ACCESS = "access";
  private static final String NAME = "name";
  private static final String SECRET_PREFIX = "flt_";
  private static final Pattern SECRET = Pattern.compile(SECRET_PREFIX + "[0-9a-hjkmnp-tv-z]{32}");
  private static final Pattern TOKEN_ID = Pattern.compile("[0-9a-f]{64}");

  private final ItemStore items;
  private final Ids ids;
  private final InstantSource clock;

  /**
   * Tokens over a store.
   *
   * @param ids must draw on a secure random generator: it makes the secrets
   */
  public ApiTokens(ItemStore items, Ids ids, InstantSource clock) {
    this.items = items;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes a token. Cost: 1 write unit.
   *
   * @param access not empty
   * @param ttl more than zero, rounded up to a whole second; empty for a token that lasts until it
   *     is revoked
   */
  public NewToken create(CustomerId customer, Set<Route.Access> access, Optional<Duration> ttl) {
    return create(customer, access, Optional.empty(), ttl);
  }

  /**
   * Makes one with a name, by which people know whose doing something was. Cost: 1 write unit.
   *
   * @param name empty for that of the customer
   */
  public NewToken create(
      CustomerId customer,
      Set<Route.Access> access,
      Optional<String> name,
      Optional<Duration> ttl) {
    var minted = mint(customer, access, name, ttl.map(this::end), ids);
    if (!items.write(Write.put(minted.row(), Condition.absent())).isWritten()) {
      throw new IllegalStateException("the generator of secrets repeats itself");
    }
    return minted.token();
  }

  /**
   * A token and the row that makes it good, once it is written.
   *
   * @param row holds the secret's hash, not the secret
   */
  public record Minted(NewToken token, Item row) {}

  /**
   * A token that nobody knows of yet.
   *
   * @param ids must draw on a secure random generator: it makes the secret
   */
  public static Minted mint(
      CustomerId customer,
      Set<Route.Access> access,
      Optional<String> name,
      Optional<Instant> expiresAt,
      Ids ids) {
    var secret = SECRET_PREFIX + ids.newSecret();
    var identity = new Identity(customer, access, name.orElse(customer.value()), hash(secret));
    var attributes = new HashMap<String, Attr>();
    attributes.put(VERSION, Attr.of(FORMAT));
    attributes.put(CUSTOMER, Attr.of(customer.value()));
    attributes.put(ACCESS, Attr.of(names(identity.access())));
    name.ifPresent(own -> attributes.put(NAME, Attr.of(own)));
    expiresAt.ifPresent(
        end -> attributes.put(TableSpec.EXPIRY_ATTRIBUTE, Attr.of(end.getEpochSecond())));
    return new Minted(
        new NewToken(secret, identity, expiresAt), new Item(key(identity.tokenId()), attributes));
  }

  private Instant end(Duration ttl) {
    if (!ttl.isPositive()) {
      throw new IllegalArgumentException("a token lives for some time, not " + ttl);
    }
    var end = clock.instant().plus(ttl);
    return Instant.ofEpochSecond(end.getEpochSecond() + (end.getNano() > 0 ? 1 : 0));
  }

  /**
   * Whom a secret stands for; empty when it was never given out, was revoked, or has expired,
   * whether its row is still there or not. Cost: 1 read unit; nothing for what can't be a secret.
   *
   * @throws PortException with fault CORRUPT when the row is not one of ours
   */
  public Optional<Identity> find(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      return Optional.empty();
    }
    var tokenId = hash(secret);
    return items.read(key(tokenId)).filter(this::isAlive).map(row -> identity(row, tokenId));
  }

  /**
   * Ends a token at once; authorizers' caches may still honour it for their 60 seconds. Cost: 1
   * write unit.
   *
   * @param customer whose token it is
   * @return whether that customer had such a token
   */
  public boolean revoke(CustomerId customer, String tokenId) {
    return TOKEN_ID.matcher(tokenId).matches()
        && items
            .write(Write.delete(key(tokenId), Condition.is(CUSTOMER, customer.value())))
            .isWritten();
  }

  private boolean isAlive(Item row) {
    return row.whole(TableSpec.EXPIRY_ATTRIBUTE)
        .map(end -> clock.instant().getEpochSecond() < end)
        .orElse(true);
  }

  private static Identity identity(Item row, String tokenId) {
    var version = row.whole(VERSION);
    var customer = row.text(CUSTOMER).filter(CustomerId::isValid);
    var access = row.text(ACCESS).flatMap(ApiTokens::access);
    if (version.filter(v -> v == FORMAT).isEmpty() || customer.isEmpty() || access.isEmpty()) {
      throw new PortException(
          PortException.Fault.CORRUPT, "token " + tokenId + " is not of format " + FORMAT);
    }
    return new Identity(
        new CustomerId(customer.get()),
        access.get(),
        row.text(NAME).orElse(customer.get()),
        tokenId);
  }

  private static String names(Set<Route.Access> access) {
    return access.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
  }

  /** Empty when a name is unknown: half an understood token is none. */
  private static Optional<Set<Route.Access>> access(String names) {
    var known = EnumSet.noneOf(Route.Access.class);
    for (String name : names.split(" ", -1)) {
      var found = Arrays.stream(Route.Access.values()).filter(a -> a.name().equals(name)).toList();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      known.addAll(found);
    }
    return Optional.of(known);
  }

  private static Key key(String tokenId) {
    return new Key(TableSpec.TOKENS.tableName(), "api/" + tokenId, SORT);
  }

  private static String hash(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
