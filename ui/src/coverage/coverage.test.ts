import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { tick } from "svelte";
import { expect, test } from "vitest";
import { FAULTS, own, sample } from "../standin/data";
import { heldPace, openWindow, text } from "../testing/window";

function rowsOf(table: HTMLElement): string[] {
  return within(table)
    .getAllByRole("row")
    .slice(1)
    .map((row) => [...row.children].map((cell) => text(cell)).join(" | "));
}

test("the table says for each skill what is required, there, and short", async () => {
  const { click, standIn } = await openWindow({ connection: sample });

  await click("rail-coverage");

  const rows = rowsOf(await screen.findByTestId("coverage-table"));
  expect(rows[0]).toBe("EN Tech Support | 268.00 h | 163.50 h | 161.00 h | 61.0 % | 104.50 h short | ▲ High");
  expect(rows[4]).toBe(
    "EN Reservations | 205.50 h | 214.00 h | 189.75 h | 104.1 % | 8.50 h over | Hidden gap",
  );
  expect(screen.getByTestId("coverage-summary").textContent).toBe(
    "3 of 6 skills below 85 % · 150.00 h short · lowest: EN Tech Support 61 %",
  );
  expect(standIn.calls.find((call) => call.command === "coverage")?.args).toEqual([null, null]);
  expect(screen.getByTestId("rail-coverage").dataset.mark).toBe("attention");
});

test("the threshold judges the same records at once, and the last value wins", async () => {
  const { click, standIn } = await openWindow({ connection: sample });
  await click("rail-coverage");
  await screen.findByTestId("coverage-table");

  const slider = screen.getByTestId("threshold");
  for (const value of [84, 80, 70, 65]) await fireEvent.input(slider, { target: { value } });

  await waitFor(() =>
    expect(screen.getByTestId("coverage-summary").textContent).toBe(
      "1 of 6 skills below 65 % · 104.50 h short · lowest: EN Tech Support 61 %",
    ),
  );
  const asked = standIn.calls.filter((call) => call.command === "coverageAt").map((call) => call.args[0]);
  expect(asked).toEqual([0.84, 0.65]);
  expect((screen.getByTestId("threshold-value") as HTMLInputElement).value).toBe("65");
  expect(standIn.called("coverage")).toBe(1);
});

test("a threshold can be typed, and nonsense is not sent", async () => {
  const { click, standIn } = await openWindow({ connection: sample });
  await click("rail-coverage");
  const number = await screen.findByTestId("threshold-value");

  await fireEvent.input(number, { target: { value: "9" } });
  await fireEvent.input(number, { target: { value: "95" } });

  await waitFor(() => expect(screen.getByTestId("coverage-summary").textContent).toContain("below 95 %"));
  expect(standIn.calls.filter((call) => call.command === "coverageAt").map((call) => call.args[0])).toEqual([
    0.95,
  ]);
});

test("another range is read; one that is wrong is said instead", async () => {
  const { click, standIn } = await openWindow({ connection: sample });
  await click("rail-coverage");
  await screen.findByTestId("coverage-table");

  await fireEvent.input(screen.getByLabelText("to"), { target: { value: "2026-11-29" } });
  screen.getByText("The last day is before the first.");
  expect((screen.getByTestId("refresh") as HTMLButtonElement).disabled).toBe(true);

  await fireEvent.input(screen.getByLabelText("to"), { target: { value: "2026-12-13" } });
  await click("refresh");
  await waitFor(() =>
    expect(standIn.calls.at(-1)).toEqual({ command: "coverage", args: ["2026-11-30", "2026-12-13"] }),
  );
});

test("a fault is said where it happened, and can be tried again", async () => {
  const { click, standIn, user } = await openWindow({
    connection: sample,
    failing: { coverage: FAULTS.down },
  });
  await click("rail-coverage");
  await screen.findByTestId("notice");

  standIn.options.failing = {};
  await user.click(screen.getByRole("button", { name: "Try again" }));

  await screen.findByTestId("coverage-table");
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("without a requirement it says what to do, and nothing counts as met", async () => {
  const { click } = await openWindow({ connection: own, requirement: false });

  await click("rail-coverage");

  expect(text(await screen.findByTestId("no-requirement"))).toContain(
    "Skill, Interval start and Required agents",
  );
  expect(screen.getByTestId("rail-coverage").dataset.mark).toBe("open");
});

test("another zone reads the same range again", async () => {
  const { click, standIn, chooseZone } = await openWindow({ connection: sample });
  await click("rail-coverage");
  await screen.findByTestId("coverage-table");

  await chooseZone("zone", "berlin");

  await screen.findByText(/Days in Europe\/Berlin/);
  expect(standIn.called("coverage")).toBe(2);
});

test("coverage that the change of connection cut off is no fault, and is read anew", async () => {
  const { click, standIn } = await openWindow({ connection: sample });
  const coverage = standIn.coverage;
  standIn.coverage = () => {
    standIn.coverage = coverage;
    return Promise.reject(FAULTS.cancelled);
  };

  await click("rail-coverage");

  await screen.findByTestId("coverage-table");
  expect(screen.queryByTestId("notice")).toBeNull();
  expect(standIn.called("coverage")).toBe(1);
});

test("while another connection is being opened nothing is read from the one that goes", async () => {
  const { click, standIn, session } = await openWindow({ connection: sample });
  await click("rail-coverage");
  await screen.findByTestId("coverage-table");
  const opened = heldPace();
  const openOwnData = standIn.openOwnData;
  standIn.openOwnData = () => opened.pace().then(openOwnData);

  const moving = session.connection.openOwnData();

  await waitFor(() => expect((screen.getByTestId("refresh") as HTMLButtonElement).disabled).toBe(true));
  expect((screen.getByTestId("threshold") as HTMLInputElement).disabled).toBe(true);
  session.coverage.outdated();
  await tick();
  expect(standIn.called("coverage")).toBe(1);
  opened.release();
  await moving;
  await screen.findByTestId("coverage-table");
  expect((screen.getByTestId("refresh") as HTMLButtonElement).disabled).toBe(false);
});

test("reading can be stopped while the server asks to wait, and is not begun again by itself", async () => {
  const held = heldPace();
  const { click, standIn } = await openWindow({ connection: sample, readingPace: held.pace });
  await click("rail-coverage");

  await click("cancel-reading");

  await screen.findByTestId("not-read");
  expect(screen.queryByTestId("notice")).toBeNull();
  expect(standIn.called("cancelCoverage")).toBe(1);
  await click("rail-optimize");
  await screen.findByTestId("not-read");
  expect(standIn.called("coverage")).toBe(1);
  held.release();
  await click("read-again");
  await screen.findByTestId("gap-list");
});

test("what was read before stays when reading again is stopped", async () => {
  const held = heldPace();
  const { click } = await openWindow({ connection: sample, readingPace: held.pace });
  await click("rail-coverage");
  held.step();
  await screen.findByTestId("coverage-table");

  await click("refresh");
  await click("cancel-reading");

  await waitFor(() => expect(screen.queryByTestId("cancel-reading")).toBeNull());
  screen.getByTestId("coverage-table");
  expect(screen.queryByTestId("not-read")).toBeNull();
});

test("the gaps wait for the reading that is going on, and ask for no second one", async () => {
  const held = heldPace();
  const { click, standIn } = await openWindow({ connection: sample, readingPace: held.pace });
  await click("rail-coverage");
  await click("rail-optimize");

  held.release();

  await screen.findByTestId("gap-list");
  expect(standIn.called("coverage")).toBe(1);
});
