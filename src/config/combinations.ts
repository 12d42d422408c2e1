/** Demands of settings on each other: the platforms', and all others. */
import { resolve } from "node:path";
import { kits } from "../adapters/kits.ts";
import type { Given, Rule } from "../core/kit.ts";
import { isDatabaseAddress } from "../lib/address.ts";
import { sourcePatience } from "../lib/lease.ts";

const ours: readonly Rule[] = [
  {
    when: ({ INSTANCES, REPLAY }) =>
      /^\d+$/.test(INSTANCES?.trim() ?? "") && Number(INSTANCES) > 1 && !(REPLAY && isDatabaseAddress(REPLAY)),
    needs: "DATABASE_URL",
    else: "is missing: several instances share one PostgreSQL, and a file is one program's: set it, or leave INSTANCES at 1",
  },
];

/** @returns a line for each thing that is missing */
export function combinations(given: Given): readonly string[] {
  const missing = [...kits.flatMap(({ rules = [] }) => rules), ...ours]
    .filter(({ when, needs }) => when(given) && given[needs] === undefined)
    .map((rule) => `${rule.needs} ${rule.else}`);
  return [...missing, ...samePort(given), ...sameFile(given), ...twoKeys(given), ...shortLease(given)];
}

/** With a shorter lease another instance would ask a source that is still answering. */
function shortLease({ SOURCES, LEASE_SECONDS }: Given): readonly string[] {
  const [lease, patience] = [Number(LEASE_SECONDS ?? Infinity), sourcePatience / 1_000];
  if (SOURCES === undefined || !(lease < patience)) return [];
  return [
    `LEASE_SECONDS is ${lease}, and a source of SOURCES has ${patience} seconds for its answer: set it to ${patience} or more`,
  ];
}

const twoKeys = ({ TIPS_IDENTITY, TIPS_IDENTITY_FILE }: Given): readonly string[] =>
  TIPS_IDENTITY === undefined || TIPS_IDENTITY_FILE === undefined
    ? []
    : ["TIPS_IDENTITY stands beside TIPS_IDENTITY_FILE: keep the file, and take the other away"];

/** A replay begins by forgetting what its database holds. */
function sameFile({ REPLAY, DATABASE, DATABASE_URL }: Given): readonly string[] {
  return Object.entries({ DATABASE, DATABASE_URL })
    .filter(
      ([, where]) => where !== undefined && REPLAY !== undefined && resolve(where.trim()) === resolve(REPLAY.trim()),
    )
    .map(([name]) => `REPLAY is the database that ${name} names: a replay needs one of its own`);
}

/** Each that listens does so at a port of its own. */
function samePort(given: Given): readonly string[] {
  const ops = given["OPS_PORT"];
  const taken = [
    ...kits.flatMap((kit) => kit.listens?.(given) ?? []),
    ...(ops === undefined ? [] : [{ setting: "OPS_PORT", port: ops }]),
  ];
  return taken
    .filter(({ port }, index) => taken.slice(0, index).some((other) => other.port === port))
    .map(({ setting }) => `${setting} is another's port already: give each its own`);
}
