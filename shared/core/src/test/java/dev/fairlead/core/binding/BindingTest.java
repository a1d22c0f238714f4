package dev.fairlead.core.binding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.Insight;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
  private static final CustomerId ACME = new CustomerId("acme");
  private static final CustomerId OPS = new CustomerId("ops");
  private static final String POOL = "site";

  @Tag("F053")
  @ParameterizedTest
  @CsvSource({
    "operationName,  probe,            true",
    "operationName,  PROBE,            true",
    "operationName,  prob,             false",
    "operationType,  Wait,             true",
    "operationType,  shell,            false",
    "paramMap,       tier=gold,        true",
    "paramMap,       TIER=Gold,        true",
    "paramMap,       tier=silver,      false",
    "paramMap,       query=a=B,        true",
    "paramMap,       query=a,          false",
    "paramMap,       retries=3,        true",
    "paramMap,       fast=true,        true",
    "paramMap,       blank=,           true",
    "paramMap,       tier=,            false",
    "paramMap,       nested=x,         false",
    "paramMap,       region=eu,        true",
  })
  void fitsByAnyEntryWhateverTheCase(String mapper, String entry, boolean fits) {
    var insight = insight("only", mapper, "nothing=like it", entry);

    var choice = choose(document(), insight);

    assertThat(choice instanceof Choice.Bound).isEqualTo(fits);
  }

  @Tag("F053")
  @Test
  void needsOneMapperOfSeveralAndNeverFitsWithNone() {
    var mappers =
        Json.object()
            .put("operationName", Json.texts(List.of("other")))
            .put("operationType", Json.texts(List.of("log")))
            .build();

    assertThat(bound(choose(document(), insight("some", Json.object().put("mappers", mappers)))))
        .isEqualTo("some");
    assertThat(choose(document(), insight("none", Json.object())))
        .isEqualTo(new Choice.Unbound("none of 1 insight has a mapper that fits"));
  }

  @Tag("F054")
  @ParameterizedTest
  @CsvSource({"b, b", "B, b", "Title of B, b", "title of b, b", "' b ', b", "c, a", "nowhere, a"})
  void prefersTheNamedOneOfThoseThatFit(String named, String chosen) {
    var document = document(Json.object().put("defaultInsight", named));
    var titled =
        insight("b", mapped("operationType", "log").put("rank", 5).put("title", "Title of B"));
    var unfit = insight("c", "operationType", "shell");

    assertThat(bound(choose(document, insight("a", "operationType", "log"), titled, unfit)))
        .isEqualTo(chosen);
  }

  @Tag("F056")
  @Test
  void looksOnlyAtInsightsOfThePoolThatTheCustomerSees() {
    var hidden = insight("a", "operationType", "log");
    var elsewhere =
        insight("b", mapped("operationType", "log").put("resourcePoolId", "other"), true);
    var allowed =
        insight(
            "c",
            mapped("operationType", "log").put("allowedCustomerIds", Json.texts(List.of("acme"))));
    var global = insight("d", mapped("operationType", "log").put("isGlobal", true));
    var own =
        Insight.of(
            "e",
            Optional.of(ACME),
            mapped("operationType", "log").put("resourcePoolId", POOL).build());

    assertThat(Binding.choose(ACME, POOL, document(), List.of(hidden, elsewhere)))
        .isEqualTo(
            new Choice.Unbound(
                "the customer's resource pool has no insight that the customer may use"));
    for (Insight visible : List.of(allowed, global, own)) {
      assertThat(bound(Binding.choose(ACME, POOL, document(), List.of(hidden, elsewhere, visible))))
          .isEqualTo(visible.id());
    }
  }

  @Tag("F057")
  @Test
  void choosesTheSameWhateverTheOrderInWhichTheyAreRead() {
    var all = new ArrayList<Insight>();
    for (String id : List.of("z", "m", "a")) {
      all.add(insight(id, mapped("operationType", "log").put("rank", 2)));
    }
    all.add(insight("y", mapped("operationType", "log").put("rank", 7)));
    var random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(all, random);
      assertThat(bound(Binding.choose(OPS, POOL, document(), all))).isEqualTo("a");
    }
    all.add(insight("zz", mapped("operationType", "log").put("rank", -1)));
    Collections.shuffle(all, random);
    assertThat(bound(Binding.choose(OPS, POOL, document(), all))).isEqualTo("zz");
  }

  @Test
  void saysWhyItChose() {
    var first = insight("a", "operationType", "log");
    var second = insight("b", "operationName", "probe");
    var later = insight("c", mapped("paramMap", "tier=gold").put("rank", 3));
    var unfit = insight("d", "operationType", "shell");
    var asks = document(Json.object().put("defaultInsight", "c").put("tier", "gold"));
    var asksInVain = document(Json.object().put("defaultInsight", "d"));

    assertThat(choose(document(), first).because())
        .isEqualTo("operationType 'log' fits, and there is no other insight");
    assertThat(choose(document(), first, unfit).because())
        .isEqualTo("operationType 'log' fits, alone of 2 insights");
    assertThat(choose(document(), second, unfit, first).because())
        .isEqualTo(
            "operationType 'log' fits, as with 1 of 2 others; of rank 0 it is the first by id");
    assertThat(choose(document(), later, second).because())
        .isEqualTo("operationName 'probe' fits, as with 1 of 1 others; rank 0 is the lowest");
    assertThat(choose(asks, first, later).because())
        .isEqualTo("paramMap 'tier=gold' fits, as with 1 of 1 others; defaultInsight asks for it");
    assertThat(choose(asksInVain, first, unfit).because())
        .isEqualTo(
            "operationType 'log' fits, alone of 2 insights; defaultInsight 'd' is none that fits");
    assertThat(Binding.withoutPool(Insight.DEFAULT).because())
        .isEqualTo("no resource pool works for the customer");
  }

  private static String bound(Choice choice) {
    return ((Choice.Bound) choice).insight().id();
  }

  private static Choice choose(AgendaDocument document, Insight... insights) {
    return Binding.choose(OPS, POOL, document, List.of(insights));
  }

  private static Json.Builder mapped(String mapper, String... entries) {
    return Json.object()
        .put("mappers", Json.object().put(mapper, Json.texts(List.of(entries))).build());
  }

  private static Insight insight(String id, String mapper, String... entries) {
    return insight(id, mapped(mapper, entries));
  }

  private static Insight insight(String id, Json.Builder fields) {
    return insight(id, fields, false);
  }

  private static Insight insight(String id, Json.Builder fields, boolean elsewhere) {
    var said = elsewhere ? fields : fields.put("resourcePoolId", POOL);
    return Insight.of(id, Optional.of(OPS), said.build());
  }

  private static AgendaDocument document() {
    return document(
        Json.object()
            .put("tier", "gold")
            .put("query", "A=b")
            .put("retries", 3)
            .put("fast", true)
            .put("blank", "")
            .put("nested", Json.texts(List.of("x"))));
  }

  private static AgendaDocument document(Json.Builder params) {
    var probe =
        Json.object()
            .put("name", "Probe")
            .put("type", "log")
            .put("params", Json.object().put("region", "EU").build())
            .build();
    var rest = Json.object().put("name", "rest").put("type", "wait").build();
    var document =
        Json.object()
            .put("params", params.build())
            .put("operations", Json.array(List.of(probe, rest)))
            .build();
    var types = KnownTypes.of(Set.of("log", "wait"));
    return ((DocumentRules.Valid) DocumentRules.check(document, types)).document();
  }
}
