import { screen, waitFor } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { FAULTS, sample } from "../../standin/data";
import { heldPace, openWindow, text } from "../../testing/window";
import { FileQueue } from "./queue.svelte";

const states = (queue: FileQueue) => queue.items.map(({ name, state }) => `${name} ${state}`);

test("several files: one is open, the next follows, and each keeps its end", () => {
  const queue = new FileQueue();
  queue.add(["/a.csv", "/b.csv", "/c.csv"], false);
  const [a, b, c] = queue.items.map(({ id }) => id);

  queue.opened(a ?? 0);
  queue.imported();
  queue.notOpened(b ?? 0, "It is locked.");
  queue.opened(c ?? 0);

  expect(states(queue)).toEqual(["a.csv imported", "b.csv failed", "c.csv open"]);
  expect(queue.next).toBeNull();
});

test("a list with files that were not imported is not forgotten for another file", () => {
  const queue = new FileQueue();
  queue.add(["/a.csv", "/b.csv"], false);
  queue.notOpened(queue.items[0]?.id ?? 0, "It is no spreadsheet.");
  queue.opened(queue.items[1]?.id ?? 0);
  queue.imported();

  queue.add(["/c.csv"], false);

  expect(states(queue)).toEqual(["a.csv failed", "b.csv imported", "c.csv waiting"]);
});

test("a file alone makes room for the next one", () => {
  const queue = new FileQueue();
  queue.add(["/a.csv"], false);
  queue.opened(queue.items[0]?.id ?? 0);
  queue.add(["/b.csv"], false);
  expect(states(queue)).toEqual(["b.csv waiting"]);
});

test("files that are dropped together are imported one after the other", async () => {
  const { standIn, click } = await openWindow({ connection: sample });

  standIn.drag.drop(["/week-49.csv", "/week-50.csv"]);
  await waitFor(() => expect(screen.getByTestId("queued-week-49.csv").dataset.state).toBe("open"));
  await click("send-import");
  await click("next-file");

  await waitFor(() => expect(screen.getByTestId("import-file-name").textContent).toBe("week-50.csv"));
  expect(screen.getByTestId("queued-week-49.csv").dataset.state).toBe("imported");
  expect(text(screen.getByTestId("file-queue"))).toContain("1 of 2 imported");
});

test("a file that cannot be read is said in the list, and the one after it opens", async () => {
  const { standIn } = await openWindow({ connection: sample });
  const openFile = standIn.openFile;
  standIn.openFile = (path) => (path.includes("roster") ? Promise.reject(FAULTS.noSheet) : openFile(path));

  standIn.drag.drop(["/roster.png", "/week-50.csv"]);

  await waitFor(() => expect(screen.getByTestId("queued-week-50.csv").dataset.state).toBe("open"));
  const failed = screen.getByTestId("queued-roster.png");
  expect(failed.dataset.state).toBe("failed");
  expect(text(failed)).toContain("roster.png is no spreadsheet.");
});

test("what is dropped while a file is being mended comes after it", async () => {
  const { standIn, session } = await openWindow({ connection: sample });
  standIn.drag.drop(["/faulty.csv"]);
  await screen.findByTestId("row-2");
  await session.file.change({ kind: "skip", lines: [4], skip: true });

  standIn.drag.over(["/week-50.csv"]);
  expect(text(await screen.findByTestId("drop-overlay"))).toContain("Let go to add week-50.csv");
  standIn.drag.drop(["/week-50.csv"]);

  await waitFor(() => expect(screen.getByTestId("queued-week-50.csv").dataset.state).toBe("waiting"));
  expect(screen.getByTestId("import-file-name").textContent).toBe("faulty.csv");
});

test("leaving a file with mends is asked for first", async () => {
  const { standIn, session, click } = await openWindow({ connection: sample });
  standIn.drag.drop(["/faulty.csv"]);
  await screen.findByTestId("row-2");
  await session.file.change({ kind: "skip", lines: [4], skip: true });

  await click("close-file");
  await click("leaving-no");
  expect(screen.getByTestId("import-file-name").textContent).toBe("faulty.csv");
  await click("close-file");
  await click("leaving-yes");

  await screen.findByTestId("choose-file");
  expect(screen.queryByTestId("import-file-name")).toBeNull();
});

test("the reading of a file can be cancelled, and it stays in the list", async () => {
  const held = heldPace();
  const { standIn, click } = await openWindow({ connection: sample, readingPace: held.pace });
  standIn.drag.drop(["/slow.xlsx", "/other.xlsx"]);
  expect(text(await screen.findByTestId("reading"))).toContain("Reading the file…");

  await click("cancel-reading");

  await waitFor(() => expect(screen.queryByTestId("reading")).toBeNull());
  expect(screen.queryByTestId("notice")).toBeNull();
  expect(screen.getByTestId("queued-slow.xlsx").dataset.state).toBe("skipped");
  expect(screen.getByTestId("queued-other.xlsx").dataset.state).toBe("waiting");
  held.release();
});
