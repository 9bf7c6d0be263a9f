package dev.mongostreams.internal.source;

import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.FullDocumentBeforeChange;
import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.internal.source.ChangeSource.Form;
import dev.mongostreams.read.ReadPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What to ask the server for. Immutable.
 *
 * @param scope what to watch
 * @param operations the kinds wanted; empty for all
 * @param where a filter on the event, or null
 * @param pipeline the user's own stages
 * @param fullDocument the mode; {@link FullDocument#DEFAULT} sends nothing
 * @param beforeChange the mode; {@link FullDocumentBeforeChange#DEFAULT} sends nothing
 * @param expandedEvents null sends nothing
 * @param batchSize events of the first reply and bound of the later ones; 0 sends nothing
 * @param maxAwait null sends nothing
 * @param comment null sends nothing
 * @param splitting whether events that are too large may be sent in fragments
 */
public record StreamSpec(
    Scope scope,
    Set<Operation> operations,
    @Nullable BsonDocument where,
    List<BsonDocument> pipeline,
    FullDocument fullDocument,
    FullDocumentBeforeChange beforeChange,
    @Nullable Boolean expandedEvents,
    int batchSize,
    @Nullable Duration maxAwait,
    @Nullable BsonValue comment,
    Splitting splitting) {
  private static final String SPLIT_STAGE = "$changeStreamSplitLargeEvent";

  /**
   * A reply holds the token of its last event twice. With another event behind it, a large token is
   * there once.
   */
  private static final int WITH_A_FOLLOWER = 2;

  /** Whether events that are too large may be sent in fragments. */
  public enum Splitting {
    /** The server cannot. */
    NEVER,
    /** From the first event that is too large until it has passed. */
    WHEN_NEEDED,
    /** From the start. */
    ALWAYS
  }

  /** The stages that decide which events come, those of the user included. */
  public List<BsonDocument> stages() {
    return Pipelines.filters(this);
  }

  /** Starts a description that asks for everything of a scope. */
  public static Builder of(Scope scope) {
    return new Builder(scope);
  }

  /** Tells whether an event of this kind goes to the handler. */
  public boolean wants(Operation operation) {
    return operations.isEmpty() || operations.contains(operation);
  }

  /** The form in which all events come that are not too large for it. */
  public Form usualForm() {
    return splitting == Splitting.ALWAYS ? Form.SPLIT : Form.PLAIN;
  }

  /** The form to try when an event is too large; the usual one when there is no other. */
  public Form largeForm() {
    if (splitting != Splitting.NEVER) {
      return Form.SPLIT;
    }
    return lightens() ? Form.NARROW : Form.PLAIN;
  }

  /**
   * Whether events can be made smaller. Not when the user's filters may look at what is left out:
   * they would drop the event, and nobody would know.
   */
  private boolean lightens() {
    boolean unfiltered = where == null && pipeline.isEmpty();
    return unfiltered && (light(fullDocument) != fullDocument || !keepsBefore());
  }

  private boolean keepsBefore() {
    return beforeChange != FullDocumentBeforeChange.WHEN_AVAILABLE;
  }

  /** A document that is required stays. */
  private static FullDocument light(FullDocument mode) {
    return mode == FullDocument.REQUIRED ? mode : FullDocument.DEFAULT;
  }

  /** The same, asked for in that form. */
  StreamSpec in(Form form) {
    return switch (form) {
      case PLAIN -> this;
      case SPLIT -> withPipeline(splitLast());
      case NARROW -> withBatchSize(1);
      case SPLIT_NARROW -> withPipeline(splitLast()).withBatchSize(1);
      case LIGHT ->
          with(
              pipeline,
              light(fullDocument),
              keepsBefore() ? beforeChange : FullDocumentBeforeChange.DEFAULT,
              1,
              splitting);
      case KEYED, BARE -> withPipeline(skeleton(form)).withBatchSize(WITH_A_FOLLOWER);
    };
  }

  /** Behind the user's stages, which see the whole event. */
  private List<BsonDocument> skeleton(Form form) {
    List<BsonDocument> stages = new ArrayList<>(pipeline);
    stages.add(Pipelines.skeleton(form == Form.KEYED));
    return stages;
  }

  private List<BsonDocument> splitLast() {
    List<BsonDocument> stages = new ArrayList<>(pipeline);
    stages.add(new BsonDocument(SPLIT_STAGE, new BsonDocument()));
    return stages;
  }

  /** The same, with another bound of its replies. */
  public StreamSpec withBatchSize(int events) {
    return with(pipeline, fullDocument, beforeChange, events, splitting);
  }

  /** The same, for a server that cannot split events. */
  public StreamSpec withoutSplitting() {
    return with(pipeline, fullDocument, beforeChange, batchSize, Splitting.NEVER);
  }

  private StreamSpec withPipeline(List<BsonDocument> stages) {
    return with(stages, fullDocument, beforeChange, batchSize, splitting);
  }

  /** The same, with another bound of the server's wait. */
  public StreamSpec withMaxAwait(Duration wait) {
    return new StreamSpec(
        scope,
        operations,
        where,
        pipeline,
        fullDocument,
        beforeChange,
        expandedEvents,
        batchSize,
        wait,
        comment,
        splitting);
  }

  private StreamSpec with(
      List<BsonDocument> stages,
      FullDocument after,
      FullDocumentBeforeChange before,
      int events,
      Splitting large) {
    return new StreamSpec(
        scope,
        operations,
        where,
        stages,
        after,
        before,
        expandedEvents,
        events,
        maxAwait,
        comment,
        large);
  }

  /** Collects the parts. Values are checked by whoever calls, but for the shape of the stages. */
  public static final class Builder {
    private final Scope scope;
    private Set<Operation> operations = EnumSet.noneOf(Operation.class);
    private @Nullable BsonDocument where;
    private List<BsonDocument> pipeline = List.of();
    private FullDocument fullDocument = FullDocument.DEFAULT;
    private FullDocumentBeforeChange beforeChange = FullDocumentBeforeChange.DEFAULT;
    private @Nullable Boolean expandedEvents;
    private int batchSize;
    private @Nullable Duration maxAwait;
    private @Nullable BsonValue comment;
    private Splitting splitting = Splitting.WHEN_NEEDED;

    private Builder(Scope scope) {
      this.scope = scope;
    }

    public Builder operations(Set<Operation> wanted) {
      this.operations = wanted;
      return this;
    }

    public Builder where(BsonDocument filter) {
      this.where = filter;
      return this;
    }

    /**
     * Takes the user's stages.
     *
     * @throws IllegalArgumentException when a stage does not have exactly one key, or splits events
     */
    public Builder pipeline(List<BsonDocument> stages) {
      for (int i = 0; i < stages.size(); i++) {
        if (stages.get(i).size() != 1) {
          throw new IllegalArgumentException(
              "Cannot use stage "
                  + (i + 1)
                  + " of the pipeline: it has "
                  + stages.get(i).size()
                  + " keys where a stage has one. Write each stage as a document of its own, as"
                  + " {\"$match\": {...}}.");
        }
        if (stages.get(i).containsKey(SPLIT_STAGE)) {
          throw new IllegalArgumentException(
              "Cannot use stage "
                  + (i + 1)
                  + " of the pipeline: $changeStreamSplitLargeEvent is set by the watcher, which joins"
                  + " what it splits. Leave it out; ReadPlan.splitLargeEvents(true) asks for it always.");
        }
      }
      this.pipeline = List.copyOf(stages);
      return this;
    }

    public Builder fullDocument(FullDocument mode) {
      this.fullDocument = mode;
      return this;
    }

    public Builder beforeChange(FullDocumentBeforeChange mode) {
      this.beforeChange = mode;
      return this;
    }

    public Builder expandedEvents(boolean on) {
      this.expandedEvents = on;
      return this;
    }

    public Builder batchSize(int events) {
      this.batchSize = events;
      return this;
    }

    /** Takes from a plan what the server is asked for; the bound of replies comes apart. */
    public Builder reading(ReadPlan plan) {
      this.maxAwait = plan.maxAwait();
      this.comment = plan.comment() == null ? comment : new BsonString(plan.comment());
      this.splitting = plan.splitsLargeEvents() ? Splitting.ALWAYS : Splitting.WHEN_NEEDED;
      return this;
    }

    public Builder comment(BsonValue text) {
      this.comment = text;
      return this;
    }

    /** Ends the description. */
    public StreamSpec build() {
      Boolean expanded = expandedEvents;
      if (expanded == null && operations.stream().anyMatch(Operation::expanded)) {
        expanded = true;
      }
      return new StreamSpec(
          scope,
          Set.copyOf(operations),
          where,
          pipeline,
          fullDocument,
          beforeChange,
          expanded,
          batchSize,
          maxAwait,
          comment,
          splitting);
    }
  }
}
