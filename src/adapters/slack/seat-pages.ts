/** Pages about seats on sites that the newsroom lists: which seat a link is about, where its address alone says so. */
import type { Seat } from "../../core/election.ts";
import { plainLetters } from "../../lib/plain-letters.ts";
import { slug } from "../../lib/slug.ts";

/** Stands in an address for a seat's code or its name: "https://example.org/politics/seats/{seat}". */
const blank = "{seat}";

/** Slack takes no more domains of an app: docs.slack.dev/reference/app-manifest */
const mostHosts = 5;

/** Segments of a path after which a name is a seat's: elsewhere "/travel/bath" would be one. */
const before = /^(?:constituency|constituencies|seats?)$/;

/** A host by itself, or an address with `{seat}` in its path. */
interface Site {
  readonly host: string;
  /** The path's segments; undefined for a host by itself. */
  readonly path: readonly string[] | undefined;
}

const host = /^(?=.{1,255}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

function siteOf(entry: string): Site | undefined {
  const name = entry.toLowerCase();
  if (host.test(name)) return { host: name, path: undefined };
  const address = URL.parse(entry.replaceAll(blank, "E00000000"));
  const path = segments(entry.replace(/^[^/]*\/\/[^/]*/, "").split(/[?#]/, 1)[0] ?? "");
  const isPage = address?.protocol === "https:" && host.test(address.hostname) && path.includes(blank);
  return isPage ? { host: address.hostname, path } : undefined;
}

const segments = (path: string): readonly string[] =>
  path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.toLowerCase());

/** @returns undefined where one of them is neither a host nor an address with `{seat}`, or where they are too many */
export function sitesOf(entries: readonly string[]): readonly Site[] | undefined {
  const sites = entries.map(siteOf);
  const known = sites.filter((site) => site !== undefined);
  return known.length === sites.length && hostsOf(known).length <= mostHosts ? known : undefined;
}

/** Each host once, as the manifest names it. */
export const hostsOf = (sites: readonly Site[]): readonly string[] => [...new Set(sites.map((site) => site.host))];

/**
 * The seat that a page is about: by the seat's code anywhere in the path of a site's page, or by code or name where an address
 * has its `{seat}`, or by a name after "constituency". A page that names two seats is about neither.
 */
export function seatOf(link: string, sites: readonly Site[], seats: readonly Seat[]): Seat | undefined {
  const address = URL.parse(link);
  if (!address || !/^https?:$/.test(address.protocol)) return undefined;
  // A registered domain stands for its subdomains at Slack, and so here.
  const near = sites.filter((site) => address.hostname === site.host || address.hostname.endsWith(`.${site.host}`));
  const path = segments(address.pathname);
  const found = near.flatMap((site) => (site.path ? named(path, site.path, seats) : unasked(path, seats)));
  const [only, ...others] = new Set(found);
  return others.length === 0 ? only : undefined;
}

const byCode = (part: string, seats: readonly Seat[]): readonly Seat[] =>
  seats.filter(({ code }) => code.toLowerCase() === part);

const byEither = (part: string, seats: readonly Seat[]): readonly Seat[] => [
  ...byCode(part, seats),
  ...seats.filter(({ name }) => slug(plainLetters(name)) === part),
];

function named(path: readonly string[], asked: readonly string[], seats: readonly Seat[]): readonly Seat[] {
  if (!asked.every((part, i) => part === blank || part === path[i])) return [];
  return byEither(path[asked.indexOf(blank)] ?? "", seats);
}

const unasked = (path: readonly string[], seats: readonly Seat[]): readonly Seat[] =>
  path.flatMap((part, i) => (before.test(path[i - 1] ?? "") ? byEither(part, seats) : byCode(part, seats)));
