/** Why there is no connection, or nothing may be done with it, in one line that has neither the user nor the password. */
import pg from "pg";
import { StoreError } from "./engine.ts";

/** By PostgreSQL's code or the system's. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there: is PostgreSQL running?",
  ENOTFOUND: "no machine has that name",
  EAI_AGAIN: "the name could not be looked up",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "no way leads there",
  ENOENT: "there is no such socket: is PostgreSQL running?",
  ECONNRESET: "it hung up",
  "28P01": "the user or the password is wrong",
  "28000": "it does not know this user, or does not let it in from here",
  "3D000": "it has no database of that name",
  "53300": "it has no connection to spare",
  "57P03": "it is starting or stopping",
  "42501": "this user may not connect to the database",
};

/** By what pg says, where there is no code. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/timeout/i, "it does not answer"],
  [/does not support SSL/i, "it does not speak TLS: leave sslmode away, or give it a certificate"],
  [/certificate|self.signed/i, "its certificate is not one that we trust"],
  [/password must be a string/i, "it wants a password, and there is none"],
  [/terminated|ended/i, "it hung up"],
];

export function unreachable(error: unknown, { hostname, port, searchParams }: URL): StoreError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const saying = error instanceof Error ? error.message : "";
  const known = Object.hasOwn(reasons, code) ? reasons[code] : sayings.find(([shape]) => shape.test(saying))?.[1];
  const why = known ?? (/^\w{2,40}$/.test(code) ? code : "no reason that we know");
  const host = searchParams.get("host") ?? (hostname || "localhost");
  return new StoreError(
    `The database at ${host}${port && `:${port}`} cannot be reached (${why}). DATABASE_URL says where it is, and as whom.`,
  );
}

/** What no program can mend, said to whoever runs it; everything else as it is. */
export function refused(error: unknown): unknown {
  const code = error instanceof pg.DatabaseError ? error.code : undefined;
  if (code === "25006")
    return new StoreError(
      "The database may only be read: DATABASE_URL leads to a copy. Name the machine that is copied.",
    );
  if (code === "42P07")
    return new StoreError(
      "The database has a table of another program's by a name of ours: add ?schema=teller to DATABASE_URL.",
    );
  if (code !== "42501") return error;
  const what = /for (\w+ \w+)/.exec(error instanceof Error ? error.message : "")?.[1] ?? "what we need";
  return new StoreError(
    `The database does not let the user of DATABASE_URL use ${what}: grant it, or name another user. The doctor tells more.`,
  );
}
