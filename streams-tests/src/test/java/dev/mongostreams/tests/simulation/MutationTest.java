package dev.mongostreams.tests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulation can fail: each of these defects is found by some seed. */
class MutationTest {
  private static final int SEEDS = 10_000;

  @TempDir Path folder;

  static List<Mutation> defects() {
    return List.of(
        new Mutation(
            "the floor moves when an event is handed out",
            "internal.lanes.Stretch",
            "int now = done.get();",
            "int now = size;"),
        new Mutation(
            "the end of a batch is saved before the batch is handled",
            "internal.progress.Progress",
            "    outstanding.add(delivery);\n",
            "    outstanding.add(delivery);\n    floor = delivery.end();\n"),
        new Mutation(
            "the end of a batch is saved when a part of it is handled",
            "internal.lanes.Delivery",
            "if (complete()) {\n      return end;",
            "if (prefix > 0) {\n      return end;"),
        new Mutation(
            "what is left of a batch passes for finished",
            "internal.lanes.Remainder",
            "behind(batch.event(place - 1))",
            "behind(batch.event(place))"),
        new Mutation(
            "a finished batch gives no space back",
            "internal.progress.Progress",
            "      bytes -= first.batch().bytes();\n",
            ""),
        new Mutation(
            "a barrier does not wait",
            "internal.lanes.Lanes",
            "route == Routes.BARRIER && underWay > 0",
            "route == Routes.BARRIER && underWay > 1_000_000"),
        new Mutation(
            "what is behind a barrier does not wait",
            "internal.lanes.Lanes",
            "barrier = route == Routes.BARRIER;",
            "barrier = false;"),
        new Mutation(
            "a stale generation may save",
            "checkpoint.MemoryCheckpointStore",
            "entry.generation() == generation",
            "entry.generation() >= generation"),
        new Mutation(
            "a retry lets later events of its document overtake it",
            "internal.lanes.Lane",
            "waiting.addFirst(stretch);",
            "waiting.addLast(stretch);"),
        new Mutation(
            "a lane is in two hands",
            "internal.lanes.Lanes",
            "      lane = new Lane();\n      lanes[stretch.lane()] = lane;\n      ready.add(lane);",
            "      lane = new Lane();\n      ready.add(lane);"),
        new Mutation(
            "the limit of unsaved events is not kept",
            "internal.watch.InFlight",
            "lanes.distribute(above + most - lanes.distributed());",
            "lanes.distribute(most);"),
        new Mutation(
            "events are handed out before the first position is saved",
            "internal.checkpoint.CheckpointWriter",
            "return cadence == null || saved != null;",
            "return true;"),
        new Mutation(
            "a position inside of a split event is saved",
            "internal.read.JoiningCursor",
            "    if (!inside()) {\n      return batch.end();",
            "    if (batch.size() > 0) {\n      return batch.end();"),
        new Mutation(
            "what came with a skeleton is stepped over too",
            "internal.read.StepOver",
            "batch.size() == 1 && !batch.last() ? batch.end() : null",
            "batch.end()"),
        new Mutation(
            "a skeleton passes for an event",
            "internal.lanes.Stretch",
            "skeleton ? skeleton.cause() : null",
            "skeleton ? null : null"),
        new Mutation(
            "nobody is told of space in the lanes",
            "internal.watch.WatchMachine",
            "    saving.saved(nowNanos);\n    distribute();\n",
            "    saving.saved(nowNanos);\n"),
        new Mutation(
            "a save that failed counts as saved",
            "internal.checkpoint.CheckpointWriter",
            "  public long failed(long nowNanos) {\n",
            "  public long failed(long nowNanos) {\n    saved = underWay;\n"),
        new Mutation(
            "a sink is given a position while it owes events",
            "internal.watch.Saving",
            "return !sink || inFlight.settled() || !writer.open();",
            "return true;"),
        new Mutation(
            "a sink is given the position behind what is yet to come",
            "internal.work.BatchWork",
            "stretch.behind(stretch.done() + cut.places)",
            "stretch.behind(stretch.size())"),
        new Mutation(
            "a reply of several passes for finished before it is",
            "internal.lanes.Sheaf",
            "      left -= Math.min(left, part.size());\n",
            ""),
        new Mutation(
            "an event counts as handled when it is begun",
            "internal.work.AsyncWork",
            "    if (!meeting.second()) {\n      return Outcome.UNDER_WAY;",
            "    if (!meeting.second()) {\n      stretch.advance();\n      return Outcome.DONE;"),
        new Mutation(
            "a failure that comes late is forgotten",
            "internal.watch.WatchMachine",
            "      stretch.failLater(thrown);\n",
            "      stretch.advance();\n"),
        new Mutation(
            "what a halt drops counts as handled",
            "internal.lanes.Lanes",
            "    undistributed.clear();\n    ready.clear();",
            "    undistributed.forEach(d -> d.finishUpTo(d.batch().size()));\n"
                + "    undistributed.clear();\n    ready.clear();"));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void findsEachDefect(Mutation mutation) throws Exception {
    try (URLClassLoader loader = mutation.compiled(folder)) {
      Constructor<?> simulation =
          loader.loadClass(Simulation.class.getName()).getDeclaredConstructor(long.class);
      Method run = simulation.getDeclaringClass().getDeclaredMethod("run");
      simulation.setAccessible(true);
      run.setAccessible(true);
      String found = null;
      for (long seed = 0; found == null && seed < SEEDS; seed++) {
        found = failure(run, simulation.newInstance(seed));
      }

      System.out.println("simulation found: " + mutation + ": " + found);
      assertThat(found).isNotNull();
    }
  }

  private static @Nullable String failure(Method run, Object simulation)
      throws IllegalAccessException {
    try {
      run.invoke(simulation);
      return null;
    } catch (InvocationTargetException broken) {
      return broken.getCause().getMessage();
    }
  }
}
