/** `teller election`: packs made and checked. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { ElectionFiles } from "../cli/world.ts";
import { checkPack, loadPack } from "../data/election-pack.ts";
import { MakeError, readCandidates, type CandidatesFile } from "../data/make/candidates-file.ts";
import { makeElection } from "../data/make/election.ts";
import { writeOverlay, writePack } from "../data/make/write.ts";
import { faultLine } from "../data/pack/pack.ts";
import { many } from "../views/words.ts";
import { decode } from "../data/sources/read/decode.ts";
import { fileFault } from "../lib/file-fault.ts";

/** The election that is over: its results are what the next one is measured against. */
const before = join(import.meta.dirname, "..", "..", "elections", "uk-2024");

export const elections: ElectionFiles = {
  async check(folder) {
    const faults = checkPack(folder);
    if (faults.length > 0) return { faults: faults.map(faultLine), words: "" };
    const { election, seats, people, results } = loadPack(folder);
    const words = `${election.name}, ${election.date}: ${many(seats.length, "seat")}, ${many(people.candidates.length, "candidate")}, ${many(results.length, "result")}.`;
    return { faults: [], words };
  },
  async make({ from, to, previous, ...options }) {
    const pack = loadPack(before);
    const made = makeElection({
      ...options,
      before: pack,
      candidates: read(from),
      ...(previous !== undefined && { previous: read(previous) }),
    });
    if (to.endsWith(".json")) return { files: writeOverlay(to, made, pack.election.id), said: made.said, faults: [] };
    const files = writePack(to, made);
    return { files, said: made.said, faults: checkPack(to).map(faultLine) };
  },
};

/** @throws MakeError */
function read(file: string): CandidatesFile {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new MakeError(`${file} cannot be read: ${fileFault(error)}.`);
  }
  // The first letters of a workbook, which is an archive.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    throw new MakeError(`${basename(file)} is a spreadsheet’s own file: save it as CSV.`);
  try {
    return readCandidates(decode(bytes), basename(file));
  } catch (error) {
    if (error instanceof MakeError) throw error;
    throw new MakeError(`${basename(file)} ${error instanceof Error ? error.message : "cannot be read"}.`);
  }
}
