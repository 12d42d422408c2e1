/**
 * The greatness of an office: the order in which the Cabinet's offices are usually listed, not the day's own ranking.
 */
import type { Politician } from "../../src/core/election.ts";

type Office = Politician["offices"][number];

/** Greatest first; a title has the place of the first pattern that fits it. */
const order: readonly RegExp[] = [
  /^Prime Minister$/,
  /^Deputy Prime Minister/,
  /^First Secretary of State/,
  /^Chancellor of the Exchequer/,
  /^Secretary of State for (Foreign|the Foreign)/,
  /^Secretary of State for the Home Department/,
  /^Secretary of State for Defence/,
  /Lord Chancellor/,
  /^Secretary of State/,
  /^(Leader of the House|Lord President|Lord Privy Seal)/,
  /^Chief Secretary to the Treasury/,
  /^(Chancellor of the Duchy|Minister for the Cabinet Office)/,
  /^Minister without Portfolio/,
  /^Attorney General/,
  /^Chief Whip/,
];

/** 0 is the greatest. */
export function precedence({ title }: Office): number {
  const at = order.findIndex((pattern) => pattern.test(title));
  return at < 0 ? order.length : at;
}

const standing: readonly Office["cabinet"][] = ["full", "shadow", "attends", "none"];

/** The greatest office first; of equals the newest. */
export function byGreatness(a: Office, b: Office): number {
  return (
    standing.indexOf(a.cabinet) - standing.indexOf(b.cabinet) ||
    precedence(a) - precedence(b) ||
    (a.from < b.from ? 1 : a.from > b.from ? -1 : 0)
  );
}

/**
 * The name by which a politician is known at dissolution: "Secretary of State for Defence", "former Deputy Prime
 * Minister", "Minister for London, former Chief Secretary to the Treasury".
 */
export function knownAs(offices: readonly Office[]): string {
  const [now] = offices.filter(({ to }) => to === undefined).toSorted(byGreatness);
  const [before] = offices.filter(({ to }) => to !== undefined).toSorted(byGreatness);
  const greater = before && (!now || byGreatness(before, now) < 0 || before.title === "Prime Minister");
  const worth =
    before && before.cabinet === "full" && (!now || now.cabinet !== "full" || before.title === "Prime Minister");
  return [
    ...(now ? [now.title] : []),
    ...(before && greater && (worth || !now) ? [`former ${before.title}`] : []),
  ].join(", ");
}
