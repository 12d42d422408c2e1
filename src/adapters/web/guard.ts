/**
 * The guard at the door. That a request comes from this machine proves nothing: any page in its browser can send one, and a
 * name that is turned to 127.0.0.1 makes it look like our own. So each request's Host and Origin are looked at.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

export interface Admission {
  /** Values of Host under which we are known. */
  readonly hosts: readonly string[];
  /** Our own origins, … */
  readonly origins: readonly string[];
  /** … and those of sites that may embed the map and read the results. */
  readonly sites: readonly string[];
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly header: (name: string) => string | undefined;
}

/** The paths that a site of WEB_SITES may embed, or read from a browser. */
const open = { embed: "/board/map", read: /^\/results\.(?:json|csv)$/ } as const;

/** @returns the status of a refusal, and undefined for what may pass */
export function refusal({ method, path, header }: Asked, { hosts, origins, sites }: Admission): 403 | 421 | undefined {
  if (!hosts.includes(header("host")?.toLowerCase() ?? "")) return 421;
  const origin = header("origin");
  if (origin !== undefined && origins.includes(origin)) return undefined;
  const reads = method === "GET" || method === "HEAD";
  if (origin !== undefined) return reads && sites.includes(origin) && open.read.test(path) ? undefined : 403;
  // Browsers say from where a request without an Origin comes; programs that say nothing hold no one's secrets.
  const from = header("sec-fetch-site");
  if (from === undefined || from === "same-origin" || from === "none") return undefined;
  const isLink = header("sec-fetch-mode") === "navigate" && reads;
  if (isLink && header("sec-fetch-dest") === "document") return undefined;
  return isLink && path === open.embed && sites.length > 0 ? undefined : 403;
}

export interface Secret {
  /** For the chat: whoever has it may ask. */
  readonly key: string;
  /** For the board's events: it stands in the board itself, which other pages cannot read. */
  readonly board: string;
  fits(given: string | undefined, which: "key" | "board"): boolean;
}

/** Made at each start, and kept nowhere. */
export function createSecret(): Secret {
  const key = randomBytes(16).toString("base64url");
  const board = createHmac("sha256", key).update("board").digest("base64url").slice(0, 22);
  const digests = { key: digest(key), board: digest(board) };
  return { key, board, fits: (given, which) => timingSafeEqual(digest(given ?? ""), digests[which]) };
}

/** Of one length, whatever was shown: a comparison tells nothing by how long it takes. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** @param sites that may put the page into a frame */
export function securityHeaders(sites: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": sites.length > 0 ? sites.join(" ") : "'none'",
  };
  return {
    "content-security-policy": Object.entries(policy)
      .map((rule) => rule.join(" "))
      .join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": sites.length > 0 ? "cross-origin" : "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
  };
}
