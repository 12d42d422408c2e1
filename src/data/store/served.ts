/** Databases that a server keeps, where several programs write at the same time. */
import { PostgresAdapter, type Kysely } from "kysely";
import type { Schema } from "./schema.ts";

export const isServed = (db: Kysely<Schema>): boolean => db.getExecutor().adapter instanceof PostgresAdapter;
