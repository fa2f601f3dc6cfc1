import { expect, test } from "vitest";
import { clockTime, lengthWords } from "./clock";

test.each([
  ["6", "06:00"],
  ["06:00", "06:00"],
  ["0630", "06:30"],
  ["6.30", "06:30"],
  ["22h15", "22:15"],
  ["6am", "06:00"],
  ["6 PM", "18:00"],
  ["12am", "00:00"],
  ["24:00", "00:00"],
  ["25", null],
  ["6:75", null],
  ["13pm", null],
  ["early", null],
  ["", null],
])("%s", (typed, expected) => expect(clockTime(typed)).toBe(expected));

test.each([
  ["06:00", "14:00", "8 h"],
  ["06:00", "14:30", "8 h 30 min"],
  ["22:00", "06:00", "8 h, over night"],
  ["07:00", "07:00", "24 h, over night"],
])("%s to %s", (start, end, expected) => expect(lengthWords(start, end)).toBe(expected));
