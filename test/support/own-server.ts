/** A PostgreSQL of our own in a temporary folder, to be stopped and started again: this machine's is others' as well. */
import { execFile, execFileSync } from "node:child_process";
import { chownSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { smallDisk, type Disk } from "./bad-night/disk.ts";
import { inOwnSchema, run } from "./own-schema.ts";

export interface OwnServer {
  readonly address: string;
  /**
   * The disk that its tables are on, where a small one was asked for and can be had. The server's own files and its log of
   * writes are elsewhere: without room for those it would end, and not say what it says to those who write.
   */
  readonly disk: Disk | undefined;
  /** Ends every connection and, unless `kindly`, the server at once: what it had not written it reads from its log again. */
  stop(kindly: boolean): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Stops it, and leaves nothing. */
  end(): Promise<void>;
}

const folders = [...globSync("/usr/lib/postgresql/*/bin"), ...globSync("/usr/pgsql-*/bin")];

/**
 * @param isSmall whether its tables are on a small disk, which can be filled
 * @throws Error where a program of the server fails, or none is there
 */
export async function ownServer(isSmall = false): Promise<OwnServer> {
  const programs = folders.at(-1);
  if (programs === undefined) throw new Error("no PostgreSQL is installed here");
  const folder = mkdtempSync(join(tmpdir(), "teller-server-"));
  const [data, port] = [join(folder, "data"), await freePort()];
  // The server refuses to run as root.
  const user = process.getuid?.() === 0 ? { uid: idOf("-u"), gid: idOf("-g") } : {};
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const call = (name: string, ...args: readonly string[]): Promise<unknown> =>
    promisify(execFile)(join(programs, name), ["-D", data, ...args], { ...user, cwd: folder, timeout: 60_000 });
  const small = isSmall ? smallDisk() : undefined;
  // Room that is freed within its tables would put off what a full disk does. Only the server is killed, never the machine: what the system was given to write, it writes.
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60${small ? " -c autovacuum=off" : ""}`;
  const address = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const stop = (kindly: boolean): Promise<unknown> => call("pg_ctl", "stop", "-w", "-m", kindly ? "fast" : "immediate");
  const start = async (): Promise<void> => {
    await call("pg_ctl", "start", "-w", "-l", join(folder, "log"), "-o", settings);
    await run(address, "select 1");
  };
  async function moveTo(tables: string): Promise<void> {
    mkdirSync(tables);
    if (user.uid !== undefined) for (const one of [dirname(tables), tables]) chownSync(one, user.uid, user.gid);
    await run(address, `create tablespace small location '${tables}'`);
    await run(address, "alter database postgres set default_tablespace = small");
  }
  try {
    await call("initdb", "-A", "trust", "-U", "postgres", "--no-sync");
    await start();
    if (small) await moveTo(join(small.folder, "tables"));
  } catch (error) {
    await stop(false).catch(() => {});
    rmSync(folder, { recursive: true, force: true });
    small?.remove();
    throw error;
  }
  /** Errors of having no room that the server has told so far. */
  const met = (): number => readFileSync(join(folder, "log"), "utf8").match(/: No space left on device/g)?.length ?? 0;
  return {
    address,
    disk: small && { ...small, met },
    stop: async (kindly) => void (await stop(kindly)),
    start,
    async end() {
      await stop(false).catch(() => {});
      rmSync(folder, { recursive: true, force: true });
      small?.remove();
    },
  };
}

/**
 * Works with a schema of its own on a server: "own" is one of its own too, which can be restarted.
 * @param server absent where the work has a store of its own
 * @param isSmall whether the tables of one of its own are on a small disk
 */
export async function onServer<T>(
  server: string | undefined,
  name: string,
  work: (where?: string, own?: OwnServer) => Promise<T>,
  isSmall = false,
): Promise<T> {
  if (server !== "own") return inOwnSchema(server, name, (where) => work(where));
  const own = await ownServer(isSmall);
  // It would outlive us.
  const leave = (): void => void own.end().finally(() => process.exit(1));
  process.once("SIGINT", leave).once("SIGTERM", leave);
  try {
    return await work(own.address, own);
  } finally {
    process.off("SIGINT", leave).off("SIGTERM", leave);
    await own.end();
  }
}

const idOf = (which: "-u" | "-g"): number => Number(execFileSync("id", [which, "postgres"], { encoding: "utf8" }));

/** A port on which nobody listens just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
