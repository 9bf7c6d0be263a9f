package dev.mongostreams.cli.doctor.check;

import dev.mongostreams.cli.ExitCode;

/**
 * One thing that was looked at. Holds no document and no credential. Immutable.
 *
 * @param name what was looked at
 * @param verdict how it is
 * @param seen what was seen
 * @param cure what to do, a full sentence; empty where nothing is to be done
 * @param code what the command ends with for it; {@link ExitCode#DONE} unless it is a problem
 */
public record Finding(String name, Verdict verdict, String seen, String cure, ExitCode code) {
  /**
   * Something that is as it should be.
   *
   * @param name what was looked at
   * @param seen what was seen
   * @return the finding
   */
  public static Finding ok(String name, String seen) {
    return new Finding(name, Verdict.OK, seen, "", ExitCode.DONE);
  }

  /**
   * Something that works for now.
   *
   * @param name what was looked at
   * @param seen what was seen
   * @param cure what to do
   * @return the finding
   */
  public static Finding warning(String name, String seen, String cure) {
    return new Finding(name, Verdict.WARNING, seen, cure, ExitCode.DONE);
  }

  /**
   * Something that does not work.
   *
   * @param name what was looked at
   * @param seen what was seen
   * @param cure what to do
   * @param code what the command ends with
   * @return the finding
   */
  public static Finding problem(String name, String seen, String cure, ExitCode code) {
    return new Finding(name, Verdict.PROBLEM, seen, cure, code);
  }

  /**
   * Something that could not be seen.
   *
   * @param name what was looked at
   * @param seen why not
   * @param cure what to do to see it
   * @return the finding
   */
  public static Finding unknown(String name, String seen, String cure) {
    return new Finding(name, Verdict.UNKNOWN, seen, cure, ExitCode.DONE);
  }
}
