package dev.fairlead.agendaservice;

import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.store.identity.NewToken;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes API tokens; only for admins. The secret is in this one reply and nowhere else. */
final class TokenCreation {
  private static final Pattern NAME = Pattern.compile("(?=\\S)[^\\p{Cntrl}]{1,64}(?<=\\S)");

  private final ApiTokens tokens;

  TokenCreation(ApiTokens tokens) {
    this.tokens = tokens;
  }

  Reply create(Call call) {
    Json body = JsonText.parse(call.body());
    var problems = new ArrayList<Problem>();
    Optional<CustomerId> customer = customer(body, problems);
    Set<Access> access = access(body, problems);
    Optional<String> name = name(body, problems);
    if (customer.isEmpty() || !problems.isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "The token can't be made like this.", problems);
    }
    NewToken created = tokens.create(customer.get(), access, name, Optional.empty());
    return Reply.json(
        201,
        Json.object()
            .put("token", created.secret())
            .put("tokenId", created.identity().tokenId())
            .put("name", created.identity().name())
            .put("customerId", customer.get().value())
            .put("access", Json.texts(access.stream().map(TokenCreation::word).sorted().toList()))
            .build());
  }

  private static Optional<CustomerId> customer(Json body, List<Problem> problems) {
    Optional<String> text =
        body instanceof Json.Obj object ? object.text("customerId") : Optional.empty();
    if (text.filter(CustomerId::isValid).isEmpty()) {
      problems.add(
          new Problem(
              "/customerId",
              ProblemCode.INVALID_CUSTOMER,
              "customerId is 1 to 64 of letters, digits, dot, underscore, dash."));
      return Optional.empty();
    }
    return text.map(CustomerId::new);
  }

  /** By which people know whose doing something was. */
  private static Optional<String> name(Json body, List<Problem> problems) {
    Optional<Json> given =
        body instanceof Json.Obj object ? object.field("name") : Optional.empty();
    Optional<String> name =
        given
            .flatMap(value ->
                value instanceof Json.Str(String text) ? Optional.of(text) : Optional.empty())
            .filter(text -> NAME.matcher(text).matches());
    if (given.isPresent() && name.isEmpty()) {
      problems.add(
          new Problem(
              "/name",
              ProblemCode.BAD_NAME,
              "name is 1 to 64 characters, none of them a control character, the first and last no"
                  + " blank."));
    }
    return name;
  }

  private static Set<Access> access(Json body, List<Problem> problems) {
    Json asked =
        body instanceof Json.Obj object
            ? object.field("access").orElse(Json.texts(List.of("read", "write")))
            : Json.NULL;
    var access = EnumSet.noneOf(Access.class);
    if (asked instanceof Json.Arr(List<Json> items)) {
      for (int i = 0; i < items.size(); i++) {
        Json item = items.get(i);
        Optional<Access> known =
            EnumSet.allOf(Access.class).stream()
                .filter(one -> item.equals(Json.of(word(one))))
                .findFirst();
        if (known.isEmpty()) {
          problems.add(
              new Problem(
                  "/access/" + i, ProblemCode.UNKNOWN_ACCESS, "access is read, write or admin."));
        }
        known.ifPresent(access::add);
      }
    }
    if (access.isEmpty() && problems.isEmpty()) {
      problems.add(
          new Problem(
              "/access", ProblemCode.INVALID_ACCESS, "access is a list of read, write, admin."));
    }
    return access;
  }

  private static String word(Access access) {
    return access.name().toLowerCase(Locale.ROOT);
  }
}
