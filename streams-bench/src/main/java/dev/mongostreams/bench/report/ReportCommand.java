package dev.mongostreams.bench.report;

import dev.mongostreams.bench.record.Recording;
import dev.mongostreams.bench.record.RecordingFile;
import dev.mongostreams.bench.report.page.ReportFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes the pages of a recording anew, beside it. */
@Command(
    name = "report",
    description = "Writes report.md and index.html anew from the recording in a directory.",
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the pages were written", "2:wrong usage, or there is no recording"})
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Where recording.json is, as docs/benchmarks/DATE.")
  private Path directory;

  /** Writes them; called by the command line once the options are known. */
  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Path beside = RecordingFile.at(directory).resolveSibling("");
    for (Path file : ReportFiles.write(recording(), beside)) {
      err.println("written: " + file);
    }
    err.flush();
    return 0;
  }

  private Recording recording() throws IOException {
    try {
      return RecordingFile.read(directory);
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(spec.commandLine(), unreadable.getMessage(), unreadable);
    }
  }
}
