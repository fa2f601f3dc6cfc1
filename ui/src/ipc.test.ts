import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";
import { asFault, Fault, type ImportProgress, shell } from "./ipc";

afterEach(clearMocks);

test("a command is called by its Rust name with its arguments, and answers its data", async () => {
  const calls: unknown[] = [];
  mockIPC((command, args) => {
    calls.push([command, args]);
    return { path: "x" };
  });

  await shell.openFile("Documents/week.csv");
  await shell.coverage("2026-11-30", null);

  expect(calls).toEqual([
    ["open_file", { path: "Documents/week.csv" }],
    ["coverage", { from: "2026-11-30", to: null }],
  ]);
});

test("an error of a command becomes a fault with its code, hint and details", async () => {
  mockIPC(() => {
    throw { code: "notConnected", message: "Not connected.", hint: "Connect first.", details: null };
  });

  const failed = shell.coverage(null, null);

  await expect(failed).rejects.toBeInstanceOf(Fault);
  await expect(failed).rejects.toMatchObject({
    code: "notConnected",
    message: "Not connected.",
    hint: "Connect first.",
  });
});

test("what is no error of a command becomes a fault too, with the cause in its details", async () => {
  mockIPC(() => {
    throw new TypeError("missing field");
  });

  await expect(shell.start()).rejects.toMatchObject({ code: "fault", details: "TypeError: missing field" });
  expect(asFault("odd").details).toBe("odd");
});

test("progress arrives at the callback", async () => {
  const step: ImportProgress = { done: 25, total: 300, batch: 1, batches: 12 };
  mockIPC((_command, args) => {
    const { onProgress } = args as { onProgress: { onmessage: (progress: ImportProgress) => void } };
    onProgress.onmessage(step);
    return null;
  });
  const seen: ImportProgress[] = [];

  await shell.sendImport(true, false, (progress) => seen.push(progress));

  expect(seen).toEqual([step]);
});
