package dev.mongostreams.tests.spec;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Engine;
import dev.mongostreams.internal.source.ChangeSource;
import dev.mongostreams.internal.source.CommandSource;
import dev.mongostreams.internal.source.DriverSource;
import dev.mongostreams.internal.source.StreamSpec;
import dev.mongostreams.tests.spec.format.Arguments;
import org.bson.BsonValue;

/**
 * Opens streams as the arguments of a case ask, and in nothing else.
 *
 * @param engine which of our two sources
 * @param serverLabels whether the server labels the errors that can be resumed
 */
record StreamOpening(Engine engine, boolean serverLabels) {

  SteppedStream open(Entities.Watched watched, Arguments arguments) {
    StreamSpec spec = spec(watched, arguments);
    ChangeSource source =
        engine == Engine.COMMAND
            ? new CommandSource(watched.client(), spec)
            : new DriverSource(watched.client(), spec);
    return SteppedStream.open(source, spec.batchSize(), serverLabels);
  }

  private static StreamSpec spec(Entities.Watched watched, Arguments arguments) {
    StreamSpec.Builder spec =
        StreamSpec.of(watched.scope())
            .pipeline(
                arguments.value("pipeline").asArray().stream().map(BsonValue::asDocument).toList());
    if (arguments.has("fullDocument")) {
      spec.fullDocument(FullDocument.fromString(arguments.string("fullDocument")));
    }
    if (arguments.has("fullDocumentBeforeChange")) {
      spec.beforeChange(
          FullDocumentBeforeChange.fromString(arguments.string("fullDocumentBeforeChange")));
    }
    if (arguments.has("showExpandedEvents")) {
      spec.expandedEvents(arguments.flag("showExpandedEvents"));
    }
    if (arguments.has("batchSize")) {
      spec.batchSize(arguments.value("batchSize").asInt32().getValue());
    }
    if (arguments.has("comment")) {
      spec.comment(arguments.value("comment"));
    }
    return spec.build();
  }
}
