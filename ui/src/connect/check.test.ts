import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { sample, tenant } from "../standin/data";
import { heldPace, openWindow, text } from "../testing/window";

async function checkHeld(finds: "everything" | "noLicence" | "signInPage") {
  const held = heldPace();
  const opened = await openWindow({
    connection: sample,
    saved: [sample, tenant(null)],
    finds,
    checkPace: held.pace,
  });
  await opened.click("rail-connect");
  await opened.user.click(screen.getByRole("button", { name: "Check Support EU" }));
  return { ...opened, held };
}

test("steps appear as they are done, and nothing is opened", async () => {
  const { held } = await checkHeld("everything");

  const card = await screen.findByTestId("checked");
  expect(text(card)).toContain("Checking the connection…");
  expect(within(card).getAllByRole("listitem")).toHaveLength(1);
  held.step();
  held.step();
  await within(card).findByText("Connection stands and is secure");
  expect(within(card).queryByText(/Client id and secret/)).toBeNull();
  held.release();

  await waitFor(() => expect(screen.getByTestId("check-summary").textContent).toBe("This connection works."));
  expect(screen.getByTestId("connection-name").textContent).toBe("Sample contact centre");
});

test("a cross says the cause, what to do, who can mend it, and what the server said", async () => {
  const { held } = await checkHeld("noLicence");
  held.release();

  const card = await screen.findByTestId("checked");
  await within(card).findByText("WFM Optimization is not licensed for this CXone tenant.");
  expect(text(card)).toContain("Who can mend it: Your CXone administrator");
  expect(text(card)).toContain("Request id: r-81f3");
  expect(text(screen.getByTestId("check-summary"))).toBe("This connection does not work yet.");
});

test("all of it can be copied for the helpdesk", async () => {
  const { held, user } = await checkHeld("signInPage");
  held.release();
  const write = vi.spyOn(navigator.clipboard, "writeText");

  await user.click(await screen.findByTestId("copy-report"));

  await screen.findByText("Copied");
  expect(write).toHaveBeenCalledWith(expect.stringContaining("[failed] Client id and secret are accepted"));
});

test("a check that is cancelled leaves no fault behind", async () => {
  const { click, standIn } = await checkHeld("everything");

  await click("cancel-check");

  await waitFor(() => expect(screen.queryByTestId("checked")).toBeNull());
  expect(standIn.called("cancelCheck")).toBe(1);
  expect(screen.queryByTestId("notice")).toBeNull();
});

test("a pause of the server is counted down during a check, and one that was cut says so", async () => {
  const held = heldPace();
  const { user } = await openWindow({
    saved: [tenant(null)],
    checkPace: held.pace,
    pauseSeconds: 600,
    askedSeconds: 3 * 3600,
  });
  await user.click(screen.getByRole("button", { name: "Open Support EU" }));

  expect(text(await screen.findByTestId("pause"))).toBe(
    "The server asked for a pause: 10 min 0 s It asked for 3 hours. Shiftwright waits about 10 minutes, then tries again.",
  );
  held.release();
  await screen.findByTestId("connected");
});

test("what could not be opened can be tried again, edited, or put away, and the open one stays open", async () => {
  const { click, user, standIn } = await openWindow({
    connection: sample,
    saved: [sample, tenant(null)],
    finds: "signInPage",
  });
  await click("rail-connect");
  await user.click(screen.getByRole("button", { name: "Open Support EU" }));

  await screen.findByTestId("checked");
  await screen.findByText("A web page answered instead of CXone.");
  expect(screen.getByTestId("connection-name").textContent).toBe("Sample contact centre");
  await click("edit-checked");
  await screen.findByTestId("tenant-client-id");
  await click("tenant-back");
  standIn.options.finds = "everything";
  await click("open-checked");

  await waitFor(() => expect(screen.getByTestId("connection-name").textContent).toBe("Support EU"));
  expect(screen.queryByTestId("checked")).toBeNull();
});

test("the open connection is checked again in its own place", async () => {
  const { click, standIn } = await openWindow({ connection: tenant(null) });
  await click("rail-connect");
  standIn.options.finds = "noLicence";

  await click("check-again");

  await screen.findByText("WFM Optimization is not licensed for this CXone tenant.");
  expect(text(screen.getByTestId("check-summary"))).toBe("Not everything works.");
  expect(screen.queryByTestId("checked")).toBeNull();
  expect(screen.getByTestId("rail-connect").dataset.mark).toBe("attention");
});
