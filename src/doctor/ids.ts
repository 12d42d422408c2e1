/** Ids of accounts and channels on platforms that are not used: nothing else would say that they do nothing. */
import type { Config } from "../config.ts";
import type { PlatformId } from "../core/place.ts";
import type { Finding } from "../lib/finding.ts";

interface List {
  readonly setting: string;
  readonly ids: readonly PlatformId[];
  /** Words for one of them, and for many. */
  readonly are: readonly [string, string];
  readonly state: Finding["state"];
  /** The consequence. */
  readonly so: string;
}

const listsOf = ({ desk, tipLine, people }: IdLists): readonly List[] => {
  const channels = { are: ["a channel", "channels"], state: "bad" } as const;
  const persons = { are: ["a person", "people"], state: "poor", so: "nobody can ask from there" } as const;
  return [
    { setting: "DESK", ids: desk, ...channels, so: "the desk is told nothing there" },
    { setting: "TIPS_CHANNELS", ids: tipLine.channels, ...channels, so: "tips wait, and are not posted there" },
    { setting: "STAFF", ids: people.staff.flatMap(({ ids }) => ids), ...persons },
    { setting: "MANAGERS", ids: people.managers, ...persons },
  ];
};

type IdLists = Pick<Config, "desk" | "tipLine" | "people">;

export function checkIds({ platforms, ...named }: IdLists & Pick<Config, "platforms">): readonly Finding[] {
  const unused = platforms.filter(({ access }) => !access).map(({ kit }) => kit);
  return listsOf(named).flatMap(({ setting, ids, are: [one, many], state, so }) =>
    unused.flatMap(({ name, title }): readonly Finding[] => {
      const count = ids.filter(({ platform }) => platform === name).length;
      if (count === 0) return [];
      const says = `names ${count === 1 ? one : `${count} ${many}`}, and no token is set: ${so}`;
      const mend = `set a token of ${title}, which .env.example explains, or take ${name}:… out of ${setting}`;
      return [{ name: `${setting} on ${title}`, state, says, mend }];
    }),
  );
}
