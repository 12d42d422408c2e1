/** `teller manifest`: what a platform must be told of us, made from the commands. */
import type { ManifestOptions } from "../cli/world.ts";
import { joinCommands } from "./commands.ts";

export async function slack({ config, address }: ManifestOptions): Promise<object> {
  const { slackManifest } = await import("../adapters/slack/manifest.ts");
  const { slackCommands: shortCommands } = config;
  return slackManifest(await joinCommands(), { shortCommands, ...(address !== undefined && { address }) });
}

export async function discord({ config }: ManifestOptions): Promise<object> {
  const { applicationCommands } = await import("../adapters/discord/register.ts");
  const { applicationOf, inviteLink } = await import("../adapters/discord/invite.ts");
  const application = config.discord && applicationOf(config.discord.token);
  return {
    invite: inviteLink(application ?? "YOUR_APPLICATION_ID"),
    commands: applicationCommands(await joinCommands(), config.discord?.guild),
  };
}
