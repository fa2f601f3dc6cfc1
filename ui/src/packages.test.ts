// What may come into the window's content: deny.toml's counterpart for npm. Known vulnerabilities are asked for by
// `cargo xtask test`, where the registry tells them.
import { expect, test } from "vitest";
import lock from "../package-lock.json";

interface Package {
  dev?: boolean;
  hasInstallScript?: boolean;
  integrity?: string;
  license?: string;
  resolved?: string;
}

/** Permissive licences: the program is given away as MIT OR Apache-2.0. */
const LICENCES = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"];

/** Of tools that build and test, and are no part of the program. */
const LICENCES_OF_TOOLS = [...LICENCES, "BlueOak-1.0.0", "CC0-1.0", "MIT-0", "MPL-2.0"];

/** Packages that name no licence where npm looks for it. */
const BY_HAND: Record<string, string> = {
  // Its LICENSE file says so.
  "node_modules/svelte-toolbelt": "MIT",
};

const packages = Object.entries(lock.packages as Record<string, Package>).filter(([path]) => path !== "");

test("every package has a licence that may come in", () => {
  const refused = packages.filter(([path, { dev, license }]) => {
    const named = license ?? BY_HAND[path] ?? "none";
    const allowed = dev ? LICENCES_OF_TOOLS : LICENCES;
    // "MIT OR Apache-2.0": whoever uses it chooses.
    return !named.split(" OR ").some((one) => allowed.includes(one));
  });

  expect(refused.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
});

test("every package is the one that was locked, from the registry", () => {
  const strange = packages.filter(
    ([, { integrity, resolved }]) =>
      !integrity?.startsWith("sha512-") ||
      (resolved !== undefined && !resolved.startsWith("https://registry.npmjs.org/")),
  );

  expect(strange.map(([path]) => path)).toEqual([]);
});

test("no package runs anything of its own when it is installed", () => {
  const running = packages.filter(([, { hasInstallScript }]) => hasInstallScript);

  expect(running.map(([path]) => path)).toEqual([]);
});
