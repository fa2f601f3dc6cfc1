import { screen, waitFor, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import type { TenantForm } from "../ipc";
import { FAULTS, sample, tenant } from "../standin/data";
import { openWindow, text } from "../testing/window";
import { EMPTY_FORM } from "./tenant";

function value(testid: string): string {
  return (screen.getByTestId(testid) as HTMLInputElement).value;
}

test("a tenant's form names what is missing before anything is asked", async () => {
  const { click, standIn } = await openWindow();

  await click("connect-tenant");
  await click("tenant-connect");

  screen.getByText("Paste the client secret from CXone.");
  expect(screen.getByTestId("tenant-secret").getAttribute("aria-invalid")).toBe("true");
  expect(standIn.called("saveConnection")).toBe(0);
});

test("a tenant is saved as it was typed, then opened, and its secret leaves the window", async () => {
  const { click, user, standIn, session } = await openWindow();

  await click("connect-tenant");
  await user.type(screen.getByTestId("tenant-name"), "Support EU");
  await user.selectOptions(screen.getByTestId("tenant-region"), "custom");
  await user.type(screen.getByTestId("tenant-address"), "https://wfm.example.com");
  screen.getByText(/will be sent to wfm\.example\.com/);
  await user.type(screen.getByTestId("tenant-client-id"), "planning");
  await user.type(screen.getByTestId("tenant-secret"), "s3cret");
  await click("tenant-more");
  await user.selectOptions(screen.getByTestId("tenant-proxy"), "manual");
  await user.type(screen.getByTestId("proxy-host"), "proxy.example.com");
  await user.type(screen.getByTestId("proxy-port"), "8080");
  await user.type(screen.getByTestId("proxy-user"), "ada");
  await user.type(screen.getByTestId("proxy-password"), "pr0xy");
  await click("tenant-connect");

  await screen.findByTestId("connected");
  const form: TenantForm = {
    ...EMPTY_FORM,
    name: "Support EU",
    region: "custom",
    baseUrl: "https://wfm.example.com",
    clientId: "planning",
    secret: "s3cret",
    proxy: { kind: "manual", host: "proxy.example.com", port: 8080, user: "ada", password: "pr0xy" },
  };
  expect(standIn.calls.find((call) => call.command === "saveConnection")?.args).toEqual([form]);
  expect(standIn.called("openConnection")).toBe(1);
  const known = JSON.stringify([session.connection.saved, session.connection.connected]);
  expect(known).not.toMatch(/s3cret|pr0xy/);
});

test("a fault of saving is said in the form, whose secret is gone and whose rest stays", async () => {
  const { click, user } = await openWindow({ failing: { saveConnection: FAULTS.nameTaken } });

  await click("connect-tenant");
  await user.type(screen.getByTestId("tenant-name"), "Support EU");
  await user.type(screen.getByTestId("tenant-client-id"), "planning");
  await user.type(screen.getByTestId("tenant-secret"), "typed");
  await click("tenant-connect");

  expect(text(await screen.findByTestId("notice"))).toContain("another connection called Support EU");
  await waitFor(() => expect(value("tenant-secret")).toBe(""));
  expect(value("tenant-client-id")).toBe("planning");
});

test("a renamed connection keeps its secret, and stays open", async () => {
  const { click, user, standIn } = await openWindow({ connection: tenant(null) });
  await click("rail-connect");
  await user.click(screen.getByRole("button", { name: "Edit Support EU" }));

  expect(text(screen.getByTestId("tenant-secret-kept"))).toBe("Kept in the keychain of this computer.");
  await user.clear(screen.getByTestId("tenant-name"));
  await user.type(screen.getByTestId("tenant-name"), "Support Europe");
  await click("tenant-save");

  await waitFor(() => expect(screen.getByTestId("connection-name").textContent).toBe("Support Europe"));
  expect(standIn.calls.at(-1)?.args).toMatchObject([{ id: "tenant-1", secret: null }]);
  expect(standIn.called("openConnection")).toBe(0);
});

test("with another address the kept secret is not used: it must be typed again", async () => {
  const { click, user, standIn } = await openWindow({ saved: [tenant(null)] });
  await user.click(screen.getByRole("button", { name: "Edit Support EU" }));
  await user.selectOptions(screen.getByTestId("tenant-region"), "us");

  expect(screen.queryByTestId("tenant-secret-kept")).toBeNull();
  screen.getByText(/It was typed for another address/);
  await click("tenant-connect");
  screen.getByText("Paste the client secret from CXone.");
  expect(standIn.called("saveConnection")).toBe(0);

  await user.selectOptions(screen.getByTestId("tenant-region"), "eu");
  await screen.findByTestId("tenant-secret-kept");
});

test("a secret can be deleted after a question, which closes the connection", async () => {
  const { click, user, standIn } = await openWindow({ connection: tenant(null) });
  await click("rail-connect");
  await user.click(screen.getByRole("button", { name: "Edit Support EU" }));

  await click("tenant-secret-delete");
  expect(standIn.called("deleteSecret")).toBe(0);
  await click("tenant-secret-delete-surely");

  await waitFor(() => expect(standIn.called("deleteSecret")).toBe(1));
  await screen.findByTestId("tenant-secret");
  expect(screen.getByTestId("connection-name").textContent).toBe("Not connected");
});

test("the password of a proxy is kept, replaced and deleted like the secret", async () => {
  const proxy = { kind: "manual" as const, host: "proxy", port: 8080, user: "ada", password: null };
  const through = tenant({ ...EMPTY_FORM, id: "p", name: "Behind a proxy", clientId: "id", proxy });
  const { click, user, standIn } = await openWindow({ saved: [through] });
  await user.click(screen.getByRole("button", { name: "Edit Behind a proxy" }));
  await screen.findByTestId("proxy-password-kept");

  await user.type(screen.getByTestId("proxy-host"), "2");
  expect(screen.queryByTestId("proxy-password-kept")).toBeNull();
  screen.getByText(/It was typed for another proxy or user/);
  await user.type(screen.getByTestId("proxy-host"), "{Backspace}");

  await click("proxy-password-delete");
  await click("proxy-password-delete-surely");
  await waitFor(() => expect(standIn.calls.at(-1)?.args).toEqual(["p", "proxy"]));
  await screen.findByTestId("proxy-password");
});

test("several connections are kept; one without its secret asks for it; removing asks first", async () => {
  const lost = { ...tenant(null, "missing"), id: "lost", name: "Sales US" };
  const { click, user, standIn } = await openWindow({ saved: [sample, lost, tenant(null)] });

  const saved = await screen.findByTestId("saved-connections");
  expect(within(saved).getAllByRole("listitem")).toHaveLength(3);
  await user.click(within(saved).getByRole("button", { name: "Open Sales US" }));
  expect(value("tenant-client-id")).toBe("shiftwright-planning");
  await click("tenant-back");

  await user.click(screen.getByRole("button", { name: "Remove Sales US" }));
  expect(standIn.called("forgetConnection")).toBe(0);
  await click("remove-surely");
  await waitFor(() => expect(screen.queryByText("Sales US")).toBeNull());

  await user.click(screen.getByRole("button", { name: "Open Sample contact centre" }));
  await screen.findByTestId("connected");
});

test("a connection that an import still needs is not removed", async () => {
  const { click, user } = await openWindow({
    saved: [tenant(null)],
    failing: { forgetConnection: FAULTS.inUse },
  });

  await user.click(screen.getByRole("button", { name: "Remove Support EU" }));
  await click("remove-surely");

  expect(text(await screen.findByTestId("notice"))).toContain("has not ended");
  screen.getByRole("button", { name: "Open Support EU" });
});
