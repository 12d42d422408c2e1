/** Failures, for those who run the place: each once, however many channels meet it. */
import { Outage } from "../../core/platform.ts";
import type { Log } from "../../lib/log.ts";
import { waits } from "./limits.ts";
import { codeOf, lockedOut, shut } from "./trouble.ts";

/** Milliseconds after which a refusal of the whole app is said once more. */
const sayAgain = 10 * 60_000;

/**
 * Logs a failure. A refusal of the whole app is said once for each thing that it stops, since every channel meets it; that
 * we are locked out is said once only, and `lost` is told too.
 */
export function createComplaints(
  log: Log,
  lost: (why: Error) => void,
  now = () => performance.now(),
): (event: string, error: unknown) => void {
  const said = new Map<string, number>();
  let told = false;
  return (event, error) => {
    const code = codeOf(error);
    const why = lockedOut[code];
    if (why === undefined && shut[code] === undefined) return log.warn(event, { platform: "slack", code });
    if (why === undefined) {
      const key = `${event} ${code}`;
      const at = now();
      if (at - (said.get(key) ?? -Infinity) < sayAgain) return;
      said.set(key, at);
      return log.error(`${event}, and others will: ${shut[code]}. It is tried again each minute`, {
        platform: "slack",
        code,
      });
    }
    if (told) return;
    told = true;
    const words = `Slack no longer lets us in: ${why}. Install the app again and start with its token`;
    log.error(words, { platform: "slack", code });
    lost(new Outage(words, waits.shutOut));
  };
}
