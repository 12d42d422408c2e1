/** Runs the program as a shell would. */
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A database of this process's own. */
const ownDatabase = join(tmpdir(), `teller-${process.pid}.sqlite`);
const root = join(import.meta.dirname, "..", "..");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** All of standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Stops reading, as `head` does, after this many bytes. */
  readonly closeAfter?: number;
}

/** `teller ARGS…` under this Node, with nothing of this process's own configuration. */
export function teller(args: readonly string[], { input = "", env = {}, closeAfter }: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, "teller.mjs"), ...args], {
    cwd: root,
    env: { PATH: process.env["PATH"] ?? "", DATABASE: ownDatabase, ...env },
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (closeAfter !== undefined && out.length >= closeAfter) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdin.on("error", () => {}).end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, out, err }));
  });
}
