import { expect, test } from "vitest";
import { type Action, actionOf } from "./keys";

const BOUNDS = { rows: 100, columns: 6, page: 10 };
const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

function check(
  key: string,
  held: Partial<typeof PLAIN>,
  expected: Action | null,
  at = { row: 50, column: 2 },
) {
  expect(actionOf({ key, ...PLAIN, ...held }, at, BOUNDS)).toEqual(expected);
}

const to = (row: number, column: number, extend = false): Action => ({
  do: "move",
  to: { row, column },
  extend,
});
const ctrl = { ctrlKey: true };

test.each<[string, Partial<typeof PLAIN>, Action | null]>([
  ["ArrowUp", {}, to(49, 2)],
  ["ArrowDown", {}, to(51, 2)],
  ["ArrowLeft", {}, to(50, 1)],
  ["ArrowRight", {}, to(50, 3)],
  ["ArrowDown", ctrl, to(99, 2)],
  ["ArrowDown", { shiftKey: true }, to(51, 2, true)],
  ["PageDown", {}, to(60, 2)],
  ["PageUp", {}, to(40, 2)],
  ["Home", {}, to(50, 0)],
  ["End", {}, to(50, 5)],
  ["Home", ctrl, to(0, 0)],
  ["End", ctrl, to(99, 5)],
  ["ArrowDown", { altKey: true }, null],
  ["Enter", {}, { do: "edit", text: null }],
  ["F2", {}, { do: "edit", text: null }],
  ["x", {}, { do: "edit", text: "x" }],
  ["é", {}, { do: "edit", text: "é" }],
  ["c", ctrl, null],
  ["z", ctrl, null],
  ["Tab", {}, null],
  ["Shift", {}, null],
  ["Delete", {}, { do: "empty" }],
  ["Delete", ctrl, { do: "skip" }],
])("%s %j", (key, held, expected) => check(key, held, expected));

test("the edges hold", () => {
  check("ArrowUp", {}, to(-1, 2), { row: 0, column: 2 });
  check("ArrowUp", {}, to(-1, 2), { row: -1, column: 2 });
  check("ArrowDown", {}, to(99, 2), { row: 99, column: 2 });
  check("ArrowRight", {}, to(50, 5), { row: 50, column: 5 });
  check("ArrowLeft", {}, to(50, -1), { row: 50, column: -1 });
  check("PageUp", {}, to(0, 2), { row: 3, column: 2 });
});

test("on a line number, Delete skips the row and nothing is edited", () => {
  check("Delete", {}, { do: "skip" }, { row: 4, column: -1 });
  check("a", {}, null, { row: 4, column: -1 });
});

test("on a header, Enter opens what it is read as", () => {
  check("Enter", {}, { do: "menu" }, { row: -1, column: 3 });
  check("Delete", {}, null, { row: -1, column: 3 });
});
