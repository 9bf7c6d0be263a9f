"""One lap of pymongo's own loop: the order as arguments name=value, the answer as one line.

Needs python3 and pymongo, both as they come. Reads a history ("drain") once to warm up and once to
be measured, or notes what arrives ("live") until the process is ended.
"""

import mmap
import sys
import time

import pymongo
from bson.timestamp import Timestamp

READY = -1


def drain(collection, order):
    events = int(order["events"])
    burn_nanos = int(order.get("handlerMicros", 0)) * 1000
    start = Timestamp(int(order["seconds"]), int(order["increment"]))
    begun, cpu_begun = time.monotonic_ns(), time.process_time_ns()
    count, others = 0, 0
    with collection.watch(start_at_operation_time=start) as stream:
        for event in stream:
            count += 1
            if event["fullDocument"]["n"] != count:
                others += 1
            if burn_nanos:
                end = time.monotonic_ns() + burn_nanos
                while time.monotonic_ns() < end:
                    pass
            if count == events:
                break
        nanos, cpu_nanos = time.monotonic_ns() - begun, time.process_time_ns() - cpu_begun
    fault = " void=other events, or another order" if others else ""
    return f"LAP rate={count * 1e9 / nanos} cpuMicrosPerEvent={cpu_nanos / 1e3 / count}{fault}"


class Arrivals:
    """As dev.mongostreams.bench.lap.Arrivals: a count, then pairs of number and nanoseconds."""

    def __init__(self, path, room):
        self.room = room
        with open(path, "r+b") as file:
            file.truncate((1 + 2 * room) * 8)
            self.file = mmap.mmap(file.fileno(), 0)
        # Another lap may have noted something before.
        self.count = int.from_bytes(self.file[:8], "big")

    def note(self, number):
        nanos = time.monotonic_ns()
        if self.count >= self.room:
            raise OverflowError(f"More than {self.room} arrivals: this lap is void.")
        self.put(1 + 2 * self.count, number)
        self.put(2 + 2 * self.count, nanos)
        self.count += 1
        # Last, since another process reads what is counted.
        self.put(0, self.count)

    def put(self, place, value):
        self.file[place * 8 : place * 8 + 8] = value.to_bytes(8, "big", signed=True)


def live(collection, order):
    arrivals = Arrivals(order["arrivals"], int(order["room"]))
    with collection.watch() as stream:
        arrivals.note(READY)
        for event in stream:
            arrivals.note(event["fullDocument"]["n"])


def main():
    order = dict(argument.split("=", 1) for argument in sys.argv[1:])
    client = pymongo.MongoClient(order["uri"])
    collection = client[order["database"]][order["collection"]]
    if order["kind"] == "drain":
        for _ in range(int(order.get("warmUps", 1))):
            drain(collection, order)
        print(drain(collection, order), flush=True)
    else:
        live(collection, order)


main()
