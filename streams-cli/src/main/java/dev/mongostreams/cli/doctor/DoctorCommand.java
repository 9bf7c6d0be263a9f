package dev.mongostreams.cli.doctor;

import dev.mongostreams.ChangeStreams;
import dev.mongostreams.cli.checkpoint.FormatOption;
import dev.mongostreams.cli.checkpoint.OpenStore;
import dev.mongostreams.cli.checkpoint.StoreOption;
import dev.mongostreams.cli.connect.Target;
import dev.mongostreams.cli.doctor.check.Check;
import dev.mongostreams.cli.doctor.check.Finding;
import dev.mongostreams.cli.doctor.check.Patient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks whether changes can be watched here, and what would go wrong later. Changes nothing. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Looks whether the server, the user and the checkpoints are fit for watching, and says what"
            + " to do. Changes nothing.",
    footer = {
      "",
      "Ends with 0 when there is no problem, else with the code of the first one: 3 cannot connect,",
      "4 not a replica set, 5 not allowed, 6 a checkpoint is too old, 8 one cannot be used,",
      "130 interrupted."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private Target target = new Target();

  @Mixin private StoreOption store = new StoreOption();

  @Mixin private FormatOption format = new FormatOption();

  @Override
  public Integer call() throws InterruptedException {
    target.check();
    target.access().warn(spec.commandLine().getErr());
    Report report = new Report(findings());
    PrintWriter out = spec.commandLine().getOut();
    out.print(format.json() ? report.json() : report.text());
    out.flush();
    return report.exitCode().number();
  }

  private List<Finding> findings() throws InterruptedException {
    try (Admission admission = Admission.of(target)) {
      // Who is interrupted while connecting has found nothing out of the server.
      if (Thread.interrupted()) {
        throw new InterruptedException("The doctor was interrupted.");
      }
      List<Finding> findings = new ArrayList<>(admission.findings());
      ChangeStreams streams = admission.streams();
      if (streams != null) {
        try (OpenStore checkpoints = store.open(target.access())) {
          Patient patient = new Patient(admission.client(), streams, target, checkpoints.store());
          for (Check check : Check.all()) {
            findings.addAll(patient.seenBy(check));
          }
        }
      }
      return findings;
    }
  }
}
