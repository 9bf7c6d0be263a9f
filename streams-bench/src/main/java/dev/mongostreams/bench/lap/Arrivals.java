package dev.mongostreams.bench.lap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.LongBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Which numbers came, and when, in a mapped file: what a process has noted there stays when it is
 * killed, and another one can read it meanwhile. Times are those of {@link System#nanoTime}, which
 * all processes of one Linux share. Notes may be taken by any thread.
 */
public final class Arrivals implements AutoCloseable {
  /** The number that comes first: from then on nothing may be missed. */
  public static final long READY = -1;

  /** Room for notes that are taken now and then. */
  public static final int FEW = 100_000;

  /** What is told of a number that has not come. */
  public static final long NEVER = 0;

  private final FileChannel file;
  private final LongBuffer longs;
  private final int room;

  private Arrivals(FileChannel file, MappedByteBuffer bytes) {
    this.file = file;
    this.longs = bytes.asLongBuffer();
    this.room = (longs.capacity() - 1) / 2;
  }

  /**
   * Opens a file, and goes on behind what is noted there.
   *
   * @param path made when it is not there
   * @param room how many arrivals it can hold
   */
  public static Arrivals open(Path path, int room) {
    try {
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      return new Arrivals(file, file.map(MapMode.READ_WRITE, 0, (1 + 2L * room) * Long.BYTES));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** Notes that a number has come, now. */
  public void note(long number) {
    note(number, System.nanoTime());
  }

  /** Notes that a number has come at that time. */
  public synchronized void note(long number, long nanos) {
    int at = (int) longs.get(0);
    if (at >= room) {
      throw new IllegalStateException(
          "More than " + room + " arrivals: this lap is void, its way repeats without end.");
    }
    longs.put(1 + 2 * at, number);
    longs.put(2 + 2 * at, nanos);
    longs.put(0, at + 1L);
  }

  /** How many came, each one counted as often as it did. */
  public synchronized int count() {
    return (int) longs.get(0);
  }

  /** The number that came at that place, from 0. */
  public synchronized long number(int place) {
    return longs.get(1 + 2 * place);
  }

  /** When the number at that place came. */
  public synchronized long nanos(int place) {
    return longs.get(2 + 2 * place);
  }

  /** When each number from 0 to {@code numbers} came first, or {@link #NEVER}. */
  public synchronized long[] first(int numbers) {
    long[] first = new long[numbers];
    for (int place = 0; place < count(); place++) {
      int number = (int) number(place);
      if (number >= 0 && number < numbers && first[number] == NEVER) {
        first[number] = nanos(place);
      }
    }
    return first;
  }

  /** How often each number from 0 to {@code numbers} came. */
  public synchronized int[] times(int numbers) {
    int[] times = new int[numbers];
    for (int place = 0; place < count(); place++) {
      long number = number(place);
      if (number >= 0 && number < numbers) {
        times[(int) number]++;
      }
    }
    return times;
  }

  /** How often somebody began to listen. */
  public synchronized int readies() {
    int readies = 0;
    for (int place = 0; place < count(); place++) {
      readies += number(place) == READY ? 1 : 0;
    }
    return readies;
  }

  /** How often a number came that had come before. */
  public synchronized int repeated(int numbers) {
    boolean[] seen = new boolean[numbers];
    int repeated = 0;
    for (int place = 0; place < count(); place++) {
      int number = (int) number(place);
      if (number >= 0 && number < numbers) {
        repeated += seen[number] ? 1 : 0;
        seen[number] = true;
      }
    }
    return repeated;
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException unclosed) {
      throw new UncheckedIOException(unclosed);
    }
  }
}
