package dev.fairlead.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The HTTP routes, below {@code /v1}. A segment in braces is a path parameter. */
public sealed interface Route {
  /** HTTP method. */
  String method();

  /** Path template, starting with {@code /v1}. */
  String path();

  /** What the caller's credentials must allow. */
  Access access();

  FunctionSpec function();

  /** Every route of the API. */
  static List<Route> all() {
    return Stream.of(Agenda.values(), Progress.values()).<Route>flatMap(Arrays::stream).toList();
  }

  /** What a credential may do. */
  enum Access {
    /** See one's own objects. */
    READ,
    /** Change one's own objects. */
    WRITE,
    /** Operate the environment: every customer's objects. */
    ADMIN
  }

  /** Routes of agenda-service. */
  enum Agenda implements Route {
    /** Header {@code Idempotency-Key} is the client token. */
    SUBMIT("POST", "/v1/agendas", Access.WRITE),
    LIST("GET", "/v1/agendas", Access.READ),
    DOCUMENT("GET", "/v1/agendas/{agendaId}/document", Access.READ),
    CREATE_TOKEN("POST", "/v1/tokens", Access.ADMIN);

    private final String method;
    private final String path;
    private final Access access;

    Agenda(String method, String path, Access access) {
      this.method = method;
      this.path = path;
      this.access = access;
    }

    @Override
    public String method() {
      return method;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public Access access() {
      return access;
    }

    @Override
    public FunctionSpec function() {
      return FunctionSpec.AGENDA_SERVICE;
    }
  }

  /** Routes of progress-service. */
  enum Progress implements Route {
    /** The whole run: state, outcome, figures, operations. */
    GET("GET", "/v1/agendas/{agendaId}", Access.READ),
    /** What happened after {@code ?after=<sequence>}. */
    EVENTS("GET", "/v1/agendas/{agendaId}/events", Access.READ),
    /** Output of the operations; {@code ?operation=<name>} for one. */
    LOGS("GET", "/v1/agendas/{agendaId}/logs", Access.READ);

    private final String method;
    private final String path;
    private final Access access;

    Progress(String method, String path, Access access) {
      this.method = method;
      this.path = path;
      this.access = access;
    }

    @Override
    public String method() {
      return method;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public Access access() {
      return access;
    }

    @Override
    public FunctionSpec function() {
      return FunctionSpec.PROGRESS_SERVICE;
    }
  }
}
