"""HiGHS on a staffing problem: highs.py PROBLEM CANDIDATES SECONDS SOLUTION MARKS"""

import json
import sys
import time

import highspy
import numpy as np

from model import Marks, load


def main(problem, candidates, seconds, solution, marks_path):
    began = time.monotonic()
    staffing = load(problem, candidates)
    model = staffing.model
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 2)
    highs.setOptionValue("time_limit", float(seconds))
    highs.setOptionValue("mip_rel_gap", 1e-6)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.low), len(model.row_low)
    lp.col_cost_ = np.array(model.cost)
    lp.col_lower_, lp.col_upper_ = bounded(model.low), bounded(model.high)
    lp.row_lower_, lp.row_upper_ = bounded(model.row_low), bounded(model.row_high)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_ = np.array(model.starts), np.array(model.index)
    lp.a_matrix_.value_ = np.array(model.value)
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[whole] for whole in model.whole]
    lp.offset_ = model.constant
    done(highs.passModel(lp), "take the model")
    built = time.monotonic() - began
    marks = Marks()

    def told(event):
        out = event.data_out
        marks.tell(out.running_time, finite(out.mip_primal_bound), finite(out.mip_dual_bound))

    highs.cbMipLogging.subscribe(told)
    highs.cbMipInterrupt.subscribe(told)
    highs.cbMipImprovingSolution.subscribe(told)
    began = time.monotonic()
    done(highs.solve(), "solve it")
    took = time.monotonic() - began
    info = highs.getInfo()
    bound = finite(info.mip_dual_bound)
    marks.tell(took, finite(info.objective_function_value), bound)
    values = list(highs.getSolution().col_value)
    found = finite(info.objective_function_value) is not None and len(values) == len(model.low)
    values = values if found else [0.0] * len(model.low)
    with open(solution, "w") as file:
        json.dump(staffing.solution(values, max(0.0, bound or 0.0)), file)
    marks.write(marks_path, built, took, model)


def done(status, what):
    """It does not raise where it has no memory left, and would go on without a model."""
    if status == highspy.HighsStatus.kError:
        sys.exit(f"HiGHS could not {what}.")


def bounded(values):
    return np.clip(np.array(values, dtype=float), -highspy.kHighsInf, highspy.kHighsInf)


def finite(value):
    return value if abs(value) < 1e20 else None


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4], sys.argv[5])
