"""CP-SAT on a staffing problem: cpsat.py PROBLEM CANDIDATES SECONDS SOLUTION MARKS"""

import json
import math
import sys
import time

import numpy as np
from ortools.sat.python import cp_model

from model import Marks, load

# Hours are multiples of a minute, requirements of a hundredth, weights of a hundredth.
MONEY = 10**7
HOURS = 60
# A side of a row without a limit.
FREE = 2**62


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
    scales, index, value = np.array(scale), np.array(model.index), np.array(model.value)
    for row, (low, high) in enumerate(zip(model.row_low, model.row_high)):
        inside = slice(model.starts[row], model.starts[row + 1])
        terms = index[inside]
        own = value[inside] / scales[terms]
        row_scale = 1 if np.array_equal(own, np.rint(own)) else HOURS
        coefficients = np.rint(own * row_scale).astype(int)
        linear = program.proto.constraints.add().linear
        linear.vars.extend(terms.tolist())
        linear.coeffs.extend(coefficients.tolist())
        linear.domain.append(-FREE if low == -math.inf else math.ceil(low * row_scale - 1e-6))
        linear.domain.append(FREE if high == math.inf else math.floor(high * row_scale + 1e-6))
    costs = [round(c * MONEY / s) for c, s in zip(model.cost, scale)]
    program.minimize(cp_model.LinearExpr.weighted_sum(variables, costs))
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
