import type {
  Backend,
  ConnectionView,
  Fault,
  FileState,
  OpenImportView,
  RememberedView,
  RunOutcome,
  RunView,
  SettingsView,
} from "../ipc";

export type Command = Exclude<keyof Backend, "onFileDrop" | "onFocus">;

export type StandInOptions = {
  /** Milliseconds between question and answer. */
  delay: number;
  /** Awaited before each piece of progress of an import or a run. */
  pace: () => Promise<void>;
  /** Awaited while a file is read. */
  readingPace: () => Promise<void>;
  /** What the planner chooses in the dialog. */
  chosen: string[];
  /** What became of the open file on disk. */
  disk: FileState["kind"];
  /** What is remembered of files with such columns. */
  remembered: RememberedView | null;
  connection: ConnectionView | null;
  saved: ConnectionView[];
  /** The connection used last, which is opened at start. */
  last: ConnectionView | null;
  /** What checks find. */
  finds: "everything" | "noLicence" | "signInPage";
  /** Awaited before each step of a check. */
  checkPace: () => Promise<void>;
  /** Commands that fail, and with what. */
  failing: Partial<Record<Command, Fault>>;
  /** The check and the import refuse this many shifts. */
  refused: number;
  /** How many shifts of the file stand on the server with other breaks, status or proficiency. */
  kept: number;
  outcome: RunOutcome;
  /** The import stops after its second batch, the third on its way. */
  stops: Fault | null;
  /** The program waits for a run that this window did not start. */
  running: boolean;
  /** Runs from before whose outcome is open, newest first. */
  unfinished: RunView[];
  /** Imports that were interrupted. */
  interrupted: OpenImportView[];
  /** Whether the server knows how many agents are required. */
  requirement: boolean;
  /** Agents with recommendations. */
  agents: number;
  /** Whether there were imports and runs before. */
  history: boolean;
  /** The server asks once for a pause of this length. */
  pauseSeconds: number | null;
  /** What it asked for where that was cut. */
  askedSeconds: number | null;
  theme: SettingsView["theme"];
};

export const DEFAULTS: StandInOptions = {
  delay: 0,
  pace: () => Promise.resolve(),
  readingPace: () => Promise.resolve(),
  chosen: ["Documents/shifts-week-49.csv"],
  disk: "same",
  remembered: null,
  connection: null,
  saved: [],
  last: null,
  finds: "everything",
  checkPace: () => Promise.resolve(),
  failing: {},
  refused: 0,
  kept: 0,
  outcome: "completed",
  stops: null,
  running: false,
  unfinished: [],
  interrupted: [],
  requirement: true,
  agents: 24,
  history: false,
  pauseSeconds: null,
  askedSeconds: null,
  theme: "system",
};
