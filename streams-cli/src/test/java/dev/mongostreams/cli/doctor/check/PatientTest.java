package dev.mongostreams.cli.doctor.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of what a check throws. */
class PatientTest {
  private static final Check CHECK = new PoolSize();

  @AfterEach
  void leaveNoInterrupt() {
    Thread.interrupted();
  }

  @Test
  void whatTheServerDoesNotTellIsUnknown() throws InterruptedException {
    List<Finding> findings =
        Patient.heard(
            CHECK,
            () -> {
              throw new MongoException(13, "not allowed");
            });

    assertThat(findings).extracting(Finding::verdict).containsExactly(Verdict.UNKNOWN);
    assertThat(findings.get(0).seen()).isEqualTo("this user may not see it");
  }

  @Test
  void anInterruptIsNoFinding() {
    assertThatThrownBy(
            () ->
                Patient.heard(
                    CHECK,
                    () -> {
                      throw new MongoInterruptedException("waiting", new InterruptedException());
                    }))
        .isInstanceOf(MongoInterruptedException.class);
  }

  @Test
  void whatACheckFindsThatTookNoNoticeOfAnInterruptDoesNotCount() {
    assertThatThrownBy(
            () ->
                Patient.heard(
                    CHECK,
                    () -> {
                      Thread.currentThread().interrupt();
                      return List.of(Finding.ok("pool", "large"));
                    }))
        .isInstanceOf(InterruptedException.class);
  }
}
