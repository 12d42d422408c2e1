/**
 * A backup: gzip of lines of JSON, the same from and for every database. A heading; each table with its columns, then its rows
 * as lists; at the end how many rows each table had, without which a file was cut short.
 */
import { z } from "zod";
import type { Parameter } from "../parameters.ts";
import type { Table } from "../tables.ts";

/** Grows when an older program could not read what a newer one writes; tables of a newer version are told by theirs. */
export const format = 1;

export const heading = z.object({
  teller: z.literal("backup"),
  format: z.int().positive(),
  /** Migrations that the database had had. */
  version: z.int().positive(),
  at: z.iso.datetime(),
});
export type Heading = z.output<typeof heading>;

const bytes = z.strictObject({ base64: z.base64() }).transform(({ base64 }) => Buffer.from(base64, "base64"));
export const row = z.array(z.union([z.string(), z.number(), z.null(), bytes]));
export const opening = z.strictObject({ table: z.string(), columns: z.array(z.string()) });
export const ending = z.strictObject({ end: z.record(z.string(), z.int()) });

export type Row = z.output<typeof row>;

/** Belongs to the moment and the programs of that moment: who holds what, and what can be fetched again. */
const passing: ReadonlySet<string> = new Set(["leases", "cache"]);

export const lasting = (tables: readonly Table[]): readonly Table[] => tables.filter(({ name }) => !passing.has(name));

/** @throws TypeError for what no column of ours holds */
export function told(value: unknown): Parameter | { readonly base64: string } {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString("base64") };
  if (typeof value === "string" || typeof value === "number" || value === null) return value;
  throw new TypeError(`A column holds a ${typeof value}, which a backup has no form for.`);
}

export const line = (said: object): string => `${JSON.stringify(said)}\n`;
