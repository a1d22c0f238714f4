package dev.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {
  @Test
  void saysDurationsAsPeopleDo() {
    assertThat(List.of(0, 340, 9_999, 12_345, 245_000, 7_620_000))
        .extracting(millis -> Durations.text(Duration.ofMillis(millis)))
        .containsExactly("0.00 s", "0.34 s", "9.99 s", "12.3 s", "4 min 05 s", "2 h 07 min");
    assertThat(List.of(0, 1_234, 61_000, 3_600_000))
        .extracting(millis -> Durations.clock(Duration.ofMillis(millis)))
        .containsExactly("00:00.0", "00:01.2", "01:01.0", "1:00:00.0");
    assertThat(List.of(5, 120, 7_200, 200_000))
        .extracting(seconds -> Durations.age(Duration.ofSeconds(seconds)))
        .containsExactly("5 s ago", "2 min ago", "2 h ago", "2 d ago");
  }

  @Test
  void cutsByColumnsNotByCharacters() {
    assertThat(Text.cut("日本語", 5, "…")).isEqualTo("日本…");
    assertThat(Text.cut("plain", 5, "…")).isEqualTo("plain");
    assertThat(Text.cut("plain", 2, "...")).isEmpty();
    assertThat(Text.width("e\u0301")).isEqualTo(1);
  }

  @Test
  void breaksLinesAtSpacesAndLongWordsAnywhere() {
    assertThat(Text.wrap("why it failed", 20)).containsExactly("why it failed");
    assertThat(Text.wrap("why it failed", 6)).containsExactly("why it", "failed");
    assertThat(Text.wrap("why it failed", 7)).containsExactly("why it", "failed");
    assertThat(Text.wrap("abcdefgh ij", 4)).containsExactly("abcd", "efgh", "ij");
    assertThat(Text.wrap("日本語です", 5)).containsExactly("日本", "語で", "す");
    assertThat(Text.wrap("", 5)).containsExactly("");
  }

  @Test
  void quotesWhatAShellWouldTakeApart() {
    assertThat(Text.quoted("examples/hello.yaml")).isEqualTo("examples/hello.yaml");
    assertThat(Text.quoted("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    assertThat(Text.quoted("")).isEqualTo("''");
  }

  @Test
  void cutsTheLastColumnToTheWidth() {
    var table = new Table("NAME", "RESULT");
    table.add(Table.Cell.of("a"), Table.Cell.of("x".repeat(50)));

    assertThat(table.lines(20, new Style(false, true)))
        .containsExactly("NAME  RESULT", "a     xxxxxxxxxxxxx…");
  }

  @Test
  void countsWhatSucceededInALongAgenda() {
    var operations = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      operations.append(i == 0 ? "" : ",");
      operations.append(
          """
          {"name":"op-%d","state":"COMPLETE","outcome":"%s","attempt":1}\
          """
              .formatted(i, i == 7 ? "skipped" : "succeeded"));
    }
    var agenda =
        AgendaView.of(
            (Json.Obj)
                JsonText.parse(
                    """
                    {"id":"1","state":"COMPLETE","outcome":"succeeded","operations":[%s]}\
                    """
                        .formatted(operations)));

    assertThat(new ResultTable(100, Style.PLAIN).lines(agenda, Session.NOW))
        .containsExactly(
            "Agenda  1",
            "",
            "OPERATION  OUTCOME    TIME  ATTEMPTS  RESULT",
            "op-7       o skipped  -     1         not started",
            "... and 299 that succeeded; '-o json' shows them all",
            "",
            "+ succeeded");
  }

  @Test
  void showsHowFarARunningAgendaIs() {
    var agenda =
        AgendaView.of(
            (Json.Obj)
                JsonText.parse(
                    """
                    {"id":"1","state":"EXECUTING","percent":22.5,"operations":[
                     {"name":"a","state":"EXECUTING","attempt":1,"percent":45,"message":"copying"},
                     {"name":"b","state":"EXECUTING","attempt":1,"message":"reading"},
                     {"name":"c","state":"EXECUTING","attempt":1,"percent":0}]}
                    """));

    assertThat(new ResultTable(100, Style.PLAIN).lines(agenda, Session.NOW))
        .contains(
            "a          > executing  -     1         45 %  copying",
            "b          > executing  -     1         reading",
            "c          > executing  -     1         0 %",
            "> executing, 22.5 %");
  }

  @Test
  void takesTheOutcomeFromTheFirstWordOfAMessage() {
    var event =
        (Json.Obj) JsonText.parse("{\"sequence\":1,\"type\":\"x\",\"message\":\"failed: exit 3\"}");

    assertThat(RunEvent.of(event).outcome()).isEqualTo("failed");
  }
}
