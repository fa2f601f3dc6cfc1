import { mount } from "svelte";
import App from "./App.svelte";
import { type Backend, inShell, shell } from "./ipc";
import { Session } from "./session.svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/tables.css";

async function backend(): Promise<Backend> {
  if (import.meta.env.DEV && !inShell()) {
    const { standInFromAddress } = await import("./standin/address");
    return standInFromAddress(new URL(location.href));
  }
  return shell;
}

async function open(): Promise<void> {
  const target = document.getElementById("app");
  if (target === null) return;
  const session = new Session(await backend());
  mount(App, { target, props: { session } });
  await session.start();
}

void open();
