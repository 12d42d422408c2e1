/** `teller doctor`: the findings on each part. */
import type { Config } from "../config.ts";
import { checkIds } from "../doctor/ids.ts";
import { checkPictures } from "../doctor/pictures.ts";
import { checkParts } from "../doctor/parts.ts";
import { checkPlatforms } from "../doctor/platforms.ts";
import type { Finding } from "../lib/finding.ts";
import { checkTips } from "../tips/check.ts";
import { checkChannels } from "../doctor/channels.ts";

export async function checkup(config: Config): Promise<readonly Finding[]> {
  const commands = async () => (await import("./commands.ts")).joinCommands();
  // Alone, since their clocks are compared with ours: reading the election meanwhile would keep an answer waiting.
  const platforms = await checkPlatforms(config, commands);
  const tables = async () => (await import("../data/store/check.ts")).checkTipTables(config.database);
  const others = await Promise.all([
    checkParts(config),
    checkPictures(config),
    checkTips(config, tables),
    checkChannels(config),
  ]);
  return [...platforms, ...others.flat(), ...checkIds(config)];
}
