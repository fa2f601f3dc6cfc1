import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte(), svelteTesting()],
  clearScreen: false,
  server: { port: 5173, strictPort: true, host: "127.0.0.1" },
  build: {
    // The oldest web views the product meets: WebKitGTK 2.40 and the matching macOS and Windows ones.
    target: ["safari16.4", "chrome111"],
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/testing/setup.ts"],
    // One jsdom for all files: each test cleans up after itself, and a new one for each file costs three times the time.
    isolate: false,
    testTimeout: 20_000,
  },
});
