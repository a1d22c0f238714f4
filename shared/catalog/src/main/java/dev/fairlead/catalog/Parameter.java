package dev.fairlead.catalog;

import java.util.Locale;

/** What a request carries beside its body. A route names those that it takes. */
public enum Parameter {
  AGENDA_ID(
      Place.PATH, "agendaId", Texts.AGENDA_ID, "The agenda, by the id that its submit answered."),
  SECRET_NAME(Place.PATH, "secretName", Texts.SECRET_NAME, "What the customer calls the secret."),
  AFTER_SECRET(
      Place.QUERY,
      "after",
      Texts.next(Texts.SECRET_NAME),
      "Goes on where an earlier list ended: its field next."),
  INVENTORY_NAME(
      Place.PATH,
      "inventoryName",
      Texts.INVENTORY_NAME,
      "The inventory, by the name that agendas call it."),
  AFTER_INVENTORY(
      Place.QUERY,
      "after",
      Texts.next(Texts.INVENTORY_NAME),
      "Goes on where an earlier list ended: its field next."),
  AFTER_COMPONENT(
      Place.QUERY,
      "after",
      new Form.Text("[\\s\\S]+", 512, "what an earlier page gave as next", "vpc::main"),
      "Goes on where an earlier page ended: its field next."),
  CUSTOMER_ID(Place.PATH, "customerId", Texts.CUSTOMER_ID, "The customer, by its id."),
  INSIGHT_ID(Place.PATH, "insightId", Texts.OBJECT_ID, "The insight, by its id."),
  BLUEPRINT_ID(Place.PATH, "blueprintId", Texts.OBJECT_ID, "The blueprint, by its id."),
  RESOURCE_POOL_ID(Place.PATH, "resourcePoolId", Texts.OBJECT_ID, "The resource pool, by its id."),
  HANDLER_ID(
      Place.PATH, "handlerId", Texts.HANDLER_ID, "The handler, by the operation type it is for."),
  LEASE_ID(
      Place.PATH, "leaseId", Texts.LEASE_ID, "The lease, by the id that its request answered."),
  RESOURCE_ID(Place.PATH, "resourceId", Texts.LEASE_ID, "The resource, by its id."),
  AFTER_LEASE(
      Place.QUERY,
      "after",
      Texts.next(Texts.LEASE_ID),
      "Goes on where an earlier list ended: its field next."),
  AFTER_RESOURCE(
      Place.QUERY,
      "after",
      Texts.next(Texts.LEASE_ID),
      "Goes on where an earlier list ended: its field next."),
  LEASE_STATE(
      Place.QUERY,
      "state",
      new Form.Text(
          "PENDING|ACQUIRED|ACTIVE|RELEASED|BROKEN|DESTROYED",
          9,
          "PENDING, ACQUIRED, ACTIVE, RELEASED, BROKEN or DESTROYED",
          "ACTIVE"),
      "Only leases in this state."),
  OF_BLUEPRINT(
      Place.QUERY,
      "blueprintId",
      Texts.OBJECT_ID,
      "Only what this blueprint has made and is not gone, or leases on that."),
  HOLDER(
      Place.QUERY,
      "holder",
      new Form.Text(
          "(person|operation|resource|lease)/.{1,1024}",
          1040,
          "person/, operation/, resource/ or lease/ and who that is",
          "person/anna"),
      "Only leases that are held by this one."),
  FILE_PATH(
      Place.QUERY,
      "path",
      new Form.Text(
          "[^/].{0,1023}", 1024, "a path within the lease's directory", "results/frames.csv"),
      "Where the file is, from the lease's directory. Required."),
  AFTER_OBJECT(
      Place.QUERY,
      "after",
      Texts.next(Texts.CUSTOMER_ID),
      "Goes on where an earlier list ended: its field next."),
  AFTER_AUDIT_ENTRY(
      Place.QUERY,
      "after",
      Texts.next(Texts.AGENDA_ID),
      "Goes on where an earlier list ended: its field next."),
  IN_RESOURCE_POOL(
      Place.QUERY, "resourcePoolId", Texts.OBJECT_ID, "Only those in this resource pool."),
  SCHEMA_NAME(
      Place.PATH,
      "schemaName",
      new Form.Text("[a-z]+(-[a-z]+)*", 64, "a schema's name", "agenda-document"),
      "The schema, by the name of what it describes: the last part of its id, without .json."),
  LIMIT(Place.QUERY, "limit", new Form.Whole(1, 200, 50), "How many to list at the most."),
  AFTER_AGENDA(
      Place.QUERY,
      "after",
      Texts.next(Texts.AGENDA_ID),
      "Goes on where an earlier list ended: its field next."),
  SINCE(
      Place.QUERY,
      "since",
      new Form.Text(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?Z",
          30, "a time in UTC", "2026-11-22T00:00:00Z"),
      "Only what came since then."),
  AFTER_ARRIVAL(
      Place.QUERY,
      "after",
      new Form.Text(
          "[A-Za-z0-9][A-Za-z0-9._-]{0,63}/([0-9a-hjkmnp-tv-z]{26})?",
          91,
          "what an earlier answer gave as next",
          "acme/"),
      "Goes on where an earlier answer ended: its field next."),
  LINK_ID(
      Place.QUERY,
      "linkId",
      new Form.Text("[\\s\\S]+", 1024, "a text of 1 to 1024 characters", "episode-12"),
      "Only agendas with this linkId."),
  EXTERNAL_ID(
      Place.QUERY,
      "externalId",
      new Form.Text("[\\s\\S]+", 1024, "a text of 1 to 1024 characters", "job/4711"),
      "Only agendas with this externalId; not together with linkId."),
  TITLE(
      Place.QUERY,
      "title",
      new Form.Text("[\\s\\S]+", 1024, "a text of 1 to 1024 characters", "Encode episode 12"),
      "Only those with this title."),
  STATE(
      Place.QUERY,
      "state",
      new Form.Text("WAITING|EXECUTING|COMPLETE", 9, "WAITING, EXECUTING or COMPLETE", "EXECUTING"),
      "Only agendas that a list shows in this state: WAITING until they are claimed, EXECUTING"
          + " until they are over."),
  OUTCOME(
      Place.QUERY,
      "outcome",
      new Form.Text(
          "succeeded|failed|cancelled|timedOut",
          9,
          "succeeded, failed, cancelled or timedOut",
          "failed"),
      "Only agendas that ended so."),
  FIELDS(
      Place.QUERY,
      "fields",
      new Form.Text("[A-Za-z]+(,[A-Za-z]+)*", 256, "names of fields, with commas", "id,title"),
      "Only these fields of each; all of them unless given."),
  COUNT(
      Place.QUERY,
      "count",
      new Form.Text("true|false", 5, "true or false", "true"),
      "true: answers how many there are instead of what they are; limit means nothing then."),
  AFTER_EVENT(
      Place.QUERY,
      "after",
      new Form.Whole(0, Long.MAX_VALUE, 0),
      "Only what happened after the event of this number."),
  ATTEMPT(
      Place.QUERY,
      "attempt",
      new Form.Whole(0, Integer.MAX_VALUE, 0),
      "Of this attempt of the operation alone, and all that is kept of it; 0 for the end of each."),
  FROM_CHARACTER(
      Place.QUERY,
      "from",
      new Form.Whole(0, Integer.MAX_VALUE, 0),
      "Of an attempt's log, from this character on; 0 is its first."),
  OPERATION(
      Place.QUERY,
      "operation",
      new Form.Text(".+", 256, "the name of an operation", "encode"),
      "Only this operation; all of them unless given."),
  OPERATION_LIMIT(
      Place.QUERY,
      "limit",
      new Form.Whole(0, 1_000, 1_000),
      "How many operations to show at the most; 0 for the run alone."),
  AFTER_OPERATION(
      Place.QUERY,
      "after",
      new Form.Text(".+", 300, "what an earlier answer gave as next", "encode"),
      "Goes on where an earlier answer ended: its field next."),
  ITEMS_OF(
      Place.QUERY,
      "itemsOf",
      new Form.Text(".+", 256, "the name of an operation", "encode"),
      "Shows what is done for the items of this operation's list, in place of all other"
          + " operations."),
  TEMPLATE_NAME(
      Place.PATH,
      "templateName",
      Texts.TEMPLATE_NAME,
      "The template, by the name that it was put under."),
  TEMPLATE_VERSION(
      Place.QUERY,
      "version",
      new Form.Text("[1-9][0-9]{0,8}", 9, "a whole number from 1", "3"),
      "The version; the latest unless given."),
  TEMPLATE_OWNER(
      Place.QUERY,
      "customerId",
      Texts.CUSTOMER_ID,
      "Whose template it is, of those that are shared; the caller's own unless given."),
  AFTER_TEMPLATE(
      Place.QUERY,
      "after",
      Texts.next(Texts.TEMPLATE_NAME),
      "Goes on where an earlier list ended: its field next."),
  IF_MATCH(
      Place.HEADER,
      "If-Match",
      new Form.Text(
          "\"[1-9][0-9]{0,8}\"|[*]", 11, "an ETag that an earlier answer gave, or *", "\"3\""),
      "Only if this is the latest version; * if there is any."),
  IF_NONE_MATCH(
      Place.HEADER,
      "If-None-Match",
      new Form.Text("[*]", 1, "*", "*"),
      "Only if there is none yet."),
  IDEMPOTENCY_KEY(
      Place.HEADER,
      "Idempotency-Key",
      new Form.Text(
          ".*\\S.*", 256, "a text of 1 to 256 characters, not blank", "nightly-2026-11-01"),
      "Makes it safe to send the request again for 7 days: the same key and body get the first"
          + " answer, the same key and another body are refused."),
  CUSTOMER(
      Place.HEADER,
      "X-Fairlead-Customer",
      new Form.Text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", 64, "a customer's id", "acme"),
      "On whose objects an admin works; everybody else's own customer is the only one they may"
          + " name."),
  CORRELATION_ID(
      Place.HEADER,
      "X-Correlation-Id",
      new Form.Text("[A-Za-z0-9._-]{1,64}", 64, "letters, digits, dot, underscore, dash", "c-1"),
      "Names the call in logs and in the answer; made up when there is none, or an unsafe one.");

  /** Where a parameter is. */
  public enum Place {
    PATH,
    QUERY,
    HEADER
  }

  /** Forms that more than one parameter has. */
  private static final class Texts {
    static final Form.Text SECRET_NAME =
        new Form.Text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", 64, "a secret's name", "cms-password");
    static final Form.Text INVENTORY_NAME =
        new Form.Text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", 64, "an inventory's name", "shop");
    static final Form.Text CUSTOMER_ID =
        new Form.Text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", 64, "a customer's id", "acme");
    static final Form.Text OBJECT_ID =
        new Form.Text("[A-Za-z0-9][A-Za-z0-9_-]{0,39}", 40, "an id", "encoders");
    static final Form.Text HANDLER_ID =
        new Form.Text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", 64, "an operation type", "encode-video");
    static final Form.Text AGENDA_ID =
        new Form.Text("[0-9a-hjkmnp-tv-z]{26}", 26, "an agenda's id", "01jbhm3kz8x5t0q2r4s6v8w9ya");
    static final Form.Text LEASE_ID =
        new Form.Text("[0-9a-hjkmnp-tv-z]{26}", 26, "an id", "01jbhm3kz8x5t0q2r4s6v8w9yb");
    static final Form.Text TEMPLATE_NAME =
        new Form.Text("[A-Za-z0-9][A-Za-z0-9._-]{0,63}", 64, "a template's name", "encode-episode");

    /** What a list of things goes on after, which is told by what it ended with. */
    static Form.Text next(Form.Text id) {
      return new Form.Text(
          id.pattern(), id.maxLength(), "what an earlier list gave as next", id.example());
    }
  }

  private final Place place;
  private final String wireName;
  private final Form form;
  private final String meaning;

  Parameter(Place place, String wireName, Form form, String meaning) {
    this.place = place;
    this.wireName = wireName;
    this.form = form;
    this.meaning = meaning;
  }

  public Place place() {
    return place;
  }

  /** Its name in a request; the case of a header's does not matter. */
  public String wireName() {
    return wireName;
  }

  /** Name of a header as servers see it: lower case. */
  public String headerName() {
    return wireName.toLowerCase(Locale.ROOT);
  }

  public Form form() {
    return form;
  }

  /** What it does, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
