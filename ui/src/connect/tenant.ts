import type { ConnectionView, ProxyKind, Region, SecretPlace, TenantForm } from "../ipc";

export const REGIONS: { region: Region; name: string }[] = [
  { region: "us", name: "United States" },
  { region: "eu", name: "Europe" },
  { region: "jp", name: "Japan" },
  { region: "custom", name: "Another address" },
];

export const PROXIES: { kind: ProxyKind; name: string }[] = [
  { kind: "system", name: "As this computer is set up" },
  { kind: "manual", name: "A proxy of its own" },
  { kind: "direct", name: "None" },
];

export const EMPTY_FORM: TenantForm = {
  id: null,
  name: "",
  region: "eu",
  baseUrl: "",
  tokenPath: "/oauth/token",
  apiPrefix: "/api/v1/wfm",
  clientId: "",
  secret: null,
  proxy: { kind: "system", host: "", port: null, user: "", password: null },
};

/** The form for a saved tenant. Secrets are never part of it. */
export function formFor(connection: ConnectionView): TenantForm {
  const { tenant } = connection;
  if (tenant === null) return EMPTY_FORM;
  const { region, tokenPath, apiPrefix, clientId, proxy } = tenant;
  const { kind, host, port, user } = proxy;
  return {
    id: connection.id,
    name: connection.name,
    region,
    baseUrl: region === "custom" ? tenant.address : "",
    tokenPath,
    apiPrefix,
    clientId,
    secret: null,
    proxy: { kind, host, port, user, password: null },
  };
}

/** Whether the form is not as usual in what is folded away. */
export function isUnusual({ tokenPath, apiPrefix, proxy }: TenantForm): boolean {
  return tokenPath !== EMPTY_FORM.tokenPath || apiPrefix !== EMPTY_FORM.apiPrefix || proxy.kind !== "system";
}

/**
 * Whether what is kept of the client secret still fits: it goes only where, and in whose name, it was typed for.
 */
export function secretStillFits(form: TenantForm, before: ConnectionView | null): boolean {
  if (before === null || before.tenant === null) return false;
  const was = formFor(before);
  const there = form.region === was.region && (form.region !== "custom" || same(form.baseUrl, was.baseUrl));
  return there && same(form.tokenPath, was.tokenPath) && form.clientId.trim() === was.clientId;
}

/** The same for the password of the proxy. */
export function passwordStillFits(form: TenantForm, before: ConnectionView | null): boolean {
  const was = before?.tenant?.proxy;
  if (was === undefined || was.kind !== "manual") return false;
  const { host, port, user } = form.proxy;
  return host.trim() === was.host && port === was.port && user.trim() === was.user;
}

export type Field = "name" | "baseUrl" | "clientId" | "secret" | "proxyHost" | "proxyPort";
export type FormFault = { field: Field; message: string };

/** What is missing before it makes sense to go on; empty = nothing. */
export function formFaults(form: TenantForm, before: ConnectionView | null): FormFault[] {
  const faults: FormFault[] = [];
  const add = (field: Field, message: string) => faults.push({ field, message });
  if (form.name.trim() === "") add("name", "Give the connection a name, for example “Support EU”.");
  if (form.region === "custom" && !isWebAddress(form.baseUrl.trim()))
    add("baseUrl", "Type the address as your administrator gave it, beginning with https://.");
  if (form.clientId.trim() === "") add("clientId", "Paste the client id from CXone.");
  const kept = before?.tenant?.secret !== "missing" && secretStillFits(form, before);
  if ((form.secret ?? "") === "" && !kept) add("secret", "Paste the client secret from CXone.");
  if (form.proxy.kind === "manual") {
    if (form.proxy.host.trim() === "") add("proxyHost", "Type the name of the proxy, without http://.");
    if (!isPort(form.proxy.port)) add("proxyPort", "Type a port from 1 to 65535.");
  }
  return faults;
}

/** The host that the secret will be sent to, as far as one can be read from what is typed. */
export function hostOf(address: string): string | null {
  try {
    const full = address.includes("://") ? address : `https://${address}`;
    return new URL(full.trim()).host || null;
  } catch {
    return null;
  }
}

function isWebAddress(text: string): boolean {
  try {
    return ["https:", "http:"].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}

function isPort(port: number | null): boolean {
  return port !== null && Number.isInteger(port) && port >= 1 && port <= 65535;
}

/** Slashes at the end and blanks around do not matter. */
function same(one: string, other: string): boolean {
  const bare = (text: string) => text.trim().replace(/^\/+|\/+$/g, "");
  return bare(one) === bare(other);
}

const NOTES: Record<SecretPlace, string | null> = {
  none: null,
  keychain: null,
  session: "The secret is kept only until Shiftwright closes: this computer has no keychain.",
  sessionLocked: "The secret is kept only until Shiftwright closes: the keychain of this computer is locked.",
  locked: "The keychain of this computer is locked. Unlock it, or type the secret again.",
  missing: "The secret is not on this computer. Type it again to open this connection.",
};

/** Where a connection's secret is, where that is worth a sentence. */
export function secretNote({ tenant }: ConnectionView): string | null {
  return tenant === null ? null : NOTES[tenant.secret];
}
