import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import App from "../App.svelte";
import { Session } from "../session.svelte";
import { StandIn } from "../standin";
import type { StandInOptions } from "../standin/options";

/** Opens the window over a stand-in, as at the start of the program. */
export async function openWindow(options: Partial<StandInOptions> = {}) {
  const standIn = new StandIn(options);
  const session = new Session(standIn, 5);
  render(App, { session });
  await session.start();
  const user = userEvent.setup();
  const click = async (testid: string) => user.click(await screen.findByTestId(testid));
  const chooseZone = async (chooser: string, typed: string) => {
    await click(chooser);
    await user.type(await screen.findByPlaceholderText(/Type a city/), `${typed}{Enter}`);
  };
  return { standIn, session, user, click, chooseZone };
}

/** The text of an element, blanks made single. */
export function text(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** A pace that lets one piece of progress through for each `step()`, and all of them after `release()`. */
export function heldPace() {
  const waiting: (() => void)[] = [];
  let allowed = 0;
  const letThrough = () => {
    while (allowed > 0 && waiting.length > 0) {
      allowed -= 1;
      waiting.shift()?.();
    }
  };
  return {
    pace: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve);
        letThrough();
      }),
    step() {
      allowed += 1;
      letThrough();
    },
    release() {
      allowed = Number.POSITIVE_INFINITY;
      letThrough();
    },
  };
}
