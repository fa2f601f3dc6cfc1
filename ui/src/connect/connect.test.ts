import { screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { FAULTS, sample, tenant } from "../standin/data";
import { openWindow, text } from "../testing/window";

test("first start offers three places and nothing else can be opened", async () => {
  await openWindow();

  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Where do you want to work?");
  for (const place of ["connect-sample", "connect-own", "connect-tenant"]) screen.getByTestId(place);
  expect(screen.getByTestId("connection-name").textContent).toBe("Not connected");
  expect((screen.getByTestId("rail-import") as HTMLButtonElement).disabled).toBe(true);
});

test("the sample opens with its checks, and leads to Import", async () => {
  const { click } = await openWindow();

  await click("connect-sample");
  const checks = await screen.findByTestId("connected");
  expect(text(checks)).toContain("Permission to import shifts (wfm:schedule:write): Yes");
  expect(screen.getByTestId("connection-name").textContent).toBe("Sample contact centre");
  expect(screen.getByTestId("rail-connect").dataset.mark).toBe("done");

  await click("to-import");
  await screen.findByTestId("sample-roster");
});

test("a fault stays at Connect until it is tried again", async () => {
  const { click, standIn } = await openWindow({ failing: { openSample: FAULTS.down } });

  await click("connect-sample");
  const notice = await screen.findByTestId("notice");
  expect(notice.getAttribute("role")).toBe("alert");
  expect(text(notice)).toContain("did not answer. Check the network, then try again.");
  await click("rail-settings");
  await click("rail-connect");
  await screen.findByTestId("notice");

  standIn.options.failing = {};
  await click("connect-sample");
  await screen.findByTestId("connected");
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("a connection from last time that cannot be opened shows why at Connect", async () => {
  await openWindow({ last: tenant(null), finds: "signInPage" });

  const checked = await screen.findByTestId("checked");
  expect(text(checked)).toContain("A web page answered instead of CXone.");
  expect(screen.getByTestId("rail-connect").dataset.mark).toBe("attention");
});

test("a connection from last time opens at Import", async () => {
  await openWindow({ last: sample });

  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Import shifts");
});

test("with a connection from last time the window opens at Import", async () => {
  await openWindow({ connection: sample });

  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Import shifts");
});

test("a connection whose secret is locked away waits until it is opened: nothing asks at the start", async () => {
  const locked = tenant(null, "locked");
  const { standIn, user } = await openWindow({ last: locked, saved: [locked] });

  const saved = await screen.findByTestId("saved-connections");
  expect(text(saved)).toContain("The keychain of this computer is locked.");
  expect(standIn.called("openConnection")).toBe(0);
  await user.click(screen.getByRole("button", { name: `Open ${locked.name}` }));

  await screen.findByTestId("connected");
});
