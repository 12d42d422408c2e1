/**
 * The log: JSON, a line an event; pretty on a terminal. A closed list of fields passes, each of them checked for its
 * shape, so that no words of users, no ids of people and no token get in by a slip of an adapter or of an SDK.
 */
import { pino, type DestinationStream } from "pino";
import type { Log, LogFields } from "../lib/log.ts";
import { describeError } from "./describe-error.ts";

export interface LogOptions {
  readonly level: "error" | "warn" | "info" | "silent";
  /** Lines are written here; a terminal gets them pretty. */
  readonly out: DestinationStream & { readonly isTTY?: boolean };
  /** Tokens and the like: struck out if they turn up all the same. */
  readonly secrets: readonly string[];
  /** Names of the configured sources: no others are logged. */
  readonly sources?: readonly string[];
}

export async function createLog({ level, out, secrets, sources = [] }: LogOptions): Promise<Log> {
  const stream = out.isTTY ? await prettily(out) : out;
  const loggerOf = (timestamp: false | (() => string)) =>
    pino({ level, base: null, timestamp, formatters: { level: (label) => ({ level: label }) } }, stream);
  const logger = loggerOf(() => `,"time":"${new Date().toISOString()}"`);
  const untimed = loggerOf(false);
  const strike = striker(secrets);
  const write =
    (kind: "info" | "warn" | "error"): Log["info"] =>
    (event, fields = {}) =>
      (fields.untimed ? untimed : logger)[kind](pass(fields, strike, sources), strike(event));
  return { info: write("info"), warn: write("warn"), error: write("error") };
}

/** Colours are for people: they are loaded when one is there. */
async function prettily(out: DestinationStream): Promise<DestinationStream> {
  const { prettyFactory } = await import("pino-pretty");
  const pretty = prettyFactory({ colorize: true, translateTime: "HH:MM:ss" });
  return { write: (line) => out.write(pretty(line)) };
}

type Strike = (text: string) => string;

function striker(secrets: readonly string[]): Strike {
  // A short secret would strike out ordinary words.
  const long = secrets.filter((secret) => secret.length >= 8);
  return (text) => long.reduce((struck, secret) => struck.replaceAll(secret, "[secret]"), text);
}

/**
 * A platform's or an error's code, a database's of five characters, or a name of ours. Ids of people have digits among
 * their letters, and are longer.
 */
const codeShape =
  /^(?:[a-z]+(?:[_-][a-z]+){0,5}(?:_\d{3})?|[A-Z]+(?:_[A-Z]+){0,5}|(?:[A-Z][a-z]+){0,6}Error|\d{1,5}|(?:\d\d|XX)[\dA-Z]{3})$/;
/** One word or two: more could be somebody's. */
const jobShape = /^[a-z]+( [a-z]+)?$/;

const fits = (shape: RegExp, value: unknown): value is string =>
  typeof value === "string" && value.length <= 64 && shape.test(value);
const isCode = (value: unknown): value is string => fits(codeShape, value);

function pass(fields: LogFields, strike: Strike, sources: readonly string[]): Record<string, unknown> {
  const { platform, code, source, job, error, ...rest } = fields;
  const { status, milliseconds, attempt, count, port } = rest;
  const words = Object.entries({ platform, code }).filter(([, value]) => isCode(value));
  const numbers = Object.entries({ status, milliseconds, attempt, count, port }).filter(([, value]) =>
    Number.isFinite(value),
  );
  return {
    ...Object.fromEntries<unknown>([...words, ...numbers]),
    ...(fits(jobShape, job) && { job }),
    ...(source !== undefined && sources.includes(source) && { source }),
    ...(error && { error: describeError(error, strike, isCode) }),
  };
}
