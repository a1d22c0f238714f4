package dev.fairlead.lambda;

import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.endpoint.Caller;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How API Gateway carries a caller from the authorizer to a function: flat texts, all of them. */
final class CallerContext {
  private static final String CUSTOMER = "customerId";
  private static final String ACCESS = "access";
  private static final String NAME = "name";
  private static final String TOKEN = "tokenId";
  private static final String SEPARATOR = " ";

  private CallerContext() {}

  static Map<String, Object> write(Caller caller) {
    return Map.of(
        CUSTOMER,
        caller.customer().value(),
        ACCESS,
        caller.access().stream().map(Enum::name).sorted().collect(Collectors.joining(SEPARATOR)),
        NAME,
        caller.name(),
        TOKEN,
        caller.tokenId());
  }

  /**
   * Empty unless every part is there and understood: nothing is made up. Only the name may be
   * missing, of callers that an older authorizer let in, whose answers live for a minute.
   */
  static Optional<Caller> read(@Nullable Map<String, ?> context) {
    if (context == null
        || !(context.get(CUSTOMER) instanceof String customer)
        || !(context.get(ACCESS) instanceof String access)
        || !(context.get(TOKEN) instanceof String token)
        || !CustomerId.isValid(customer)
        || token.isEmpty()) {
      return Optional.empty();
    }
    var name = context.get(NAME) instanceof String own ? own : customer;
    return access(access).map(known -> new Caller(new CustomerId(customer), known, name, token));
  }

  private static Optional<Set<Route.Access>> access(String text) {
    var known = EnumSet.noneOf(Route.Access.class);
    for (String name : text.split(SEPARATOR, -1)) {
      var access = Arrays.stream(Route.Access.values()).filter(a -> a.name().equals(name));
      var found = access.findFirst();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      known.add(found.get());
    }
    return Optional.of(known);
  }
}
