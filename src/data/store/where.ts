/** Where a store is, as one text: the path of a file is SQLite, an address is PostgreSQL. */
import type { Engine } from "./engine.ts";
import { isDatabaseAddress } from "../../lib/address.ts";

/** Each database's library is loaded where it is used. @throws StoreError */
export async function engineAt(where: string): Promise<Engine> {
  return isDatabaseAddress(where)
    ? (await import("./postgres.ts")).postgres(where)
    : (await import("./sqlite.ts")).sqlite(where);
}
