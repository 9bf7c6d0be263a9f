package dev.mongostreams.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCredential;
import dev.mongostreams.failure.ConnectFailedException;
import dev.mongostreams.testkit.ReplicaSet;
import dev.mongostreams.testkit.Rs0Extension;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The settings are in force: a server without TLS is no longer talked to. */
@ExtendWith(Rs0Extension.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SecuredConnectionIT {
  @Test
  void isMadeWithWhatTheProgramSays(ReplicaSet rs0) throws GeneralSecurityException {
    SSLContext context = SSLContext.getDefault();
    MongoCredential ann = MongoCredential.createCredential("ann", "admin", "s3cret".toCharArray());

    assertThatThrownBy(() -> SecuredConnection.connect(rs0.uri("aidb"), ann, context))
        .isInstanceOf(ConnectFailedException.class)
        .hasMessageContaining("does not agree on TLS")
        .hasMessageNotContaining("s3cret");
  }
}
