/** Another program that uses our parts. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

export interface Node {
  readonly child: ChildProcess;
  /** Its exit code, followed by everything that it wrote. */
  readonly ended: Promise<string>;
}

/** @param code of a module that stands at the root of the project */
export function startNode(code: string): Node {
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { cwd: root });
  let told = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (told += text));
  const ended = new Promise<string>((resolve) => void child.once("close", (code) => resolve(`${code}${told}`)));
  return { child, ended };
}

export const node = (code: string): Promise<string> => startNode(code).ended;
