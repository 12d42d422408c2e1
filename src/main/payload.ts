/** `teller ask --as`: the exact message that a platform would be sent. */
import type { House } from "../cli/house.ts";
import type { Reply } from "../core/reply.ts";

type Draws = (reply: Reply, house: House) => object;

export async function slack(): Promise<Draws> {
  const { renderSlack } = await import("../adapters/slack/render.ts");
  return (reply, { commands, election }) => renderSlack(reply, { commands, timeZone: election.timeZone });
}

export async function discord(): Promise<Draws> {
  const { renderDiscord } = await import("../adapters/discord/render.ts");
  return (reply, { commands, election }) => renderDiscord(reply, { commands, timeZone: election.timeZone }).body;
}
