import { screen, waitFor } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { QuestionView } from "../../ipc";
import { sample } from "../../standin/data";
import { openWindow, text } from "../../testing/window";

async function openFile(name: string) {
  const opened = await openWindow({ connection: sample });
  opened.standIn.drag.drop([name]);
  await screen.findByTestId("questions");
  const changes = () =>
    opened.standIn.calls.filter(({ command }) => command === "changeImport").map(({ args }) => args[0]);
  return { ...opened, changes };
}

/** Opens a file about which the shell asks this. */
async function asked(question: QuestionView) {
  const opened = await openWindow({ connection: sample });
  const { openFile } = opened.standIn;
  opened.standIn.openFile = async (path) => ({
    ...(await openFile(path)),
    questions: [question],
    skills: [],
  });
  opened.standIn.drag.drop(["/week.csv"]);
  await screen.findByTestId(`question-${question.kind}`);
  const change = vi.spyOn(opened.session.file, "change");
  return { ...opened, change };
}

test("the order of day and month is asked once, with two real dates", async () => {
  const { click, changes } = await openFile("/slashes.csv");
  const answer = text(screen.getByTestId("answer-monthFirst"));
  expect(answer).toContain("01/12/2026 09:00 is Mon 12 Jan 2026");
  expect((screen.getByTestId("send-import") as HTMLButtonElement).disabled).toBe(true);
  expect(text(screen.getByTestId("what-is-sent"))).toBe("Answer the question above first.");

  await click("answer-dayFirst");

  await waitFor(() => expect(screen.queryByTestId("questions")).toBeNull());
  expect(changes()).toEqual([{ kind: "dateOrder", value: "dayFirst" }]);
});

test("codes of a grid get times or become days off, some now and some later", async () => {
  const { user, click, changes } = await openFile("/grid.xlsx");
  expect(text(screen.getByTestId("question-codes"))).toMatch(/E \d+ cells/);

  await user.type(screen.getByTestId("code-E-start"), "6");
  expect((screen.getByTestId("codes-set") as HTMLButtonElement).disabled).toBe(true);
  await user.type(screen.getByTestId("code-E-end"), "14:30");
  expect(text(screen.getByTestId("question-codes"))).toContain("8 h 30 min");
  await click("codes-set");
  await waitFor(() => expect(screen.queryByTestId("code-E-start")).toBeNull());
  await click("code-N-off");
  await click("codes-set");

  await waitFor(() => expect(screen.queryByTestId("question-codes")).toBeNull());
  expect(changes()).toEqual([
    { kind: "codes", codes: [{ code: "E", meaning: { kind: "shift", start: "06:00", end: "14:30" } }] },
    { kind: "codes", codes: [{ code: "N", meaning: { kind: "dayOff" } }] },
  ]);
  expect(screen.queryByTestId("problem-kind-UNKNOWN_CODE")).toBeNull();
});

test("a time that is none is marked", async () => {
  const { user } = await openFile("/grid.xlsx");
  await user.type(screen.getByTestId("code-E-start"), "27:00");
  expect(screen.getByTestId("code-E-start").getAttribute("aria-invalid")).toBe("true");
});

test("an unknown skill is one click away from the near one", async () => {
  const { click, changes } = await openFile("/faulty.csv");

  await click("skill-0-SKILL-EN-BILLING");

  await waitFor(() => expect(screen.queryByTestId("questions")).toBeNull());
  expect(changes()).toEqual([{ kind: "skillName", name: "SKILL-EN-BILING", skill: "SKILL-EN-BILLING" }]);
});

test("an unknown skill can be any other", async () => {
  const { user, changes } = await openFile("/faulty.csv");
  await user.selectOptions(screen.getByTestId("skill-name-0"), "FR Sales");
  await waitFor(() =>
    expect(changes()).toEqual([{ kind: "skillName", name: "SKILL-EN-BILING", skill: "SKILL-FR-SALES" }]),
  );
});

test.each([
  ["skippedTime", 0, { kind: "skippedTime", value: "later" }],
  ["skippedTime", 1, { kind: "skippedTime", value: "earlier" }],
  ["doubledTime", 0, { kind: "doubledTime", value: "first" }],
  ["doubledTime", 1, { kind: "doubledTime", value: "second" }],
] as const)("%s: reading %d is chosen for all rows", async (kind, reading, expected) => {
  const { click, change } = await asked({
    kind,
    rows: 12,
    time: "Sun 28 Mar 01:30",
    readings: ["02:30", "00:30"],
  });
  expect(text(screen.getByTestId(`question-${kind}`))).toContain("12 rows have Sun 28 Mar 01:30");

  await click(`answer-${kind}-${reading}`);

  expect(change).toHaveBeenCalledWith(expected);
});

test("a file without skills asks for one; where none are known it is typed", async () => {
  const { user, change } = await asked({ kind: "defaultSkill" });
  await user.type(screen.getByTestId("question-skill"), "SKILL-X{Enter}");
  await user.tab();
  expect(change).toHaveBeenCalledWith({
    kind: "defaults",
    skill: "SKILL-X",
    status: null,
    proficiency: null,
  });
});

test("columns that name weekdays only ask for the first day", async () => {
  const { click, change } = await asked({ kind: "firstDay", readAs: "2026-11-30" });
  expect(text(screen.getByTestId("first-day-set"))).toBe("It is Mon 30 Nov 2026");
  await click("first-day-set");
  expect(change).toHaveBeenCalledWith({ kind: "firstDay", day: "2026-11-30" });
});
