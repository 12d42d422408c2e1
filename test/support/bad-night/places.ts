/** Twenty places, ten on each platform, with the filter of each, and the same once more in words of the test's own. */
import type { Outcome } from "../../../src/core/outcome.ts";
import type { Filter } from "../../../src/core/seats/filter.ts";
import { usualSubscription, type Subscription } from "../../../src/core/news/subscription.ts";

export interface Asked {
  readonly name: string;
  readonly subscription: Subscription;
  /** Whether a seat, as it stands, is news there: written apart from the filter's own code. */
  readonly wants: (outcome: Outcome, rank: (party: string, seat: string) => number) => boolean;
}

const asked = (name: string, filter: Filter, wants: Asked["wants"], over: Partial<Subscription> = {}): Asked => ({
  name,
  wants,
  subscription: { ...usualSubscription, filter, ...over },
});

const isGain = ({ result }: Outcome): boolean => result !== undefined && result.to !== result.from;
const party = (id: string, does: "gains" | "loses" | "wins"): Filter => ({ is: "party", party: id, does });
const region = (name: string): Filter => ({ is: "region", region: name });

const kinds: readonly Asked[] = [
  asked("everything", { is: "everything" }, () => true),
  asked("gains", { is: "gains" }, isGain),
  asked("Labour gains", party("lab", "gains"), (one) => isGain(one) && one.winner?.party.id === "lab"),
  asked("Conservative losses", party("con", "loses"), (one) => isGain(one) && one.result?.from.id === "con"),
  asked("Scotland", { is: "nation", nation: "Scotland" }, ({ seat }) => seat.code.startsWith("S")),
  asked(
    "London or the North East",
    { is: "or", of: [region("London"), region("North East")] },
    ({ seat }) => seat.region === "London" || seat.region === "North East",
  ),
  asked(
    "targets to 100",
    { is: "targets", party: "lab", upTo: 100 },
    ({ seat }, rank) => rank("lab", seat.code) <= 100,
  ),
  asked(
    "holds in England, every 15",
    {
      is: "and",
      of: [
        { is: "nation", nation: "England" },
        { is: "not", of: { is: "gains" } },
      ],
    },
    (one) => one.seat.code.startsWith("E") && !isGain(one),
    { every: 15 },
  ),
  asked("Lib Dems, with a scoreboard", party("ld", "wins"), (one) => one.winner?.party.id === "ld", {
    scoreboard: true,
  }),
  asked("everything but quiet", { is: "everything" }, () => true, {
    quiet: { from: "01:00", to: "02:30", zone: "Europe/London" },
  }),
];

/** Each kind on both platforms. */
export const places: readonly (Asked & { readonly platform: "slack" | "discord" })[] = (
  ["slack", "discord"] as const
).flatMap((platform) => kinds.map((kind) => ({ ...kind, platform })));
