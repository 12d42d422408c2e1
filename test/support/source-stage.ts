/** The stage of tests of sources: the real pack, a folder, a small web server, and questions. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Election, PublishedResult } from "../../src/core/election.ts";
import { loadPack } from "../../src/data/election-pack.ts";
import type { Found, Said, Source, Remembered } from "../../src/data/sources/source.ts";
import { paSeat } from "./pa-messages.ts";
import type { Counted } from "./sheets.ts";
import { uk2024 } from "./small-pack.ts";

export const pack = loadPack(uk2024);
export const election: Election = { ...pack.election, seats: pack.seats, ...pack.people };
export const now = new Date("2024-07-05T01:00:00Z");
export const clock = () => now;

const results: ReadonlyMap<string, PublishedResult> = new Map(pack.results.map((one) => [one.seat, one]));

/** A seat with its published figures, by its official name. */
export function counted(name: string): Counted {
  const seat = election.seats.find((one) => one.name === name);
  const result = results.get(seat?.code ?? "");
  if (!result) throw new RangeError(`no result of ${name}`);
  return { ...paSeat(election, result), result };
}

/** A candidate's id, by seat and party. */
export function candidate(about: Counted, party: string): string {
  const found = about.candidates.filter((one) => one.party === party);
  const [one] = found;
  if (!one || found.length > 1) throw new RangeError(`${found.length} of ${party}`);
  return one.id;
}

export const folder = () => mkdtempSync(join(tmpdir(), "teller-source-"));

/** @returns its path */
export function write(within: string, name: string, content: string | Uint8Array): string {
  const path = join(within, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

export const never = new AbortController().signal;

export const ask = (source: Source, kept?: Remembered) => source.ask(kept, never);

export const saidIn = (found: readonly Found[]): readonly Said[] =>
  found.flatMap((one) => (one.kind === "declaration" ? [one.said] : []));

export const whysIn = (found: readonly Found[]): readonly string[] =>
  found.flatMap((one) => (one.kind === "quarantine" ? [`${one.where}: ${one.why}`] : []));

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** @returns its address, without a slash at its end */
export async function serve(handler: Handler): Promise<string> {
  const server: Server = createServer(handler);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
}

/** Pages by path, with ETags, as a web server gives them. */
export function pages(content: () => Readonly<Record<string, string>>, asked: string[] = []): Handler {
  return (request, response) => {
    const path = request.url ?? "";
    const text = content()[path];
    const etag = `"${createHash("sha1")
      .update(text ?? "")
      .digest("hex")}"`;
    if (text === undefined) response.writeHead(404).end();
    else if (request.headers["if-none-match"] === etag) {
      asked.push(`${path} 304`);
      response.writeHead(304, { etag }).end();
    } else {
      asked.push(`${path} 200`);
      response.writeHead(200, { etag }).end(text);
    }
  };
}
