/** The program while it serves: from its start until it is told to leave. */
import type { Log } from "../lib/log.ts";
import type { Metrics } from "./metrics.ts";
import { asError } from "./told.ts";
import { startOps } from "./server.ts";
import { supervise, type Supervised, type Supervisor, type Waits } from "./supervise.ts";

export interface ServeOptions {
  readonly adapters: readonly Supervised[];
  readonly log: Log;
  readonly metrics: Metrics;
  /** The address of health and metrics; absent for none. */
  readonly ops?: { readonly host: string; readonly port: number };
  /** The reason why the database cannot be written, in a word; undefined while it can. */
  readonly trouble?: () => Promise<string | undefined>;
  readonly waits?: Waits;
  /** Called first when the program was told to leave. */
  readonly leave?: () => Promise<void>;
}

const signals = ["SIGTERM", "SIGINT"] as const;

/**
 * Resolves when the program was told to leave and has left.
 * @returns the exit code
 * @throws OpsError when the port of health cannot be had
 */
export async function serve({
  adapters,
  log,
  metrics,
  ops,
  trouble,
  waits,
  leave: before,
}: ServeOptions): Promise<number> {
  const told = Promise.withResolvers<number>();
  let supervisor: Supervisor | undefined;
  let again = false;
  const leave = (): void => {
    // A second signal means that somebody does not want to wait.
    if (again) process.exit(1);
    again = true;
    told.resolve(0);
  };
  const caught = (error: unknown): void => {
    if (supervisor?.caught(error)) return;
    // Nobody knows our state after this: we end, and the service manager starts us anew.
    log.error("crashed", asError(error));
    told.resolve(1);
  };
  // Health comes first: where its port cannot be had, nothing has been started that would have to be stopped.
  const server =
    ops && (await startOps({ ...ops, metrics, states: () => supervisor?.states() ?? {}, ...(trouble && { trouble }) }));
  if (server) log.info("telling health and metrics", { port: server.port });
  // A process with nothing to wait for would end without having been told to.
  const stay = setInterval(() => {}, 2 ** 30);
  for (const signal of signals) process.on(signal, leave);
  process.on("uncaughtException", caught).on("unhandledRejection", caught);
  supervisor = supervise(adapters, {
    log,
    restarting: metrics.restarted,
    ...(waits && { waits }),
  });
  const code = await told.promise;
  log.info("leaving");
  await before?.();
  await supervisor.stop();
  await server?.close();
  clearInterval(stay);
  log.info("left");
  // The handlers stay: an adapter that still ends badly must not change the exit code.
  return code;
}
