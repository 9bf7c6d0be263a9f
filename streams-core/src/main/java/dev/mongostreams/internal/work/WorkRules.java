package dev.mongostreams.internal.work;

import dev.mongostreams.Operation;
import dev.mongostreams.Scope;
import dev.mongostreams.failure.FailurePolicy;
import dev.mongostreams.failure.HistoryLostPolicy;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What work goes by. Immutable.
 *
 * @param watcher its name
 * @param scope what it watches
 * @param wanted the kinds of events to hand over
 * @param documents what they become before that
 * @param failures what to do when the user's code fails
 * @param resync what to call at a gap, or null
 */
public record WorkRules(
    String watcher,
    Scope scope,
    Predicate<Operation> wanted,
    Documents documents,
    FailurePolicy failures,
    HistoryLostPolicy.@Nullable Resync resync) {}
