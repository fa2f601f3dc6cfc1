"""Runs a script within the memory that is free: within_memory.py SCRIPT ARGUMENTS... Where it needs
more it ends, rather than everything else on the machine."""

import runpy
import sys


def free_bytes():
    """Nothing where the system does not tell."""
    try:
        with open("/proc/meminfo") as file:
            sizes = dict(line.split(":") for line in file)
    except OSError:
        return None
    return int(sizes["MemAvailable"].split()[0]) * 1024


def limit(size):
    import resource  # Unix has it, which is where the size is known.

    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    if free := free_bytes():
        limit(free)
    del sys.argv[0]
    runpy.run_path(sys.argv[0], run_name="__main__")
