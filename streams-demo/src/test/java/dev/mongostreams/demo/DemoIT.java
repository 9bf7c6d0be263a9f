package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mongostreams.demo.guide.Guide;
import dev.mongostreams.demo.walk.PlayedStep;
import dev.mongostreams.demo.walk.Step;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Rs0Extension.class)
class DemoIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final String uri;

  DemoIT(ReplicaSet rs0) {
    this.uri = rs0.uri();
  }

  @Test
  void walksThroughEverySectionOfTheGuide() {
    int code = run(Guide.steps(), Map.of(), "--mongo", uri);

    assertThat(err.toString()).isEmpty();
    assertThat(code).isEqualTo(0);
    List<Step> steps = Guide.steps();
    for (int i = 0; i < steps.size(); i++) {
      assertThat(out.toString())
          .contains((i + 1) + "/13  " + steps.get(i).title(), "guide: " + steps.get(i).section());
    }
  }

  @Test
  void printsPlainLinesWithoutColours() {
    run(Guide.steps(), Map.of(), "--mongo", uri);

    assertThat(out.toString()).matches("(?s)[\\x20-\\x7e\\r\\n]*");
    assertThat(out.toString().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void endsWithOneWhenAStepIsNotAsTold() {
    Step wrong = new PlayedStep("Wrong", List.of(), stage -> stage.expect("1 is 2", 2, 1));

    int code = run(List.of(wrong), Map.of(), "--mongo", uri);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("step 1, Wrong");
  }

  @Test
  void takesTheServerFromTheEnvironment() {
    Step nothing = new PlayedStep("Nothing", List.of(), stage -> {});

    assertThat(run(List.of(nothing), Map.of("MONGO_URL", uri))).isEqualTo(0);

    assertThat(out.toString()).contains("1 of 1 sections as told");
  }

  @Test
  void runsTheDashboardWithoutABrowser() {
    int code =
        Demo.commandLine(List.of(), Demo.examples(), Map.of("MONGO_URL", uri))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute("dashboard", "--for", "2s", "--rate", "200", "--port", "0");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isEqualTo(0);
    assertThat(out.toString())
        .contains("dashboard: http://127.0.0.1:", "no browser", "The numbers are as promised.");
  }

  @Test
  void endsWithThreeWhenNoServerAnswers() {
    String nobody = "mongodb://me:secret@127.0.0.1:1/?replicaSet=rs0";

    assertThat(run(Guide.steps(), Map.of("MONGO_URL", nobody))).isEqualTo(3);

    assertThat(err.toString()).contains("127.0.0.1:1").doesNotContain("secret");
  }

  private int run(List<Step> steps, Map<String, String> environment, String... args) {
    return Demo.commandLine(steps, List.of(), environment)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
