"""Reads a roster with polars and turns its times into instants; checks nothing.

Prints one JSON object: seconds (the best of five), shifts, peak memory in bytes.
"""

import json
import resource
import sys
import time

import polars


def read(path: str) -> int:
    table = polars.read_csv(path, infer_schema=False)
    instants = [
        polars.col(column)
        .str.to_datetime("%Y-%m-%d %H:%M")
        .dt.replace_time_zone("Europe/London")
        .dt.convert_time_zone("UTC")
        for column in ("Start", "End")
    ]
    skills = polars.col("Skills").str.split("; ")
    return table.with_columns(*instants, skills).height


def main(path: str) -> None:
    times = []
    for _ in range(5):
        began = time.perf_counter()
        shifts = read(path)
        times.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": min(times), "shifts": shifts, "peak": peak}))


main(sys.argv[1])
