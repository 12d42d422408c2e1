/** Programs that play a night: each is started apart from the others, killed without warning, and ends only when told. */
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { gone } from "../gone.ts";
import { freePort } from "../own-server.ts";

export interface ProgramsOptions {
  /** @param n of the instance, from 0 */
  readonly args: (n: number) => readonly string[];
  readonly env: (n: number) => Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Called with each event. */
  readonly note: (what: string) => void;
}

export interface Programs {
  /** Starts an instance. Resolves when it says that it is ready. @throws when that takes too long */
  start(n: number): Promise<void>;
  /**
   * Kills an instance without warning, and starts another in its place.
   * @param isAwaited until that one is ready; otherwise it may be killed in the midst of its start
   */
  replace(n: number, isAwaited?: boolean): Promise<void>;
  /** Stops an instance in the midst of what it does, and lets it go on. @returns whether it was there */
  pause(n: number, milliseconds: number): Promise<boolean>;
  /** Stops all but one until something holds, or it takes too long. @returns whether it held */
  alone(n: number, most: number, holds: () => Promise<boolean>): Promise<boolean>;
  /** Resolves when every instance is ready: one that is starting leaves with a clear word where it has no database. */
  up(): Promise<void>;
  /** Tells all to leave, as an operator does, works while none runs, and starts as many again. */
  without(work: () => Promise<void>): Promise<void>;
  /** Programs that died of a kill. */
  readonly kills: number;
  /** Programs that ended by themselves, or did not leave in good order when told, each in a line. */
  readonly unasked: readonly string[];
  /** The end of their output. */
  text(): string;
  /** Tells all to leave, and waits until they have. */
  end(): Promise<void>;
}

/** Milliseconds for a program to be ready, and to leave. */
const patience = { ready: 180_000, leave: 60_000 };

export function createPrograms({ args, env, cwd, note }: ProgramsOptions): Programs {
  const running: ChildProcess[] = [];
  const ports: number[] = [];
  /** Programs whose end was asked for. */
  const asked = new WeakSet<ChildProcess>();
  const unasked: string[] = [];
  let kills = 0;
  let text = "";

  async function launch(n: number): Promise<{ readonly child: ChildProcess; readonly port: number }> {
    const port = await freePort();
    const child = spawn(process.execPath, [...args(n)], {
      env: { PATH: process.env["PATH"] ?? "", OPS_PORT: String(port), ...env(n) },
      stdio: ["ignore", "pipe", "pipe"],
      cwd,
    });
    note(`instance ${n + 1} started`);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (part: string) => (text = `${text}${part}`.slice(-200_000)));
    child.once("exit", (code, signal) => {
      note(`instance ${n + 1} ended: ${signal ?? code}`);
      if (!asked.has(child)) unasked.push(`instance ${n + 1} ended by itself: ${signal ?? `exit code ${code}`}`);
    });
    return { child, port };
  }

  async function join(n: number, isAwaited = true): Promise<void> {
    const { child, port } = await launch(n);
    running[n] = child;
    ports[n] = port;
    if (!isAwaited) return;
    await ready(child, port);
    note(`instance ${n + 1} is ready`);
  }

  async function leave(child: ChildProcess, n: number): Promise<void> {
    asked.add(child);
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), patience.leave);
    const code = await gone(child).finally(() => clearTimeout(late));
    if (code !== 0) unasked.push(`instance ${n + 1} was told to leave: ${child.signalCode ?? `exit code ${code}`}`);
  }

  async function leaveAll(): Promise<void> {
    await Promise.all(
      running.splice(0).map(async (child, n) => {
        if (isThere(child)) await leave(child, n);
      }),
    );
  }

  return {
    start: (n) => join(n),
    async replace(n, isAwaited = false) {
      const child = running[n];
      if (!child || !isThere(child)) return;
      asked.add(child);
      child.kill("SIGKILL");
      await gone(child);
      // It may have ended by itself just before.
      if (child.signalCode === "SIGKILL") kills++;
      else unasked.push(`instance ${n + 1} ended by itself: exit code ${child.exitCode}`);
      await join(n, isAwaited);
    },
    async pause(n, milliseconds) {
      const child = running[n];
      if (!child || !isThere(child) || !child.kill("SIGSTOP")) return false;
      note(`instance ${n + 1} is paused`);
      await pause(milliseconds);
      child.kill("SIGCONT");
      note(`instance ${n + 1} goes on`);
      return isThere(child);
    },
    async alone(n, most, holds) {
      const others = running.filter((child, i) => i !== n && isThere(child));
      for (const child of others) child.kill("SIGSTOP");
      note(`instance ${n + 1} is alone`);
      try {
        for (const end = performance.now() + most; performance.now() < end; await pause(100))
          if (await holds()) return true;
        return false;
      } finally {
        for (const child of others) child.kill("SIGCONT");
        note(`instance ${n + 1} is alone no more`);
      }
    },
    async without(work) {
      const count = running.length;
      await leaveAll();
      await work();
      await Promise.all(Array.from({ length: count }, (_, n) => join(n)));
    },
    up: async () => void (await Promise.all(running.map((child, n) => ready(child, ports[n] ?? 0)))),
    get kills() {
      return kills;
    },
    unasked,
    text: () => text,
    end: leaveAll,
  };
}

const isThere = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

async function ready(child: ChildProcess, port: number): Promise<void> {
  const end = performance.now() + patience.ready;
  while (performance.now() < end && isThere(child)) {
    const told = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    await told?.body?.cancel();
    if (told?.ok) return;
    await pause(100);
  }
  throw new Error("a program was not ready in time");
}
