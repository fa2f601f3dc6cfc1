"""Optima of small problems by HiGHS, for the tests of the optimizer: optima.py CLI COUNT SECONDS

Prints `seed objective` for the first COUNT seeds whose optimum HiGHS proves within SECONDS each;
`crates/optimizer/tests/whole/optima.txt` is what it printed. CLI is `shiftwright-cli`.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import highs

RECIPE = {"agents": 40, "skills": 3, "days": 1, "interval": 60, "load": 0.8}


def main(cli, count, seconds):
    seed, found = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        problem, candidates, solution, marks = (
            str(Path(folder) / name) for name in ("p.json", "p.candidates.json", "s.json", "marks")
        )
        while found < count:
            seed += 1
            recipe = [part for name, value in RECIPE.items() for part in (f"--{name}", str(value))]
            subprocess.run([cli, "make-problem", *recipe, "--seed", str(seed), "-o", problem], check=True)
            subprocess.run([cli, "candidates", problem, "-o", candidates], check=True)
            highs.main(problem, candidates, seconds, solution, marks)
            _, _, objective, bound = Path(marks).read_text().splitlines()[-1].split()
            if objective != "-" and float(objective) - float(bound) <= 2e-6 * float(objective):
                found += 1
                print(seed, objective, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]))
