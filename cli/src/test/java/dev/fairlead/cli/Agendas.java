package dev.fairlead.cli;

/** Answers of a server, with single quotes for double ones. */
final class Agendas {
  static final String ID = "01k00000000000000000000001";
  static final String EVENTS = "/v1/agendas/" + ID + "/events?after=";

  private Agendas() {}

  static String executing() {
    return """
    {'id':'%s','title':'Encode','customerId':'acme','insight':'default','state':'EXECUTING',
     'addedAt':'2026-03-01T10:00:00.000Z','startedAt':'2026-03-01T10:00:00.100Z','attempt':1,
     'operations':[
      {'name':'probe','type':'shell','state':'READY','attempt':1,'starts':0,'commits':0,
       'dependsOn':[]},
      {'name':'encode','type':'shell','state':'WAITING','attempt':0,'starts':0,'commits':0,
       'dependsOn':['probe']}]}
    """
        .formatted(ID);
  }

  /** The same while its first operation says how far it is. */
  static String saying(int percent, String message) {
    return executing()
        .replace(
            "'state':'READY','attempt':1,",
            "'state':'EXECUTING','attempt':1,'percent':%d,'message':'%s',"
                .formatted(percent, message));
  }

  static String complete(String outcome, String encodeOutcome, String extra) {
    return """
    {'id':'%s','title':'Encode','customerId':'acme','insight':'default','state':'COMPLETE',
     'outcome':'%s','addedAt':'2026-03-01T10:00:00.000Z','startedAt':'2026-03-01T10:00:00.100Z',
     'completedAt':'2026-03-01T10:00:02.100Z','makespanSeconds':2,'criticalPathSeconds':1.6,
     'ratio':1.25,'maxParallel':1,'attempt':1,
     'operations':[
      {'name':'probe','type':'shell','state':'COMPLETE','outcome':'succeeded','attempt':1,
       'starts':1,'commits':1,'dependsOn':[],'readyAt':'2026-03-01T10:00:00.100Z',
       'startedAt':'2026-03-01T10:00:00.200Z','completedAt':'2026-03-01T10:00:00.700Z',
       'result':{'height':720}},
      {'name':'encode','type':'shell','state':'COMPLETE','outcome':'%s','attempt':2,
       'starts':2,'commits':1,'dependsOn':['probe'],'readyAt':'2026-03-01T10:00:00.700Z',
       'startedAt':'2026-03-01T10:00:01.000Z','completedAt':'2026-03-01T10:00:02.100Z'%s}]}
    """
        .formatted(ID, outcome, encodeOutcome, extra);
  }

  static String succeeded() {
    return complete("succeeded", "succeeded", "");
  }

  static String failed() {
    return complete(
        "failed",
        "failed",
        ",'diagnostic':{'code':'exit:3','message':'The command exited with 3.'}");
  }

  static String firstEvents() {
    return """
    {'events':[
      {'sequence':1,'at':'2026-03-01T10:00:00.100Z','type':'agenda.started'},
      {'sequence':2,'at':'2026-03-01T10:00:00.100Z','type':'operation.ready','operation':'probe',
       'attempt':1},
      {'sequence':3,'at':'2026-03-01T10:00:00.200Z','type':'operation.started','operation':'probe',
       'attempt':1}],
     'last':3,'state':'EXECUTING'}
    """;
  }

  static String lastEvents(String outcome) {
    return """
    {'events':[
      {'sequence':4,'at':'2026-03-01T10:00:00.700Z','type':'operation.completed',
       'operation':'probe','attempt':1,'message':'succeeded'},
      {'sequence':5,'at':'2026-03-01T10:00:02.000Z','type':'operation.retrying',
       'operation':'encode','attempt':2,'message':'exit:3'},
      {'sequence':6,'at':'2026-03-01T10:00:02.100Z','type':'operation.completed',
       'operation':'encode','attempt':2,'message':'%s'},
      {'sequence':7,'at':'2026-03-01T10:00:02.100Z','type':'agenda.completed','message':'%s'}],
     'last':7,'state':'COMPLETE','outcome':'%s'}
    """
        .formatted(outcome, outcome, outcome);
  }

  /** A server on which the agenda runs to an end. */
  static ScriptedServer running(String outcome, String complete) {
    return new ScriptedServer()
        .on("POST /v1/agendas", 201, accepted())
        .on("GET /v1/agendas/" + ID, 200, executing())
        .on("GET /v1/agendas/" + ID, 200, complete)
        .on("GET " + EVENTS + "0", 200, firstEvents())
        .on("GET " + EVENTS + "3", 200, "{'events':[],'last':3,'state':'EXECUTING'}")
        .on("GET " + EVENTS + "3", 200, lastEvents(outcome));
  }

  static String accepted() {
    return "{'id':'%s','customerId':'acme','insight':'default','state':'WAITING'}".formatted(ID);
  }
}
