import { screen, waitFor, within } from "@testing-library/svelte";
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
  expect(text(checks)).toContain("May import shifts: Yes");
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

test("a tenant's form names what is missing before the server is asked", async () => {
  const { click, standIn } = await openWindow();

  await click("connect-tenant");
  await click("tenant-connect");

  screen.getByText("Paste the client secret from CXone.");
  expect(screen.getByTestId("tenant-secret").getAttribute("aria-invalid")).toBe("true");
  expect(standIn.called("connectTenant")).toBe(0);
});

test("a tenant is signed in with what was typed and the defaults", async () => {
  const { click, user, standIn } = await openWindow();

  await click("connect-tenant");
  await user.type(screen.getByTestId("tenant-name"), "Support EU");
  await user.selectOptions(screen.getByTestId("tenant-region"), "custom");
  await user.type(screen.getByTestId("tenant-address"), "https://wfm.example.com");
  await user.type(screen.getByTestId("tenant-client-id"), "planning");
  await user.type(screen.getByTestId("tenant-secret"), "s3cret");
  await click("tenant-connect");

  await screen.findByTestId("connected");
  expect(standIn.calls.find((call) => call.command === "connectTenant")?.args).toEqual([
    {
      id: null,
      name: "Support EU",
      region: "custom",
      baseUrl: "https://wfm.example.com",
      tokenPath: "/oauth/token",
      apiPrefix: "/api/v1/wfm",
      clientId: "planning",
      secret: "s3cret",
    },
  ]);
});

test("a refused secret is said in the form, and the secret does not stay in the window", async () => {
  const { click, user } = await openWindow({ failing: { connectTenant: FAULTS.secret } });

  await click("connect-tenant");
  await user.type(screen.getByTestId("tenant-name"), "Support EU");
  await user.type(screen.getByTestId("tenant-client-id"), "planning");
  await user.type(screen.getByTestId("tenant-secret"), "wrong");
  await click("tenant-connect");

  expect(text(await screen.findByTestId("notice"))).toContain("CXone did not accept the secret.");
  await waitFor(() => expect((screen.getByTestId("tenant-secret") as HTMLInputElement).value).toBe(""));
  expect((screen.getByTestId("tenant-client-id") as HTMLInputElement).value).toBe("planning");
});

test("a saved connection is opened; one without its secret asks for it; forgetting asks first", async () => {
  const lost = { ...tenant(null), id: "lost", name: "Sales US", secret: "missing" as const };
  const { user, standIn } = await openWindow({ saved: [sample, lost] });

  const saved = await screen.findByTestId("saved-connections");
  await user.click(within(saved).getByRole("button", { name: "Open Sales US" }));
  expect((screen.getByTestId("tenant-client-id") as HTMLInputElement).value).toBe("shiftwright-planning");
  await user.click(screen.getByRole("button", { name: "Back" }));

  await user.click(screen.getByRole("button", { name: "Forget Sales US" }));
  expect(standIn.called("forgetConnection")).toBe(0);
  await user.click(screen.getByRole("button", { name: "Forget Sales US" }));
  await waitFor(() => expect(screen.queryByText("Sales US")).toBeNull());

  await user.click(screen.getByRole("button", { name: "Open Sample contact centre" }));
  await screen.findByTestId("connected");
});

test("a connection that could not be opened at start is said", async () => {
  await openWindow({ lastFault: FAULTS.down, saved: [tenant(null)] });

  expect(text(await screen.findByTestId("notice"))).toContain("did not answer");
  expect(screen.getByTestId("rail-connect").dataset.mark).toBe("attention");
});

test("with a connection from last time the window opens at Import", async () => {
  await openWindow({ connection: sample });

  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Import shifts");
});
