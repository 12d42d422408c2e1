/** Whether the database can be written, without making it and without bringing it up to date. */
import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreError } from "./engine.ts";
import { migrations } from "./migrations.ts";

const newest = `select max(version) as version from schema_version`;

/** @returns what is so @throws StoreError */
export function checkStore(path: string): string {
  try {
    if (!existsSync(path)) {
      accessSync(dirname(path), constants.W_OK);
      return "will be made when it is first needed";
    }
    const version = versionOf(path);
    if (version > migrations.length)
      throw new StoreError(`is newer than this program (version ${version}, and we know ${migrations.length})`);
    return version < migrations.length ? "can be written, and will be brought up to date" : "can be written";
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
