"""CP-SAT on a staffing problem: cpsat.py PROBLEM CANDIDATES SECONDS SOLUTION MARKS"""

import json
import math
import sys
import time

from ortools.sat.python import cp_model

from model import Marks, load

# Hours are multiples of a minute, requirements of a hundredth, weights of a hundredth.
MONEY = 10**7
HOURS = 60


def main(problem, candidates, seconds, solution, marks_path):
    began = time.monotonic()
    staffing = load(problem, candidates)
    model = staffing.model
    program = cp_model.CpModel()
    # Everything but overtime, which is in hours, counts whole things.
    scale = [HOURS if math.isinf(high) else 1 for high in model.high]
    variables = [
        program.new_int_var(0, 200 * HOURS if math.isinf(high) else int(high), "") for high in model.high
    ]
    for terms, low, high in model.rows:
        row_scale = HOURS if any(scale[v] != 1 or c != round(c) for v, c in terms) else 1
        total = sum(variables[v] * round(c * row_scale / scale[v]) for v, c in terms)
        if low == high:
            program.add(total == round(low * row_scale))
            continue
        if high < math.inf:
            program.add(total <= math.floor(high * row_scale + 1e-6))
        if low > -math.inf:
            program.add(total >= math.ceil(low * row_scale - 1e-6))
    cost = sum(v * round(c * MONEY / s) for v, c, s in zip(variables, model.cost, scale) if c)
    program.minimize(cost)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    built = time.monotonic() - began
    marks = Marks()
    real = lambda value: value / MONEY + model.constant

    class Told(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self):
            marks.tell(time.monotonic() - began, real(self.objective_value), real(self.best_objective_bound))

    solver.best_bound_callback = lambda bound: marks.tell(time.monotonic() - began, marks.last[0], real(bound))
    began = time.monotonic()
    status = solver.solve(program, Told())
    took = time.monotonic() - began
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = real(solver.best_objective_bound)
    marks.tell(took, real(solver.objective_value) if found else None, bound)
    values = [solver.value(v) if found else 0 for v in variables]
    with open(solution, "w") as file:
        json.dump(staffing.solution(values, max(0.0, bound)), file)
    marks.write(marks_path, built, took, model)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4], sys.argv[5])
