/** Whether the database can be written, without making it and without bringing it up to date. */
import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "./engine.ts";
import { sayVersion } from "./migrations.ts";
import { isDatabaseAddress } from "../../lib/address.ts";

const newest = `select max(version) as version from schema_version`;

/** @returns what is so @throws StoreError */
export async function checkStore(where: string): Promise<string> {
  return isDatabaseAddress(where) ? (await import("./postgres/check.ts")).checkServer(where) : checkFile(where);
}

function checkFile(path: string): string {
  try {
    if (!existsSync(path)) {
      accessSync(dirname(path), constants.W_OK);
      return "will be made when it is first needed";
    }
    return sayVersion(versionOf(path));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError(`cannot be written (${error instanceof Error ? error.message : "no reason given"})`, {
      cause: error,
    });
  }
}

function versionOf(path: string): number {
  const database = new DatabaseSync(path, { timeout: 1_000 });
  try {
    database.exec("begin immediate");
    const isOurs = database.prepare("select 1 from sqlite_schema where name = 'schema_version'").get();
    const version = isOurs ? database.prepare(newest).get()?.["version"] : 0;
    database.exec("rollback");
    return typeof version === "number" ? version : 0;
  } finally {
    database.close();
  }
}
