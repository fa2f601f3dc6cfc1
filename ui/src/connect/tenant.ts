import type { ConnectionView, Region, TenantForm } from "../ipc";

export const REGIONS: { region: Region; name: string; address: string }[] = [
  { region: "us", name: "United States", address: "https://platform.niceincontact.com" },
  { region: "eu", name: "Europe", address: "https://platform.eu.niceincontact.com" },
  { region: "jp", name: "Japan", address: "https://platform.jp.niceincontact.com" },
  { region: "custom", name: "Custom address", address: "" },
];

export const EMPTY_FORM: TenantForm = {
  id: null,
  name: "",
  region: "eu",
  baseUrl: "",
  tokenPath: "/oauth/token",
  apiPrefix: "/api/v1/wfm",
  clientId: "",
  secret: "",
};

/** The form for a saved tenant whose secret must be typed again. */
export function formFor(connection: ConnectionView): TenantForm {
  const known = REGIONS.find((r) => r.address !== "" && connection.address.startsWith(r.address));
  return {
    ...EMPTY_FORM,
    id: connection.id,
    name: connection.name,
    region: known?.region ?? "custom",
    baseUrl: known === undefined ? connection.address : "",
    clientId: connection.clientId ?? "",
  };
}

export type FormFault = { field: "name" | "baseUrl" | "clientId" | "secret"; message: string };

/** What is missing before it makes sense to ask the server; empty = nothing. */
export function formFaults(form: TenantForm): FormFault[] {
  const faults: FormFault[] = [];
  if (form.name.trim() === "")
    faults.push({ field: "name", message: "Give the connection a name, for example “Support EU”." });
  if (form.region === "custom" && !isWebAddress(form.baseUrl.trim()))
    faults.push({
      field: "baseUrl",
      message: "Type the address as your administrator gave it, beginning with https://.",
    });
  if (form.clientId.trim() === "")
    faults.push({ field: "clientId", message: "Paste the client id from CXone." });
  if (form.secret === "") faults.push({ field: "secret", message: "Paste the client secret from CXone." });
  return faults;
}

function isWebAddress(text: string): boolean {
  try {
    return ["https:", "http:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** Where a connection's secret is, where that is worth a sentence. */
export function secretNote(connection: ConnectionView): string | null {
  if (connection.secret === "session")
    return "The secret is kept only until Shiftwright closes: this computer has no keychain.";
  if (connection.secret === "missing")
    return "The secret is not on this computer. Type it again to open this connection.";
  return null;
}
