import { expect, test } from "vitest";
import { Fault } from "./ipc";
import { Task } from "./task.svelte";

const fault = (code: "fault" | "cancelled") => new Fault({ code, message: "No.", hint: null, details: null });

test("the answer is used before the task is idle again", async () => {
  const task = new Task();
  let busyAtUse = false;

  const worked = await task.run(
    async () => 7,
    (answer) => {
      busyAtUse = task.busy && answer === 7;
    },
  );

  expect([worked, busyAtUse, task.busy, task.fault]).toEqual([true, true, false, null]);
});

test("a fault stays until the next attempt", async () => {
  const task = new Task();
  const failing = () => Promise.reject(fault("fault"));

  expect(await task.run(failing, () => {})).toBe(false);
  expect(task.fault?.message).toBe("No.");
  await task.run(
    async () => 1,
    () => {},
  );
  expect(task.fault).toBeNull();
});

test("what the planner cancelled is no fault", async () => {
  const task = new Task();
  expect(
    await task.run(
      () => Promise.reject(fault("cancelled")),
      () => {},
    ),
  ).toBe(false);
  expect(task.fault).toBeNull();
});
