/** Which history a place is told from. */
import type { History } from "../../core/news/history.ts";
import type { Subject } from "../../core/news/message.ts";
import type { Ledger } from "../../data/ledger.ts";
import type { Held } from "../../data/store/delivery/index.ts";

/** The newsroom's own places hear of sources' tests as well, apart. */
export const worldsOf = (ledger: Ledger, { staff }: Pick<Held, "staff">): readonly History[] =>
  staff ? [ledger.staff, ledger.rehearsal] : [ledger.open];

export function historyOf(
  ledger: Ledger,
  { staff }: Pick<Held, "staff">,
  subject: Pick<Subject, "rehearsal">,
): History {
  if (subject.rehearsal) return ledger.rehearsal;
  return staff ? ledger.staff : ledger.open;
}
