/** The guard of addresses: a source's location must not become a way into the house that Teller runs in. */
import { lookup as dnsLookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

export class ForbiddenAddress extends Error {
  override readonly name = "ForbiddenAddress";
}

type Addresses = (error: Error | null, addresses: LookupAddress[]) => void;

/** All addresses of a name. */
export type Resolve = (host: string, callback: Addresses) => void;

export const usualResolve: Resolve = (host, callback) => dnsLookup(host, { all: true }, callback);

/** @returns whether anyone on the internet could reach it: not loopback, private, link-local or otherwise special */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  // The 32 last bits of a NAT64 address are the IPv4 address that is meant.
  if (parsed.kind() === "ipv6" && parsed.range() === "rfc6052")
    return isPublic(parsed.toByteArray().slice(12).join("."));
  return (
    parsed.range() === "unicast" && !special.some((range) => parsed.kind() === range[0].kind() && parsed.match(range))
  );
}

/** Private by their meaning, though no registry of special addresses says so. */
const special = [
  // IPv4 written as IPv6 in the old way (RFC 4291, 2.5.5.1): the last bits are an address of any kind.
  ipaddr.parseCIDR("::/96"),
  // The host of a machine in Azure, as the machine sees it: metadata and agents answer there.
  ipaddr.parseCIDR("168.63.129.16/32"),
];

/** @param allowPrivate lets http: and every address be read @throws ForbiddenAddress */
export function checkAddress(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== "https:" && !(allowPrivate && url.protocol === "http:"))
    throw new ForbiddenAddress("an address is read over https alone");
  // A number in place of a name is never looked up.
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  if (!allowPrivate && ipaddr.isValid(host) && !isPublic(host)) throw new ForbiddenAddress(refusal);
}

const refusal = "its address is private: SOURCES_ALLOW_PRIVATE=true lets it be read";

/** For node:https: the connection goes to the very addresses that were checked. */
export function guardedLookup(resolve: Resolve, allowPrivate: boolean): LookupFunction {
  return (host, { all, family }, callback) =>
    resolve(host, (error, found) => {
      const wanted = error ? [] : found.filter((one) => (family === 4 || family === 6 ? one.family === family : true));
      const [first] = wanted;
      if (error) callback(error, "");
      else if (!first) callback(new Error("no address"), "");
      else if (!allowPrivate && !wanted.every(({ address }) => isPublic(address)))
        callback(new ForbiddenAddress(refusal), "");
      else if (all === true) callback(null, wanted);
      else callback(null, first.address, first.family);
    });
}
