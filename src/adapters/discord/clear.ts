/** A server's commands, taken away again: those of trials stay there beside the ones that all servers get later. */
import { Routes } from "discord.js";
import { silent } from "../../lib/log.ts";
import { closeRest, createRest, identify } from "./client.ts";
import { plainly } from "./shut-out.ts";
import { again, codes, isApiError } from "./trouble.ts";

export interface ClearOptions {
  readonly token: string;
  readonly apiUrl?: string;
  /** The server's id. */
  readonly server: string;
}

/** @returns the number of commands that the server had @throws RangeError in words for whoever asked for it */
export async function clearCommands({ token, apiUrl, server }: ClearOptions): Promise<number> {
  const rest = createRest({ log: silent, ...(apiUrl !== undefined && { apiUrl }) });
  try {
    const { application } = await identify(rest, token);
    const route = Routes.applicationGuildCommands(application, server);
    const before: unknown = await again(() => rest.get(route));
    const count = Array.isArray(before) ? before.length : 0;
    if (count > 0) await again(() => rest.put(route, { body: [] }));
    return count;
  } catch (error) {
    throw new RangeError(
      isApiError(error, codes.missingAccess) ? "that server has not let us in" : plainly(error).message,
      { cause: error },
    );
  } finally {
    closeRest(rest);
  }
}
