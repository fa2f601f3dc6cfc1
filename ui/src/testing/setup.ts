import { configure } from "@testing-library/svelte";
import { vi } from "vitest";

// What jsdom lacks and the window's web view has.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
Element.prototype.scrollIntoView ??= () => {};

// There is no canvas here; what the chart shows is tested in coverage/data.test.ts.
vi.mock("../coverage/draw", () => ({ draw: () => ({ update() {}, resize() {}, dispose() {} }) }));

// A failed look-up says what was looked for; the whole page does not help.
configure({ getElementError: (message) => new Error(message ?? "Not found") });
