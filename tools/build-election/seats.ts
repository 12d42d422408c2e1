/** `seats.json`: the seats as they were before a vote was counted. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Seat } from "../../src/core/election.ts";
import { type From, readFormerSeats, readLastDeclarations } from "./former-seats.ts";
import { hexLayout, readPlaces } from "./hex-layout.ts";
import { type Previous, readNotional } from "./notional.ts";
import { regions } from "./regions.ts";
import { index, InputError, must, readTable, type Row } from "./table.ts";

/** Official Welsh names that the published list leaves blank. */
const missingWelsh: Readonly<Record<string, string>> = {
  W07000097: "Gŵyr",
  W07000102: "Maldwyn a Glyndŵr",
};
const types: Readonly<Record<string, Seat["type"]>> = { County: "county", Borough: "borough", Burgh: "burgh" };

/** @param present turns a code of an older file into the one in use now */
export function buildSeats(folder: string, present: (code: string) => string): Seat[] {
  const rows = index(readTable(folder, "constituency_meta/derived_constituencies_2024.csv"), "ons_code");
  const results = index(readTable(folder, "results/hoc_ge2024_results_by_constituency.csv"), "ONS ID");
  const previous = readNotional(folder, present);
  const from = readFormerSeats(folder, present);
  const declared = readLastDeclarations(folder);
  const aliases = readAliases(rows);
  const seats = [...rows].map(([code, row]): Omit<Seat, "hex"> => {
    const result = must(results.get(code), `${row.where}: no seat ${code} in the results by constituency`);
    const past = must(from.get(code), `${row.where}: no former seats for ${code}`);
    const guess = declared.get(past[0]?.code ?? "");
    return {
      code,
      ...namesOf(row, code),
      ...placeOf(row),
      electorate: result.count("Electorate"),
      ...pastOf(row, past, previous.get(code)),
      ...(guess === undefined ? {} : { guess }),
      aliases: aliases[code] ?? [],
    };
  });
  const cells = hexLayout(seats, readPlaces());
  return seats
    .map((seat) => ({ ...seat, hex: must(cells.get(seat.code), `no hexagon for ${seat.code} ${seat.name}`) }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function namesOf(row: Row, code: string): Pick<Seat, "short" | "name" | "welsh" | "pa"> {
  const name = row.text("hoc_name");
  const welsh = row.optional("welsh_name") || missingWelsh[code];
  return {
    short: row.text("three_letter_code"),
    name,
    ...(welsh === undefined || welsh === name ? {} : { welsh }),
    pa: row.text("rallings_thrasher_pa_style_name"),
  };
}

function placeOf(row: Row): Pick<Seat, "nation" | "region" | "type"> {
  const region = must(
    regions.find(({ name }) => name === row.text("region")),
    `${row.where}, field "region": no region "${row.text("region")}" in regions.ts`,
  );
  const type = must(types[row.text("constituency_type")], `${row.where}, field "constituency_type": unknown`);
  return { nation: region.nation, region: region.name, type };
}

function pastOf(row: Row, from: From, previous: Previous | undefined): Pick<Seat, "from" | "previous"> {
  return { from, previous: must(previous, `${row.where}: no notional result`) };
}

/** Names that people use for seats, kept by hand. */
function readAliases(seats: ReadonlyMap<string, Row>): Record<string, string[]> {
  const file = new URL("aliases.json", import.meta.url);
  const aliases = z.record(z.string(), z.array(z.string())).parse(JSON.parse(readFileSync(file, "utf8")));
  const stray = Object.keys(aliases).find((code) => !seats.has(code));
  if (stray !== undefined) throw new InputError(`aliases.json: no seat ${stray}`);
  return aliases;
}
