import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { RunOutcome } from "../ipc";
import { FAULTS, sample } from "../standin/data";
import { heldPace, openWindow, text } from "../testing/window";

function disabled(testid: string): boolean {
  return (screen.getByTestId(testid) as HTMLButtonElement).disabled;
}

test("the form has the contract's defaults, and what is changed is what runs", async () => {
  const { click, user, standIn } = await openWindow({ connection: sample });
  await click("rail-optimize");
  await screen.findByTestId("gap-list");

  await user.click(screen.getByLabelText("FR Sales"));
  await user.clear(screen.getByTestId("max-overtime"));
  await user.type(screen.getByTestId("max-overtime"), "2.5");
  await user.click(screen.getByLabelText("Most coverage"));
  await click("run");

  await screen.findByTestId("run-result");
  expect(standIn.calls.find((call) => call.command === "startRun")?.args).toEqual([
    {
      skills: ["SKILL-EN-TECH-SUPPORT", "SKILL-ES-SUPPORT"],
      goals: ["MAXIMIZE_SKILL_COVERAGE", "MINIMIZE_OVERTIME"],
      allowOvertime: true,
      maxOvertimeHours: 2.5,
      maxConsecutiveHours: 10,
      minBreakMinutes: 30,
      respectPublished: true,
      pool: "AVAILABLE",
    },
  ]);
});

test("a run shows its best answer so far and ends at the recommendations", async () => {
  const held = heldPace();
  const { click } = await openWindow({ connection: sample, pace: held.pace });
  await click("rail-optimize");
  await click("run");
  held.step();
  held.step();

  const best = await screen.findByTestId("best-so-far");
  expect(text(best)).toBe("Hours filled 42.00 h Overtime 4.70 h From the best possible at most 33.2 %");
  const bar = within(screen.getByTestId("run-progress")).getByRole("progressbar");
  expect(bar.getAttribute("aria-valuenow")).toBe("0.05");
  held.release();

  expect(text(await screen.findByTestId("run-result"))).toContain("Finished: 61 recommended shifts.");
  await click("to-recommendations");
  await screen.findByTestId("recommendations-list");
});

test("a cancelled run keeps the best answer", async () => {
  const held = heldPace();
  const { click } = await openWindow({ connection: sample, pace: held.pace });
  await click("rail-optimize");
  await click("run");
  held.step();

  await click("cancel-run");
  held.release();

  expect(text(await screen.findByTestId("run-result"))).toContain(
    "Cancelled. The best answer so far is kept",
  );
  screen.getByTestId("to-recommendations");
});

test.each<[RunOutcome, string, string]>([
  ["failed", "The server had no memory left for this run.", "Run again"],
  ["stillRunning", "Still running on the server.", "Keep waiting"],
  ["unknown", "not known whether the run began", "Look on the server"],
])("a run that ends %s says so and what to do", async (outcome, words, action) => {
  const { click } = await openWindow({ connection: sample, outcome });
  await click("rail-optimize");
  await click("run");

  expect(text(await screen.findByTestId("run-result"))).toContain(words);
  screen.getByRole("button", { name: action });
  expect(screen.getByTestId("rail-optimize").dataset.mark).toBe("attention");
});

test("keep waiting takes the run up again", async () => {
  const { click, standIn } = await openWindow({ connection: sample, outcome: "stillRunning" });
  await click("rail-optimize");
  await click("run");

  await click("keep-waiting");

  await waitFor(() => expect(text(screen.getByTestId("run-result"))).toContain("Finished: 61"));
  expect(standIn.called("followRun")).toBe(1);
  expect(standIn.called("startRun")).toBe(1);
});

test("coverage that is met leaves nothing to optimize", async () => {
  const { click, session } = await openWindow({ connection: sample });
  await session.coverage.load();
  await session.coverage.judge(0.5);

  await click("rail-optimize");

  expect(text(await screen.findByTestId("run-result"))).toContain("Coverage is met. Nothing to optimize.");
  expect(screen.queryByTestId("run")).toBeNull();
});

test("a form that cannot run says why", async () => {
  const { click, user } = await openWindow({ connection: sample });
  await click("rail-optimize");
  await user.click(await screen.findByLabelText("All gaps"));

  screen.getByText("Tick at least one gap.");
  expect((screen.getByTestId("run") as HTMLButtonElement).disabled).toBe(true);
});

test("a run that could not be started is said, and the rules stay", async () => {
  const { click, user } = await openWindow({ connection: sample, failing: { startRun: FAULTS.down } });
  await click("rail-optimize");
  await user.click(await screen.findByLabelText("FR Sales"));
  await click("run");

  await screen.findByTestId("notice");
  expect((screen.getByLabelText("FR Sales") as HTMLInputElement).checked).toBe(false);
});

test("a pause that the server asks for before it takes the run is counted down", async () => {
  const held = heldPace();
  const { click } = await openWindow({ connection: sample, pace: held.pace, pauseSeconds: 12 });
  await click("rail-optimize");
  await click("run");

  await screen.findByText("The server asked for a pause: 12 s");
  within(screen.getByTestId("run-progress")).getByRole("heading", { name: "Sending the gaps and rules…" });
  await waitFor(() => screen.getByText("The server asked for a pause: 11 s"), { timeout: 3000 });
  held.release();
  await screen.findByTestId("run-result");
});

test("a run that is cancelled before it was sent leaves no fault", async () => {
  const { click } = await openWindow({ connection: sample, failing: { startRun: FAULTS.cancelled } });
  await click("rail-optimize");
  await click("run");

  await waitFor(() => expect(disabled("run")).toBe(false));
  expect(screen.queryByTestId("notice")).toBeNull();
  expect(screen.queryByTestId("run-result")).toBeNull();
  expect(screen.getByTestId("rail-optimize").dataset.mark).toBe("open");
});

test("gaps that cannot be read are said with their reason", async () => {
  const { click, standIn, user } = await openWindow({
    connection: sample,
    failing: { coverage: FAULTS.down },
  });
  await click("rail-optimize");
  expect(text(await screen.findByTestId("notice"))).toContain("did not answer");

  standIn.options.failing = {};
  await user.click(screen.getByRole("button", { name: "Try again" }));

  await screen.findByTestId("gap-list");
});
