package dev.fairlead.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The bodies of requests and answers. The form of each is a JSON Schema, written once. */
public enum Body {
  AGENDA_DOCUMENT(MediaTypes.JSON, MediaTypes.YAML),
  ACCEPTED_AGENDA(MediaTypes.JSON),
  AGENDA_LIST(MediaTypes.JSON),
  SIGNALLED_AGENDA(MediaTypes.JSON),
  APPROVAL_ANSWER(MediaTypes.JSON),
  RERUN_REQUEST(MediaTypes.JSON),
  RERUN_AGENDA(MediaTypes.JSON),
  REBIND_REQUEST(MediaTypes.JSON),
  BUMP_REQUEST(MediaTypes.JSON),
  REBOUND_AGENDA(MediaTypes.JSON),
  REBOUND_LINE(MediaTypes.JSON),
  SUBMITTED_AGENDA(MediaTypes.JSON, MediaTypes.YAML),
  UPLOAD_REQUEST(MediaTypes.JSON),
  UPLOAD(MediaTypes.JSON),
  AGENDA_BATCH(MediaTypes.JSON, MediaTypes.YAML),
  BATCH_OUTCOME(MediaTypes.JSON),
  AGENDA_TEMPLATE(MediaTypes.JSON, MediaTypes.YAML),
  TEMPLATE_VERSION(MediaTypes.JSON),
  STORED_TEMPLATE(MediaTypes.JSON),
  TEMPLATE_LIST(MediaTypes.JSON),
  TEMPLATE_CALL(MediaTypes.JSON, MediaTypes.YAML),
  AGENDA_PLAN(MediaTypes.JSON),
  RUN(MediaTypes.JSON),
  EVENT_LIST(MediaTypes.JSON),
  LOG_LIST(MediaTypes.JSON),
  WHY(MediaTypes.JSON),
  ETA(MediaTypes.JSON),
  SHARES(MediaTypes.JSON),
  ARRIVAL_LIST(MediaTypes.JSON),
  INVENTORY_LIST(MediaTypes.JSON),
  INVENTORY(MediaTypes.JSON),
  NEW_CUSTOMER(MediaTypes.JSON, MediaTypes.YAML),
  CUSTOMER_CHANGE(MediaTypes.MERGE_PATCH, MediaTypes.JSON, MediaTypes.YAML),
  CUSTOMER(MediaTypes.JSON),
  CUSTOMER_LIST(MediaTypes.JSON),
  NEW_INSIGHT(MediaTypes.JSON, MediaTypes.YAML),
  INSIGHT_CHANGE(MediaTypes.MERGE_PATCH, MediaTypes.JSON, MediaTypes.YAML),
  INSIGHT(MediaTypes.JSON),
  INSIGHT_LIST(MediaTypes.JSON),
  NEW_BLUEPRINT(MediaTypes.JSON, MediaTypes.YAML),
  BLUEPRINT_CHANGE(MediaTypes.MERGE_PATCH, MediaTypes.JSON, MediaTypes.YAML),
  BLUEPRINT(MediaTypes.JSON),
  BLUEPRINT_LIST(MediaTypes.JSON),
  NEW_RESOURCE_POOL(MediaTypes.JSON, MediaTypes.YAML),
  RESOURCE_POOL_CHANGE(MediaTypes.MERGE_PATCH, MediaTypes.JSON, MediaTypes.YAML),
  RESOURCE_POOL(MediaTypes.JSON),
  RESOURCE_POOL_LIST(MediaTypes.JSON),
  NEW_HANDLER(MediaTypes.JSON, MediaTypes.YAML),
  HANDLER_CHANGE(MediaTypes.MERGE_PATCH, MediaTypes.JSON, MediaTypes.YAML),
  HANDLER(MediaTypes.JSON),
  HANDLER_LIST(MediaTypes.JSON),
  NEW_LEASE(MediaTypes.JSON),
  LEASE(MediaTypes.JSON),
  LEASE_LIST(MediaTypes.JSON),
  LEASE_LOG(MediaTypes.JSON),
  LEASE_RENEWAL(MediaTypes.JSON),
  LEASE_SIGNAL(MediaTypes.JSON),
  RESOURCE(MediaTypes.JSON),
  RESOURCE_LIST(MediaTypes.JSON),
  AUTHORIZATION_LIST(MediaTypes.JSON),
  AUTHORIZATION_ANSWER(MediaTypes.JSON),
  AUTHORIZATION(MediaTypes.JSON),
  LEASE_COMMAND(MediaTypes.JSON),
  COMMAND_END(MediaTypes.JSON),
  NEW_LEASE_FILE(MediaTypes.JSON),
  LEASE_FILE(MediaTypes.JSON),
  HALT_REQUEST(MediaTypes.JSON),
  AUDIT_LIST(MediaTypes.JSON),
  TOKEN_REQUEST(MediaTypes.JSON),
  NEW_TOKEN(MediaTypes.JSON),
  SECRET_VALUE(MediaTypes.JSON),
  SECRET(MediaTypes.JSON),
  SECRET_LIST(MediaTypes.JSON),
  SCHEMA("application/schema+json"),
  PROBLEM("application/problem+json");

  private static final class MediaTypes {
    static final String JSON = "application/json";
    static final String YAML = "application/yaml";
    static final String MERGE_PATCH = "application/merge-patch+json";
  }

  private final List<String> mediaTypes;

  Body(String... mediaTypes) {
    this.mediaTypes = List.of(mediaTypes);
  }

  /** The body whose schema has this name. */
  public static Optional<Body> named(String schemaName) {
    return Arrays.stream(values()).filter(body -> body.schemaName().equals(schemaName)).findFirst();
  }

  /** What a request may send it as; answers take the first. */
  public List<String> mediaTypes() {
    return mediaTypes;
  }

  /** Name of its schema, as in {@code agenda-document}. */
  public String schemaName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its JSON Schema (2020-12), as text. Read anew each time. */
  public String schema() {
    String file = "schemas/" + schemaName() + ".json";
    try (var in = Body.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("not on the class path: " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
