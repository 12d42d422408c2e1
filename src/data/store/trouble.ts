/** An engine's errors in the operator's words: why the database cannot be used, without the user or the password. */
import { StoreError, type Trouble } from "./engine.ts";

type Known = readonly [trouble: Trouble, says: string];

const spare = "Let this user write it and its folder, or name another by DATABASE.";
const anew =
  "Stop Teller, move the file and those beside it (-wal, -shm) away, and put the last backup in their place: teller restore FILE. DATABASE names another.";

/** Troubles by SQLite's primary result code. */
const sqliteTroubles: Readonly<Record<number, readonly [...Known, mend: string]>> = {
  5: ["locked", "is held by another program", "End that one, or name another by DATABASE."],
  8: ["closed", "may only be read", spare],
  10: ["failing", "cannot be read or written", "See to its disk; teller restore FILE puts the last backup on another."],
  11: ["damaged", "is damaged", anew],
  13: ["full", "has no room left", "Make room on its disk."],
  14: ["closed", "cannot be opened", "DATABASE names a file in a folder that we may write in."],
  26: ["damaged", "is damaged, or none of ours", anew],
};

/** @returns a StoreError where an operator can mend it, with SQLite's own as its cause; any other error as it is */
export function fileTrouble(error: unknown, path: string): unknown {
  if (!(error instanceof Error && "errcode" in error && "errstr" in error)) return error;
  const known = sqliteTroubles[Number(error.errcode) & 0xff];
  if (!known) return error;
  const [code, says, mend] = known;
  // SQLite's message is left out, as it may quote names in the statement.
  return new StoreError(`The database ${path} ${says} (${String(error.errstr)}). ${mend}`, { code, cause: error });
}

/** Reasons for having no connection, or none any more, by PostgreSQL's code or the system's. */
const serverTroubles: Readonly<Record<string, Known>> = {
  ECONNREFUSED: ["lost", "nothing listens there: is PostgreSQL running?"],
  ENOTFOUND: ["lost", "no machine has that name"],
  EAI_AGAIN: ["lost", "the name could not be looked up"],
  ETIMEDOUT: ["lost", "it does not answer"],
  EHOSTUNREACH: ["lost", "no way leads there"],
  ENOENT: ["lost", "there is no such socket: is PostgreSQL running?"],
  ECONNRESET: ["lost", "it hung up"],
  EPIPE: ["lost", "it hung up"],
  "08000": ["lost", "the connection broke"],
  "08003": ["lost", "the connection broke"],
  "08006": ["lost", "the connection broke"],
  "57P01": ["lost", "an administrator ended the connection"],
  "57P02": ["lost", "it crashed"],
  "57P03": ["lost", "it is starting or stopping"],
  "57P05": ["lost", "it ended a connection that was idle"],
  "25P03": ["lost", "it ended a connection that was idle"],
  "53300": ["lost", "it has no connection to spare"],
  "28P01": ["closed", "the user or the password is wrong"],
  "28000": ["closed", "it does not know this user, or does not let it in from here"],
  "3D000": ["closed", "it has no database of that name"],
  "42501": ["closed", "this user may not connect to the database"],
  "53100": ["full", "its disk is full"],
  "53200": ["failing", "it has no memory left"],
  "58030": ["failing", "its disk cannot be read or written"],
  "55P03": ["locked", "lock timeout: another transaction holds what is wanted"],
  "57014": ["locked", "statement timeout: it took too long"],
  XX001: ["damaged", "its data is corrupted"],
  XX002: ["damaged", "an index of it is corrupted"],
};

/** Troubles by pg's own words, where the code is not known. */
const sayings: readonly (readonly [RegExp, ...Known])[] = [
  [/timeout/i, "lost", "it does not answer in time: timeout"],
  [/does not support SSL/i, "closed", "it does not speak TLS: leave sslmode away, or give it a certificate"],
  [/certificate|self.signed/i, "closed", "its certificate is not one that we trust"],
  [/password must be a string/i, "closed", "it wants a password, and there is none"],
  [/terminated|ended|not queryable/i, "lost", "it hung up"],
];

function knownOf(error: unknown): Known | undefined {
  const code = serverCode(error);
  if (Object.hasOwn(serverTroubles, code)) return serverTroubles[code];
  // A message of the server may quote data; messages of pg and of the system do not.
  const saying = error instanceof Error && !("severity" in error) ? error.message : "";
  const found = sayings.find(([shape]) => shape.test(saying));
  return found && [found[1], found[2]];
}

/** PostgreSQL's SQLSTATE, or the system's code; empty where there is none. */
const serverCode = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

function at({ hostname, port, searchParams }: URL): string {
  const host = searchParams.get("host") ?? (hostname || "localhost");
  return `The database at ${host}${port && `:${port}`}`;
}

/** The trouble of an attempt to connect. */
export function unreachable(error: unknown, url: URL): StoreError {
  const own = serverCode(error);
  const [code, why] = knownOf(error) ?? ["lost", /^\w{2,40}$/.test(own) ? own : "no reason that we know"];
  return new StoreError(`${at(url)} cannot be reached (${why}). DATABASE_URL says where it is, and as whom.`, {
    code,
    cause: error,
  });
}

const mends: Readonly<Record<Trouble, string>> = {
  full: "Make room on its disk.",
  locked: "See what else works on it: select * from pg_stat_activity.",
  lost: "See that PostgreSQL runs there: it is asked again by itself.",
  damaged: "See its log; teller restore FILE puts the last backup into a new database.",
  closed: "DATABASE_URL says where it is, and as whom.",
  failing: "See its log, and to its machine.",
};

/**
 * The trouble of an established connection. @returns a StoreError where an operator can mend it; any other error as it
 * is
 */
export function serverTrouble(error: unknown, url: URL): unknown {
  const own = serverCode(error);
  const closed = { code: "closed", cause: error } as const;
  if (own === "25006")
    return new StoreError(
      "The database may only be read: DATABASE_URL leads to a copy. Name the machine that is copied.",
      closed,
    );
  if (own === "42P07")
    return new StoreError(
      "The database has a table of another program's by a name of ours: add ?schema=teller to DATABASE_URL.",
      closed,
    );
  if (own === "42501") {
    const what = /for (\w+ \w+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? "what we need";
    return new StoreError(
      `The database does not let the user of DATABASE_URL use ${what}: grant it, or name another user. The doctor tells more.`,
      closed,
    );
  }
  const known = knownOf(error);
  if (!known) return error;
  const [code, why] = known;
  return new StoreError(`${at(url)} failed (${why}). ${mends[code]}`, { code, cause: error });
}
