"""Reads a roster with pandas and validates each row with pydantic.

Prints one JSON object: seconds, shifts, peak memory in bytes.
"""

import json
import resource
import sys
import time
from datetime import datetime, timedelta
from typing import Annotated, Literal

import pandas
from pydantic import BaseModel, Field, TypeAdapter, model_validator


class Shift(BaseModel):
    agent: Annotated[str, Field(min_length=1)]
    start: datetime
    end: datetime
    skills: Annotated[list[str], Field(min_length=1)]
    breaks: str
    status: Literal["Published", "Draft"]

    @model_validator(mode="after")
    def is_plausible(self) -> "Shift":
        length = self.end - self.start
        if not timedelta() < length <= timedelta(hours=16):
            raise ValueError("no shift is that long")
        return self


def main(path: str) -> None:
    began = time.perf_counter()
    table = pandas.read_csv(path, dtype=str, keep_default_na=False)
    for column in ("Start", "End"):
        local = pandas.to_datetime(table[column], format="%Y-%m-%d %H:%M")
        table[column] = local.dt.tz_localize("Europe/London").dt.tz_convert("UTC")
    table.columns = ["agent", "start", "end", "skills", "breaks", "status"]
    table["skills"] = table["skills"].str.split("; ")
    shifts = TypeAdapter(list[Shift]).validate_python(table.to_dict("records"))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"seconds": seconds, "shifts": len(shifts), "peak": peak}))


main(sys.argv[1])
