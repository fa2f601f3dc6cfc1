"""The staffing problem as a mixed-integer program, from the list of candidates that
`shiftwright-cli candidates` writes: the same choices, rules and objective as ours.

Who serves what is a transport: agents on shift go from their skill set to a skill; what
they cover is bought in whole places and, worth less, the fraction of a place that is left.
That makes it whole by itself once the segments are whole, so only those are integers.
"""

import json
import math
from array import array
from collections import defaultdict

import numpy as np

INFINITE = math.inf


class Model:
    """Variables with bounds and costs, and rows one after the other: that of number `r` holds
    `index` and `value` from `starts[r]` to `starts[r + 1]`."""

    def __init__(self):
        self.low, self.high, self.cost, self.whole = [], [], [], []
        self.starts, self.index, self.value = array("q", [0]), array("i"), array("d")
        self.row_low, self.row_high = [], []
        self.constant = 0.0

    def variable(self, high, cost=0.0, whole=False, low=0.0):
        self.low.append(low)
        self.high.append(high)
        self.cost.append(cost)
        self.whole.append(whole)
        return len(self.low) - 1

    def row(self, *terms, low=-INFINITE, high=INFINITE):
        """Terms are pairs of variables and their coefficients, or one coefficient for all."""
        for variables, coefficients in terms:
            self.index.frombytes(np.asarray(variables, dtype=np.int32).tobytes())
            values = np.broadcast_to(np.asarray(coefficients, dtype=float), len(variables))
            self.value.frombytes(values.tobytes())
        self.starts.append(len(self.index))
        self.row_low.append(low)
        self.row_high.append(high)


class Staffing:
    """The model of one problem, and the way back from values to segments."""

    def __init__(self, problem, candidates):
        self.problem = problem
        self.minutes = problem["intervalMinutes"]
        self.hours = self.minutes / 60
        self.rules = problem["rules"]
        self.costs = problem["costs"]
        self.pause = -(-self.rules["minBreakMinutes"] // self.minutes)
        self.rest = max(1, math.ceil((self.rules["minRestHours"] * 60 - 1e-6) / self.minutes))
        self.weights = [self.weight(skill) for skill in problem["skills"]]
        goals = problem["goals"]
        self.no_overtime = [goals == ["MINIMIZE_OVERTIME"] or not skill["allowOvertime"] for skill in problem["skills"]]
        first = goals and goals[0] == "MINIMIZE_OVERTIME"
        self.overtime_cost = self.costs["overtimeFirst" if first else "overtime"]
        self.model = Model()
        self.segments = []  # (variable, agent, candidate, {interval: variable} of its breaks)
        self.spans = defaultdict(list)  # skill -> (from, to, variable, 1, or -1 of a break)
        for agent in candidates:
            if agent["candidates"]:
                self.add_agent(agent)
        self.add_coverage()

    def weight(self, skill):
        names = {"HIGH": "high", "MEDIUM": "medium", None: "untargeted"}
        return self.costs[names[skill.get("priority")]]

    def add_agent(self, agent):
        model = self.model
        chosen, pauses = [], {}
        by_place = defaultdict(list)
        for candidate in agent["candidates"]:
            length = candidate["to"] - candidate["from"]
            worked = length - (self.pause if candidate["pauses"] else 0)
            cost = self.costs["segment"] + worked * self.hours * agent["hourly"]
            variable = model.variable(1, cost, whole=True)
            entry = (variable, candidate, worked)
            chosen.append(entry)
            by_place[candidate["place"]].append(entry)
            self.spans[candidate["skill"]].append((candidate["from"], candidate["to"], variable, 1))
        for place, entries in by_place.items():
            self.add_place(agent, place, entries, pauses)
        for variable, candidate, _ in chosen:
            self.segments.append((variable, agent["agent"], candidate, pauses))
        self.add_rest(agent, by_place)
        self.add_days(agent, by_place)
        self.add_hours(agent, chosen)

    def add_place(self, agent, place, entries, pauses):
        model = self.model
        described = agent["places"][place]
        if not described["joined"]:
            model.row(([variable for variable, _, _ in entries], 1.0), high=1)
            by_skill = defaultdict(list)
            for variable, candidate, _ in entries:
                if candidate["pauses"]:
                    by_skill[candidate["skill"]].append((variable, candidate["pauses"]))
            for skill, long in by_skill.items():
                self.add_pauses(place, skill, long, pauses)
            return
        sides = defaultdict(list)
        for variable, candidate, worked in entries:
            sides[self.side(agent, candidate)].append((variable, worked))
        for side in sides.values():
            model.row(([variable for variable, _ in side], 1.0), high=1)
        if len(sides) == 2:
            both = [entry for side in sides.values() for entry in side]
            model.row(tuple(zip(*both)), high=described["most"])

    def side(self, agent, candidate):
        """Whether an extension ends where a shift begins."""
        shifts = self.problem["agents"][agent["agent"]]["shifts"]
        return any(shift["from"] == candidate["to"] for shift in shifts)

    def add_pauses(self, place, skill, long, pauses):
        model = self.model
        first = min(span[0] for _, span in long)
        last = max(span[1] for _, span in long)
        begins = {at: model.variable(1, whole=True) for at in range(first, last + 1)}
        pauses[place, skill] = begins
        model.row(([variable for variable, _ in long], 1.0), (list(begins.values()), -1.0), low=0, high=0)
        for at, begin in begins.items():
            holders = [variable for variable, span in long if span[0] <= at <= span[1]]
            model.row(([begin], 1.0), (holders, -1.0), high=0)
            self.spans[skill].append((at, at + self.pause, begin, -1))

    def add_rest(self, agent, by_place):
        places = agent["places"]
        for i in sorted(by_place):
            for j in range(i + 1, len(places)):
                if j in by_place:
                    needed = 1 if places[i]["days"][1] == places[j]["days"][0] else self.rest
                    self.add_rest_between(agent, by_place[i], by_place[j], needed)
                if places[j]["joined"]:
                    break

    def add_rest_between(self, agent, earlier, later, needed):
        ends = [(c["to"], v) for v, c, _ in earlier if c["kind"] == "EXTRA_SHIFT" or not self.side(agent, c)]
        starts = [(c["from"], v) for v, c, _ in later if c["kind"] == "EXTRA_SHIFT" or self.side(agent, c)]
        ends, starts = (np.array(sorted(moments), dtype=np.int32).reshape(-1, 2).T for moments in (ends, starts))
        for end in np.unique(ends[0]):
            close = starts[1, : np.searchsorted(starts[0], end + needed)]
            if close.size:
                self.model.row((close, 1.0), (ends[1, np.searchsorted(ends[0], end) :], 1.0), high=1)

    def add_days(self, agent, by_place):
        most = self.rules["maxDaysInSeven"]
        windows = defaultdict(dict)
        for place, entries in by_place.items():
            described = agent["places"][place]
            if described["joined"]:
                continue
            day = described["days"][0]
            for shift, worked in enumerate(described["workedAround"]):
                windows[day - 6 + shift, worked][place] = entries
        for (_, worked), inside in windows.items():
            if worked + len(inside) > most:
                variables = [v for entries in inside.values() for v, _, _ in entries]
                self.model.row((variables, 1.0), high=max(0, most - worked))

    def add_hours(self, agent, chosen):
        model = self.model
        skills = self.problem["skills"]
        overtimes = []
        for week in agent["weeks"]:
            inside = [(v, c, worked * self.hours) for v, c, worked in chosen if c["week"] == week["number"]]
            without = [(v, hours) for v, c, hours in inside if self.no_overtime[c["skill"]]]
            if without:
                model.row(tuple(zip(*without)), high=week["left"])
            if sum(hours for _, _, hours in inside) > week["left"]:
                overtime = model.variable(INFINITE, self.overtime_cost - self.costs["regular"])
                variables, _, hours = zip(*inside)
                model.row((variables, hours), ([overtime], -1.0), high=week["left"])
                overtimes.append(overtime)
        limits = defaultdict(list)
        for variable, candidate, _ in chosen:
            limit = skills[candidate["skill"]].get("maxOvertimeHoursPerAgent")
            limits[INFINITE if limit is None else limit].append(variable)
        most = max(limits)
        for limit, variables in limits.items():
            if not overtimes or limit == INFINITE:
                continue
            if limit == most:
                model.row((overtimes, 1.0), high=limit)
                continue
            used = model.variable(1, whole=True)
            for variable in variables:
                model.row(([variable, used], [1.0, -1.0]), high=0)
            beyond = most if most < INFINITE else 200.0
            model.row((overtimes, 1.0), ([used], beyond - limit), high=beyond)

    def add_coverage(self):
        model, problem = self.model, self.problem
        on_shift = self.on_shift()
        self.supply = {skill: Supply(spans) for skill, spans in self.spans.items()}
        for t in range(problem["intervals"]):
            served = defaultdict(list)
            for skill_set, count in on_shift[t].items():
                if len(skill_set) == 1:
                    served[skill_set[0]].append((None, float(count)))
                    continue
                parts = [model.variable(count) for _ in skill_set]
                model.row((parts, 1.0), low=count, high=count)
                for skill, part in zip(skill_set, parts):
                    served[skill].append((part, 1.0))
            for skill, weight in enumerate(self.weights):
                self.add_places(t, skill, weight * self.hours, served[skill])

    def add_places(self, t, skill, worth, served):
        model = self.model
        required = self.problem["required"][skill][t]
        model.constant += worth * required
        if required <= 0 or worth <= 0:
            return
        fixed = sum(count for part, count in served if part is None)
        parts = [part for part, _ in served if part is not None]
        supply, signs = self.supply[skill].at(t) if skill in self.supply else ([], [])
        if not parts and not len(supply):
            model.constant -= worth * min(required, fixed)
            return
        whole = math.floor(required)
        places = [model.variable(whole, -worth)] if whole else []
        if required > whole:
            places.append(model.variable(1, -worth * (required - whole)))
        model.row((places, 1.0), (parts, -1.0), (supply, np.negative(signs)), high=fixed)

    def on_shift(self):
        counts = [defaultdict(int) for _ in range(self.problem["intervals"])]
        for agent in self.problem["agents"]:
            skill_set = tuple(sorted(set(agent["skills"])))
            if not skill_set:
                continue
            for shift in agent["shifts"]:
                for t in range(max(0, shift["from"]), min(shift["to"], len(counts))):
                    if not any(begin <= t < end for begin, end in shift["breaks"]):
                        counts[t][skill_set] += 1
        return counts

    def solution(self, values, bound):
        """Segments and bound; `shiftwright-cli figures` adds the rest."""
        segments = []
        for variable, agent, candidate, pauses in self.segments:
            if values[variable] < 0.5:
                continue
            breaks = []
            if candidate["pauses"]:
                begins = pauses[candidate["place"], candidate["skill"]]
                breaks = [[at, at + self.pause] for at, begin in begins.items() if values[begin] > 0.5]
            segments.append({
                "agent": agent, "skill": candidate["skill"], "from": candidate["from"], "to": candidate["to"],
                "breaks": breaks, "kind": candidate["kind"], "overtime": False, "coverageImpact": 0.0,
            })
        segments.sort(key=lambda segment: (segment["agent"], segment["from"]))
        return {"objective": 0.0, "bound": bound, "shortHours": 0.0, "overtimeHours": 0.0, "extraHours": 0.0,
                "segments": segments}


class Supply:
    """Who works on a skill, when."""

    def __init__(self, spans):
        self.begin, self.end, self.variables, self.signs = np.array(sorted(spans), dtype=np.int32).T
        self.longest = int((self.end - self.begin).max())

    def at(self, t):
        """Variables and signs of those at work in interval `t`."""
        near = slice(*np.searchsorted(self.begin, (t - self.longest + 1, t + 1)))
        working = self.end[near] > t
        return self.variables[near][working], self.signs[near][working]


def load(problem_path, candidates_path):
    with open(problem_path) as file:
        problem = json.load(file)
    with open(candidates_path) as file:
        return Staffing(problem, json.load(file))


class Marks:
    """Incumbent and bound at each of a few times, written as lines of text."""

    def __init__(self, seconds=(1, 10, 60)):
        self.seconds = list(seconds)
        self.lines = []
        self.last = (None, None)

    def tell(self, elapsed, incumbent, bound):
        while self.seconds and elapsed > self.seconds[0]:
            self.pass_mark()
        self.last = (incumbent, bound)

    def pass_mark(self):
        shown = ["-" if value is None else f"{value:.6f}" for value in self.last]
        self.lines.append(f"mark {self.seconds.pop(0)} {shown[0]} {shown[1]}")

    def write(self, path, built, took, model):
        while self.seconds:
            self.pass_mark()
        head = [f"built {built:.2f}", f"took {took:.2f}", f"variables {len(model.low)}", f"rows {len(model.row_low)}"]
        with open(path, "w") as file:
            file.write("\n".join(head + self.lines) + "\n")
