/** The knowledge with which a filter is read. */
import type { Context } from "../../command.ts";

/** The finders and facts that a filter is read with. */
export type Knowing = Pick<Context, "seats" | "parties" | "regions" | "results">;
