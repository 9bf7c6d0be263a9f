package dev.mongostreams.bench.compare;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.RecordingFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what changed between two recordings beyond the noise. */
@Command(
    name = "compare",
    description = "Tells what changed between two recordings beyond the noise, worse first.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:they were compared, whatever was found", "2:wrong usage"})
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "A recording, or its directory, as docs/benchmarks/DATE.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "Another one.")
  private Path after;

  /** Compares and prints; called by the command line once the options are known. */
  @Override
  public Integer call() throws IOException {
    Comparison comparison = Comparison.of(read(before), read(after));
    PrintWriter out = spec.commandLine().getOut();
    comparison.surroundings().forEach(line -> out.println("differs: " + line));
    comparison.notes().forEach(line -> out.println("note: " + line));
    comparison.changes().forEach(change -> out.println(change.line()));
    out.println(summary(comparison));
    out.println(Noise.RULE);
    out.flush();
    return 0;
  }

  private static String summary(Comparison comparison) {
    long worse =
        comparison.changes().stream()
            .filter(change -> change.direction() == Change.Direction.WORSE)
            .count();
    return comparison.compared()
        + " figures compared, "
        + comparison.changes().size()
        + " changed, "
        + worse
        + " of them for the worse; "
        + comparison.tooFew()
        + " have too few laps.";
  }

  private Recording read(Path path) throws IOException {
    try {
      return RecordingFile.read(path);
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(spec.commandLine(), unreadable.getMessage(), unreadable);
    }
  }
}
