import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { RunOutcome } from "../ipc";
import { FAULTS, openRun, sample } from "../standin/data";
import { heldPace, openWindow, text } from "../testing/window";

function disabled(testid: string): boolean {
  return (screen.getByTestId(testid) as HTMLButtonElement).disabled;
}

test("a run whose waiting broke off is offered again beside the fault", async () => {
  const { click, standIn } = await openWindow({ connection: sample, failing: { startRun: FAULTS.down } });
  await click("rail-optimize");
  await screen.findByTestId("gap-list");
  standIn.options.unfinished = [openRun("stillRunning")];

  await click("run");

  await screen.findByTestId("notice");
  await screen.findByTestId("keep-waiting");
});

test("a run from before the program was closed is taken up again", async () => {
  const { click, standIn } = await openWindow({ connection: sample, unfinished: [openRun("stillRunning")] });

  await click("rail-optimize");

  await waitFor(() => expect(text(screen.getByTestId("run-result"))).toContain("Finished: 61"));
  expect(standIn.called("followRun")).toBe(1);
  expect(standIn.called("startRun")).toBe(0);
});

test("a run of a connection that is opened later is taken up, too", async () => {
  const { click, standIn } = await openWindow({ unfinished: [openRun("stillRunning")] });
  expect(standIn.called("followRun")).toBe(0);

  await click("connect-sample");

  await waitFor(() => expect(standIn.called("followRun")).toBe(1));
});

test("a run need not be waited for: it goes on at the server, and its rail mark stays", async () => {
  const held = heldPace();
  const { click, standIn } = await openWindow({ connection: sample, pace: held.pace });
  await click("rail-optimize");
  await click("run");
  expect(disabled("stop-waiting")).toBe(true);
  held.step();
  await waitFor(() => expect(disabled("stop-waiting")).toBe(false));

  await click("stop-waiting");
  held.release();

  expect(text(await screen.findByTestId("run-result"))).toContain("Still running on the server.");
  expect(standIn.called("leaveRun")).toBe(1);
  expect(standIn.called("cancelRun")).toBe(0);
  expect(screen.getByTestId("rail-optimize").dataset.mark).toBe("attention");
});

test("a run that is left is offered again at the next visit", async () => {
  const { click } = await openWindow({ connection: sample, outcome: "stillRunning" });
  await click("rail-optimize");
  await click("run");

  await click("leave-run");
  expect(screen.queryByTestId("run-result")).toBeNull();
  await click("rail-coverage");
  await click("rail-optimize");

  await screen.findByTestId("keep-waiting");
});

test.each<RunOutcome>(["unknown", "stillRunning"])(
  "after a run that is %s another one asks first",
  async (outcome) => {
    const { click, standIn, session } = await openWindow({ connection: sample, outcome });
    await click("rail-optimize");
    await click("run");
    await screen.findByTestId("keep-waiting");
    const asked = () => standIn.called("startRun");

    await click("run");
    await click("run-again-no");
    expect(asked()).toBe(1);
    await waitFor(() => expect(screen.queryByTestId("run-again")).toBeNull());
    // Also when its message was put away, or the gaps are others now.
    await click("leave-run");
    session.run.forget();
    await screen.findByTestId("gap-list");
    standIn.options.outcome = "completed";
    await click("run");
    await click("run-again-yes");

    // The one before is still open, and stays to be settled.
    const shown = () => screen.getAllByTestId("run-result").map((each) => text(each));
    await waitFor(() => expect(shown()[0]).toContain("Finished: 61"));
    expect(shown()[1]).toContain("Give it up");
    expect(asked()).toBe(2);
    expect(standIn.called("followRun")).toBe(0);
  },
);

test("a run whose answer was lost shows what is known of it, to be copied", async () => {
  const { click } = await openWindow({ connection: sample, outcome: "unknown" });
  await click("rail-optimize");
  await click("run");

  expect(text(await screen.findByTestId("run-result"))).toContain("Request id: r-77");
  await screen.findByTestId("copy-details");
});

test("a run that the server does not have is said calmly, and is not offered again", async () => {
  const { click, standIn } = await openWindow({
    connection: sample,
    unfinished: [openRun("unknown")],
    failing: { followRun: FAULTS.notStarted },
  });
  await click("rail-optimize");
  await screen.findByTestId("keep-waiting");
  standIn.options.unfinished = [];

  await click("keep-waiting");

  const notice = await screen.findByTestId("notice");
  expect(text(notice)).toContain("it was not started. Run it again.");
  expect(notice.getAttribute("role")).toBe("status");
  expect(screen.queryByTestId("keep-waiting")).toBeNull();
  expect(disabled("run")).toBe(false);
});

test("where the server cannot list its runs, the run stays open and the planner may run anew", async () => {
  const { click } = await openWindow({
    connection: sample,
    unfinished: [openRun("unknown")],
    failing: { followRun: FAULTS.cannotList },
  });
  await click("rail-optimize");

  await click("keep-waiting");

  expect(text(await screen.findByTestId("notice"))).toContain("Look in CXone whether it runs there");
  await screen.findByTestId("keep-waiting");
  expect(disabled("run")).toBe(false);
});

test("a window that is loaded anew during a run says so, can cancel it, and shows its result", async () => {
  const { click, standIn, session } = await openWindow({ connection: sample, running: true });
  expect(screen.getByTestId("rail-optimize").dataset.mark).toBe("working");
  await click("rail-connect");
  expect(disabled("connect-own")).toBe(true);

  await click("rail-optimize");
  expect(text(await screen.findByTestId("run-elsewhere"))).toContain(
    "An optimization is under way. Its result appears under Recommendations and in History.",
  );
  await screen.findByTestId("gap-list");
  expect(disabled("run")).toBe(true);
  await click("cancel-run");
  expect(standIn.called("cancelRun")).toBe(1);

  const before = standIn.called("recommendations");
  standIn.options.running = false;
  await screen.findByText("The optimization has ended.");
  await waitFor(() => expect(standIn.called("recommendations")).toBe(before + 1));
  expect(disabled("run")).toBe(false);
  expect(session.atWork).toBe(false);
});

test("looking at such a run leaves the planner's ticks as they are", async () => {
  const { click, user, standIn } = await openWindow({ connection: sample, running: true });
  await click("rail-optimize");
  await user.click(await screen.findByLabelText("FR Sales"));
  const looks = standIn.called("runState");

  await waitFor(() => expect(standIn.called("runState")).toBeGreaterThan(looks + 1));

  expect((screen.getByLabelText("FR Sales") as HTMLInputElement).checked).toBe(false);
});

test("such a run need not be waited for either", async () => {
  const { click, standIn } = await openWindow({ connection: sample, running: true });
  await click("rail-optimize");
  await screen.findByTestId("run-elsewhere");

  await click("stop-waiting");

  expect(standIn.called("leaveRun")).toBe(1);
  expect(standIn.called("cancelRun")).toBe(0);
});

test("such a run that outlasts the waiting is offered like any other", async () => {
  const { click, standIn } = await openWindow({ connection: sample, running: true });
  await click("rail-optimize");
  await screen.findByTestId("run-elsewhere");

  Object.assign(standIn.options, { running: false, unfinished: [openRun("stillRunning")] });

  await screen.findByTestId("keep-waiting");
  expect(screen.queryByTestId("run-elsewhere")).toBeNull();
});

test("no run starts while another connection is being opened", async () => {
  const { click, standIn, session } = await openWindow({
    connection: sample,
    unfinished: [openRun("unknown")],
  });
  await click("rail-optimize");
  await screen.findByTestId("keep-waiting");
  const opened = heldPace();
  const openSample = standIn.openSample;
  standIn.openSample = () => opened.pace().then(openSample);

  const moving = session.connection.openSample();

  await waitFor(() => expect(disabled("run")).toBe(true));
  expect(disabled("keep-waiting")).toBe(true);
  opened.release();
  await moving;
  await waitFor(() => expect(disabled("run")).toBe(false));
});

test("an older run whose outcome is open is shown beside a newer one, and each is settled by itself", async () => {
  const { click, standIn, user } = await openWindow({
    connection: sample,
    unfinished: [openRun("unknown", "opt-2"), openRun("unknown", "opt-1")],
  });
  await click("rail-optimize");
  const [, older] = await screen.findAllByTestId("keep-waiting");
  expect(text(screen.getAllByTestId("run-result")[1] as Element)).toContain("Sent Thu 26 Nov 2026 16:02.");

  await user.click(older as HTMLElement);

  await waitFor(() =>
    expect(text(screen.getAllByTestId("run-result")[0] as Element)).toContain("Finished: 61"),
  );
  expect(standIn.calls.find((call) => call.command === "followRun")?.args).toEqual(["opt-1"]);
  expect(screen.getAllByTestId("keep-waiting")).toHaveLength(1);
});

test("a run that nobody can find is given up after a question", async () => {
  const { click, standIn } = await openWindow({ connection: sample, unfinished: [openRun("unknown")] });
  await click("rail-optimize");

  await click("give-up-run");
  expect(standIn.called("giveUpRun")).toBe(0);
  await click("give-up-run-surely");

  await waitFor(() => expect(screen.queryByTestId("run-result")).toBeNull());
  expect(standIn.calls.find((call) => call.command === "giveUpRun")?.args).toEqual(["opt-unknown"]);
});

test("the look for a run can be put off, and the run stays open", async () => {
  const held = heldPace();
  const { click, standIn } = await openWindow({
    connection: sample,
    unfinished: [openRun("unknown")],
    pace: held.pace,
  });
  await click("rail-optimize");
  await click("keep-waiting");

  expect(disabled("stop-waiting")).toBe(false);
  expect(screen.queryByTestId("cancel-run")).toBeNull();
  await click("stop-waiting");
  held.release();

  expect(standIn.called("leaveRun")).toBe(1);
  await screen.findByTestId("keep-waiting");
});
