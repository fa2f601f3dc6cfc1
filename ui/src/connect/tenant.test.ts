import { describe, expect, test } from "vitest";
import type { SecretPlace, TenantForm } from "../ipc";
import { tenant } from "../standin/data";
import { EMPTY_FORM, formFaults, formFor, secretNote } from "./tenant";

const FULL: TenantForm = { ...EMPTY_FORM, name: "Support EU", clientId: "id", secret: "secret" };

describe("what is missing in the form", () => {
  test.each<[Partial<TenantForm>, string[]]>([
    [{}, []],
    [{ name: " " }, ["name"]],
    [{ clientId: "", secret: "" }, ["clientId", "secret"]],
    [{ region: "custom" }, ["baseUrl"]],
    [{ region: "custom", baseUrl: "wfm.example.com" }, ["baseUrl"]],
    [{ region: "custom", baseUrl: "https://wfm.example.com" }, []],
  ])("%j", (change, expected) => {
    expect(formFaults({ ...FULL, ...change }).map((fault) => fault.field)).toEqual(expected);
  });
});

test("a saved tenant fills the form, without its secret", () => {
  expect(formFor(tenant(null))).toMatchObject({
    id: "tenant-1",
    name: "Support EU",
    region: "eu",
    secret: "",
  });
  const custom = formFor({ ...tenant(null), address: "https://wfm.example.com" });
  expect(custom).toMatchObject({ region: "custom", baseUrl: "https://wfm.example.com" });
});

test.each<[SecretPlace, string | null]>([
  ["none", null],
  ["keychain", null],
  ["session", "kept only until Shiftwright closes"],
  ["missing", "Type it again"],
])("a secret that is %s", (secret, expected) => {
  const note = secretNote({ ...tenant(null), secret });
  if (expected === null) expect(note).toBeNull();
  else expect(note).toContain(expected);
});
