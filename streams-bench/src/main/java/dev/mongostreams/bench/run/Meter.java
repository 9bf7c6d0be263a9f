package dev.mongostreams.bench.run;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Measures one drain: time, processor time, and bytes allocated by the threads that are alive at
 * its end. A thread that dies in between takes its bytes along, so read the meter before the
 * threads of a drain are ended.
 */
public final class Meter {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Map<Long, Long> allocated = allocatedByThread();
  private final long cpuNanos = PROCESS.getProcessCpuTime();
  private final long nanos = System.nanoTime();

  /** What so many events have used since this meter was made. */
  public Used read(int events) {
    long end = System.nanoTime();
    long cpu = PROCESS.getProcessCpuTime();
    long bytes = 0;
    for (Map.Entry<Long, Long> thread : allocatedByThread().entrySet()) {
      bytes += thread.getValue() - allocated.getOrDefault(thread.getKey(), 0L);
    }
    return new Used(events, end - nanos, cpu - cpuNanos, bytes);
  }

  private static Map<Long, Long> allocatedByThread() {
    long[] ids = THREADS.getAllThreadIds();
    long[] bytes = THREADS.getThreadAllocatedBytes(ids);
    Map<Long, Long> byThread = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      // -1 for a thread that has ended since its id was taken.
      byThread.put(ids[i], Math.max(0, bytes[i]));
    }
    return byThread;
  }
}
