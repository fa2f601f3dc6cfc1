import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { FAULTS, sample } from "../standin/data";
import type { StandInOptions } from "../standin/options";
import { openWindow, text } from "../testing/window";

async function openRecommendations(options: Partial<StandInOptions> = {}) {
  const opened = await openWindow({ connection: sample, ...options });
  await opened.click("rail-optimize");
  await opened.click("run");
  await opened.click("to-recommendations");
  await screen.findByTestId("recommendations-list");
  return opened;
}

test("on top stands what it brings and what it costs", async () => {
  await openRecommendations();

  const facts = text(screen.getByTestId("recommendations-summary"));
  expect(facts).toContain("Projected improvement +23.0 points percentage points of coverage");
  expect(facts).toContain("Recommended shifts 61 for 24 agents");
  expect(facts).toContain("at most 1.2 %");
});

test("an agent's shifts can be closed and opened", async () => {
  const { user } = await openRecommendations();
  const list = screen.getByTestId("recommendations-list");
  const agent = within(list).getByRole("button", { name: "AGENT-1021" });
  const before = list.getAttribute("aria-rowcount");

  await user.click(agent);

  expect(agent.getAttribute("aria-expanded")).toBe("false");
  expect(Number(list.getAttribute("aria-rowcount"))).toBe(Number(before) - 4);
});

test("two thousand agents are listed, and only what is on screen is drawn", async () => {
  await openRecommendations({ agents: 2000 });

  const list = screen.getByTestId("recommendations-list");
  expect(Number(list.getAttribute("aria-rowcount"))).toBeGreaterThan(4000);
  expect(within(list).getAllByRole("row").length).toBeLessThan(60);
});

test("what stays short and who is left out are closed, with their counts", async () => {
  const { user } = await openRecommendations();

  const unmet = screen.getByTestId("unmet");
  expect(text(unmet)).toContain("Still understaffed 14 times");
  expect(within(unmet).queryByRole("table")).toBeNull();
  await user.click(within(unmet).getByText("Still understaffed"));
  await waitFor(() => within(unmet).getByRole("table", { hidden: true }));
  expect(text(screen.getByTestId("excluded"))).toContain("Agents left out 3 agents");
});

test("nothing is exported while another connection is being opened", async () => {
  const { session, standIn } = await openRecommendations();
  standIn.openOwnData = () => new Promise(() => {});

  void session.connection.openOwnData();

  await waitFor(() => expect((screen.getByTestId("export") as HTMLButtonElement).disabled).toBe(true));
});

test("export says where the file is", async () => {
  const { click } = await openRecommendations();

  await click("export");

  expect(text(await screen.findByTestId("export-result"))).toBe(
    "Saved 61 rows to Documents/recommendations.csv",
  );
  expect(screen.getByTestId("rail-recommendations").dataset.mark).toBe("done");
});

test("a dialog that was closed exports nothing and is no fault", async () => {
  const { click, standIn } = await openRecommendations();
  standIn.exportRecommendations = async () => null as never;

  await click("export");

  expect(screen.queryByTestId("export-result")).toBeNull();
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("a full disk is said", async () => {
  const { click } = await openRecommendations({ failing: { exportRecommendations: FAULTS.fullDisk } });

  await click("export");

  expect(text(await screen.findByTestId("notice"))).toContain("The disk is full. Make room on it");
  expect(screen.queryByTestId("export-result")).toBeNull();
});

test("before there is a run it says where to go", async () => {
  const { click, user } = await openWindow({ connection: sample });
  await click("rail-recommendations");

  await user.click(await screen.findByRole("button", { name: "Go to Optimize" }));

  await screen.findByTestId("gap-list");
});
