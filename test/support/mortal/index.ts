/** The same short life again and again, killed before another of its steps each time; and the fate of its tips. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateX25519Identity } from "age-encryption";
import { gone } from "../gone.ts";
import { channels, live, numbersIn, postsIn } from "./life.ts";

export interface Death {
  /** The step before which it died; undefined where it lived to its end. */
  readonly step: number | undefined;
  /** Receipts that sources had by then. */
  readonly receipts: number;
  /** Case numbers of receipts that do not stand in each channel. */
  readonly lost: readonly string[];
  /** Posts that stand twice. */
  readonly doubled: readonly string[];
  /** Posts of what no source pressed to send. */
  readonly unasked: readonly string[];
  /** The number of tips that no source pressed to send, and that are there windows later. */
  readonly left: number;
}

const tips = 2;

/**
 * @param database the path or address of a new, empty store
 * @param fault of the program, on purpose
 * @param compiled a folder for the program as it was compiled once: of many lives, half of each is its start
 */
export async function dieAt(
  step: number | undefined,
  database: string,
  fault?: "sends unasked",
  compiled?: string,
): Promise<Death & { readonly steps: number }> {
  const folder = mkdtempSync(join(tmpdir(), "teller-mortal-"));
  const identity = await generateX25519Identity();
  try {
    const env = { DATABASE: database, FOLDER: folder, IDENTITY: identity, TIPS: String(tips) };
    const child = spawn(process.execPath, ["--no-warnings", join(import.meta.dirname, "program.ts")], {
      env: {
        PATH: process.env["PATH"] ?? "",
        ...env,
        ...(step !== undefined && { DIES: String(step) }),
        ...(fault && { FAULT: fault }),
        ...(compiled !== undefined && { NODE_COMPILE_CACHE: compiled }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (text += String(part)));
    const code = await gone(child);
    const isKilled = child.signalCode === "SIGKILL";
    if (!isKilled && code !== 0) throw new Error(`it did not die as it was to:\n${text}`);
    const [receipts, pressed] = [numbersIn(folder, "receipts"), numbersIn(folder, "pressed")];
    // A later process goes on with what the first one left.
    const left = await live({ database, folder, identity, from: "2024-07-10T13:00:00Z", tips: 0 });
    const posts = postsIn(folder).filter(({ shown }) => !shown.includes("Tip line: 0"));
    const lost = receipts.filter((number) =>
      channels.some(({ id }) => !posts.some(({ channel, shown }) => channel === id && shown.includes(number))),
    );
    const keys = posts.map(({ channel, shown }) => `${channel} ${shown}`);
    const doubled = keys.filter((key, i) => keys.indexOf(key) !== i);
    const unasked = posts
      .map(({ shown }) => shown)
      .filter((shown) => !shown.includes("Tip line:") || !pressed.some((number) => shown.includes(number)));
    return {
      step: isKilled ? step : undefined,
      receipts: receipts.length,
      lost,
      doubled,
      unasked,
      left,
      steps: Number(text.trim()),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
