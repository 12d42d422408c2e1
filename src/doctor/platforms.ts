/** Findings of each platform's own doctor, where its token is set. */
import type { Config } from "../config.ts";
import type { Command } from "../core/command.ts";
import type { Colleague, Kit } from "../core/kit.ts";
import type { Finding } from "../lib/finding.ts";

/** @param load every command, for settings that name some */
export async function checkPlatforms(
  { platforms, people }: Pick<Config, "platforms" | "people">,
  load: () => Promise<readonly Command[]>,
): Promise<readonly Finding[]> {
  const colleagues = (platform: string): readonly Colleague[] =>
    people.staff.flatMap(({ name, ids }) =>
      ids.filter((one) => one.platform === platform).map(({ id }) => ({ name, id })),
    );
  const checked = platforms.map(async ({ kit, set, access }): Promise<readonly Finding[]> => [
    ...(access ? await access.doctor(colleagues(kit.name)) : [unset(kit)]),
    ...(kit.check?.(set, await load()) ?? []),
  ]);
  return [...clock(platforms), ...(await Promise.all(checked)).flat()];
}

const unset = ({ title, unset: says = "no token is set, so it is not used" }: Kit): Finding => ({
  name: title,
  state: "good",
  says,
});

/** The clock's finding while no token is set; otherwise each platform's own doctor compares the clock. */
function clock(platforms: Config["platforms"]): readonly Finding[] {
  if (platforms.some(({ access }) => access)) return [];
  const says = `says ${new Date().toISOString()}; where a token is set, it is compared with the platform's`;
  return [{ name: "clock", state: "good", says }];
}
