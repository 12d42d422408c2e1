/** A web address, read with care: so many bytes, so much time, over https, and redirects checked like the first address. */
import http, { type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import https from "node:https";
import { checkAddress, ForbiddenAddress, guardedLookup, type Resolve } from "./guard.ts";
import { SourceError } from "../source.ts";

export interface Web {
  readonly allowPrivate: boolean;
  readonly resolve: Resolve;
  readonly mostBytes: number;
  /** Milliseconds for one address, redirects and all. */
  readonly patience: number;
}

export type Page =
  | { readonly kind: "same" }
  | {
      readonly kind: "page";
      readonly bytes: Buffer;
      readonly tags: Tags;
      readonly address: string;
      /** The server told the length, or marked the end: without either a lost connection looks like an end. */
      readonly isWhole: boolean;
    };

/** A server's marks of a version: sent back, they make it answer only whether anything is new. */
export interface Tags {
  readonly etag?: string;
  readonly modified?: string;
}

const mostRedirects = 3;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** A mark that may safely be sent back to the server as it is. */
const tag = /^[\x20-\x7e]{1,300}$/;

/** @throws SourceError without the secret parts of an address: its path and its password */
export async function getPage(address: string, tags: Tags | undefined, web: Web, signal: AbortSignal): Promise<Page> {
  const late = AbortSignal.timeout(web.patience);
  try {
    return await follow(new URL(address), tags, web, AbortSignal.any([signal, late]));
  } catch (error) {
    throw new SourceError(`${hostOf(address)} cannot be read: ${reasonOf(error, late, signal)}`);
  }
}

/** An address's host, which may be shown. */
export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : "the address");

async function follow(first: URL, tags: Tags | undefined, web: Web, signal: AbortSignal): Promise<Page> {
  let url = first;
  for (let hops = 0; hops <= mostRedirects; hops++) {
    checkAddress(url, web.allowPrivate);
    // Each redirect tells the next address.
    const answer = await ask(url, tags, web, signal);
    const { statusCode: status = 0, headers } = answer;
    if (status === 304 && tags) return done(answer, { kind: "same" });
    if (status === 200) {
      const isWhole = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
      return { kind: "page", bytes: await bytesOf(answer, web), tags: tagsOf(headers), address: url.href, isWhole };
    }
    answer.destroy();
    if (!redirects.has(status)) throw new Trouble(`it answers ${status}`);
    if (headers.location === undefined || !URL.canParse(headers.location, url.href))
      throw new Trouble("it leads nowhere");
    url = new URL(headers.location, url.href);
  }
  throw new Trouble("it leads from one address to the next");
}

/** A failure, in words of ours. */
class Trouble extends Error {}

function ask(url: URL, tags: Tags | undefined, web: Web, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = {
    accept: "*/*",
    "accept-encoding": "identity",
    "user-agent": "Teller",
    ...(tags?.etag !== undefined && { "if-none-match": tags.etag }),
    ...(tags?.modified !== undefined && { "if-modified-since": tags.modified }),
  };
  const lookup = guardedLookup(web.resolve, web.allowPrivate);
  return new Promise((resolve, reject) => {
    // A connection of its own: one that was made without the guard must not be used again.
    const options = { agent: false, headers, lookup, signal, maxHeaderSize: 16_384 };
    const request =
      url.protocol === "http:" ? http.request(url, options, resolve) : https.request(url, options, resolve);
    request.on("error", reject).end();
  });
}

async function bytesOf(answer: IncomingMessage, { mostBytes }: Web): Promise<Buffer> {
  const encoding = answer.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") throw new Trouble("it answers packed, which was not asked for");
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > mostBytes) throw new Trouble(`it has more than ${mostBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tagsOf({ etag, "last-modified": modified }: IncomingHttpHeaders): Tags {
  return {
    ...(etag !== undefined && tag.test(etag) && { etag }),
    ...(modified !== undefined && tag.test(modified) && { modified }),
  };
}

function done(answer: IncomingMessage, page: Page): Page {
  answer.destroy();
  return page;
}

function reasonOf(error: unknown, late: AbortSignal, signal: AbortSignal): string {
  if (signal.aborted) return "it was broken off";
  if (late.aborted) return "it does not answer in time";
  if (error instanceof Trouble || error instanceof ForbiddenAddress) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
  return code === "ERR_INVALID_URL" ? "it is no address" : `the connection failed (${code})`;
}
