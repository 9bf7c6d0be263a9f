package dev.mongostreams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientException;
import com.mongodb.MongoConfigurationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What the driver throws before there is a server to speak of. */
class ErrorReportTest {
  private static String said(Throwable thrown) {
    StringWriter said = new StringWriter();
    new ErrorReport(new PrintWriter(said), false).print(thrown);
    return said.toString();
  }

  @Test
  void aNameThatDnsDoesNotKnowIsNoDefect() {
    MongoClientException unknown = new MongoConfigurationException("No SRV record of host");

    assertThat(ExitCode.of(unknown)).isEqualTo(ExitCode.CANNOT_CONNECT);
    assertThat(said(unknown))
        .startsWith("streams: Cannot make use of the connection string")
        .contains("  why: No SRV record of host", "  do:  correct it");
  }

  @Test
  void whatMayNameAUserIsNotRepeated() {
    MongoClientException unusable = new MongoClientException("userName='ann'");

    assertThat(ExitCode.of(unusable)).isEqualTo(ExitCode.CANNOT_CONNECT);
    assertThat(said(unusable)).contains("  why: the driver ends with a").doesNotContain("userName");
  }
}
