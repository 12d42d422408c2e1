/** The tables of our schema alone. Kysely's own looks through every schema, and fails where another program drops a table. */
import { sql, type DatabaseIntrospector, type Kysely, type TableMetadata } from "kysely";

interface Column {
  readonly table: string;
  readonly view: boolean;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly preset: boolean;
}

export function introspector<DB>(db: Kysely<DB>): DatabaseIntrospector {
  const getTables = async (): Promise<TableMetadata[]> => {
    const { rows } = await sql<Column>`
      select c.relname as "table", c.relkind = 'v' as view, a.attname as name, format_type(a.atttypid, null) as type,
        not a.attnotnull as nullable, a.atthasdef as preset
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v', 'p')
        and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`.execute(db);
    return Array.from(
      Map.groupBy(rows, ({ table }) => table),
      ([name, columns]) => ({
        name,
        isView: columns.some(({ view }) => view),
        isForeign: false,
        columns: columns.map((column) => ({
          name: column.name,
          dataType: column.type,
          isNullable: column.nullable,
          hasDefaultValue: column.preset,
          isAutoIncrementing: false,
        })),
      }),
    );
  };
  const getSchemas: DatabaseIntrospector["getSchemas"] = async () =>
    (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows;
  return { getTables, getSchemas };
}
