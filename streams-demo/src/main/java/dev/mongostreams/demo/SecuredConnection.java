package dev.mongostreams.demo;

import com.mongodb.MongoCredential;
import dev.mongostreams.ChangeStreams;
import javax.net.ssl.SSLContext;

/** How a program hands over secrets that are in no connection string. */
final class SecuredConnection {
  private SecuredConnection() {}

  // region settings
  static ChangeStreams connect(String uri, MongoCredential ann, SSLContext trusted) {
    return ChangeStreams.builder(uri)
        .settings(
            settings ->
                settings
                    .credential(ann)
                    .applyToSslSettings(ssl -> ssl.enabled(true).context(trusted)))
        .connect();
  }
  // endregion
}
