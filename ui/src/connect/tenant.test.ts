import { describe, expect, test } from "vitest";
import type { SecretPlace, TenantForm } from "../ipc";
import { tenant } from "../standin/data";
import {
  EMPTY_FORM,
  formFaults,
  formFor,
  hostOf,
  passwordStillFits,
  secretNote,
  secretStillFits,
} from "./tenant";

const FULL: TenantForm = { ...EMPTY_FORM, name: "Support EU", clientId: "id", secret: "secret" };
const PROXY: TenantForm["proxy"] = { kind: "manual", host: "proxy", port: 8080, user: "ada", password: null };

describe("what is missing in the form", () => {
  test.each<[Partial<TenantForm>, string[]]>([
    [{}, []],
    [{ name: " " }, ["name"]],
    [{ clientId: "", secret: null }, ["clientId", "secret"]],
    [{ region: "custom" }, ["baseUrl"]],
    [{ region: "custom", baseUrl: "wfm.example.com" }, ["baseUrl"]],
    [{ region: "custom", baseUrl: "https://wfm.example.com" }, []],
    [{ proxy: PROXY }, []],
    [{ proxy: { ...PROXY, host: " ", port: null } }, ["proxyHost", "proxyPort"]],
    [{ proxy: { ...PROXY, port: 65536 } }, ["proxyPort"]],
  ])("%j", (change, expected) => {
    expect(formFaults({ ...FULL, ...change }, null).map((fault) => fault.field)).toEqual(expected);
  });
});

test("a saved tenant fills the form, without its secrets", () => {
  expect(formFor(tenant(null))).toMatchObject({
    id: "tenant-1",
    name: "Support EU",
    region: "eu",
    secret: null,
  });
  const custom = tenant({ ...FULL, region: "custom", baseUrl: "https://wfm.example.com", proxy: PROXY });
  expect(formFor(custom)).toMatchObject({
    region: "custom",
    baseUrl: "https://wfm.example.com",
    proxy: PROXY,
  });
});

describe("a kept secret fits only where and in whose name it was typed", () => {
  const before = tenant({ ...FULL, region: "custom", baseUrl: "https://wfm.example.com", proxy: PROXY });
  test.each<[Partial<TenantForm>, boolean]>([
    [{}, true],
    [{ name: "Another name", apiPrefix: "/api/v2/wfm" }, true],
    [{ baseUrl: "https://wfm.example.com/ " }, true],
    [{ baseUrl: "https://wfm.example.com.evil.example" }, false],
    [{ region: "eu" }, false],
    [{ tokenPath: "/elsewhere" }, false],
    [{ clientId: "another" }, false],
  ])("%j", (change, expected) => {
    expect(secretStillFits({ ...formFor(before), ...change }, before)).toBe(expected);
  });

  test.each<[Partial<TenantForm["proxy"]>, boolean]>([
    [{}, true],
    [{ host: "other" }, false],
    [{ port: 81 }, false],
    [{ user: "eve" }, false],
  ])("the proxy's: %j", (change, expected) => {
    const form = formFor(before);
    expect(passwordStillFits({ ...form, proxy: { ...form.proxy, ...change } }, before)).toBe(expected);
  });

  test("nothing was kept for a new connection", () => {
    expect(secretStillFits(FULL, null)).toBe(false);
  });
});

test.each([
  ["https://wfm.example.com/x", "wfm.example.com"],
  ["wfm.example.com:8443", "wfm.example.com:8443"],
  ["https://us\u0435r.example", "xn--usr-sdd.example"],
  ["", null],
])("the host of %s is shown as it is called", (address, expected) => {
  expect(hostOf(address)).toBe(expected);
});

test.each<[SecretPlace, string | null]>([
  ["none", null],
  ["keychain", null],
  ["session", "this computer has no keychain"],
  ["sessionLocked", "kept only until Shiftwright closes: the keychain of this computer is locked"],
  ["locked", "is locked. Unlock it"],
  ["missing", "Type it again"],
])("a secret that is %s", (secret, expected) => {
  const note = secretNote(tenant(null, secret));
  if (expected === null) expect(note).toBeNull();
  else expect(note).toContain(expected);
});
