/** The night: from a feed to what stands in channels, over both platforms faked in programs of their own. */
import { backlogTable } from "./night/backlog.ts";
import { deliveriesTable, instancesTable } from "./night/deliveries.ts";
import { feedTable } from "./night/feed.ts";
import { latencyTable } from "./night/latency.ts";
import { noPostgres, type Kind } from "./night/stage.ts";

/** Printed as they come: all of it takes several minutes. */
export async function benchNight(print: (words: string) => void = console.log): Promise<void> {
  const missing = await noPostgres();
  const kinds: readonly Kind[] = missing === undefined ? ["SQLite", "PostgreSQL"] : ["SQLite"];
  if (missing !== undefined) print(`\nNo PostgreSQL (${missing}): what follows is without it`);
  print("\nThe night: declarations a second from a sheet into the log");
  print(await feedTable(kinds));
  print("\nThe night: one declaration to 1,000 places, without limits, against a bare loop of the same SDK");
  print(await deliveriesTable(kinds));
  print("\nThe night: from the change of a feed, asked each second, to the message");
  print(await latencyTable(kinds));
  print("\nThe night: 650 declarations at once to 1,000 places, at the platforms' own limits");
  print(await backlogTable());
  if (missing !== undefined) return;
  print("\nThe night: one declaration to 1,000 places by several instances on one PostgreSQL, without limits");
  print(await instancesTable());
}
