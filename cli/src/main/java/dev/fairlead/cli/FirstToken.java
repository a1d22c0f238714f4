package dev.fairlead.cli;

import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.wire.JsonText;
import java.util.EnumSet;
import java.util.Optional;

/**
 * An admin's token for an environment that has none yet, and the row by which the environment knows
 * it. Whoever may write that row owns the environment anyway: that is an AWS account's decision,
 * not ours, so the row is handed to its tools.
 *
 * @param secret for the caller; whatever is stored is its hash
 * @param row in DynamoDB's JSON, as {@code aws dynamodb put-item --item} takes it
 */
record FirstToken(String secret, String row) {

  /**
   * Makes one.
   *
   * @param ids must draw on a secure random generator
   */
  static FirstToken of(CustomerId customer, Ids ids) {
    var minted =
        ApiTokens.mint(
            customer, EnumSet.allOf(Access.class), Optional.empty(), Optional.empty(), ids);
    return new FirstToken(minted.token().secret(), JsonText.write(row(minted.row())));
  }

  private static Json row(Item item) {
    var row =
        Json.object()
            .put("pk", typed("S", item.key().partition()))
            .put("sk", typed("S", item.key().sort()));
    item.attributes()
        .forEach((name, value) ->
            row.put(
                name,
                switch (value) {
                  case Attr.Text(String text) -> typed("S", text);
                  case Attr.Whole(long number) -> typed("N", Long.toString(number));
                }));
    return row.build();
  }

  private static Json typed(String type, String value) {
    return Json.object().put(type, value).build();
  }

  /** Never shows the secret. */
  @Override
  public String toString() {
    return "FirstToken[]";
  }
}
