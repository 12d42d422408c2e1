/** The reach of somebody on the line, by their own workspace or server; nothing where that is not known. */
import type { Asker } from "../../core/asker.ts";

type Judged = Pick<Asker, "secrets" | "place">;

/** Replies may be read, and a case deleted: also in a direct message, which is of no server. */
export const mayRead = ({ secrets = "nowhere" }: Pick<Judged, "secrets">): boolean => secrets !== "nowhere";

/** Words may be sent. Where a line is opened channel by channel, nobody opens it in a direct message. */
export const mayWrite = ({ secrets = "nowhere", place }: Judged): boolean =>
  secrets === "everywhere" || (secrets === "opened" && place.kind !== "direct");
