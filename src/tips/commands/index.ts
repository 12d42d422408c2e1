/** The commands of both sides: the source's (`/tip …`) and the editors' (`/tips …`), made with the line. */
import type { Command } from "../../core/command.ts";
import type { TipLine } from "../tip-line.ts";
import tipCheck from "./tip-check.ts";
import tipClose from "./tip-close.ts";
import tipOpen from "./tip-open.ts";
import tipPrivacy from "./tip-privacy.ts";
import tipSafer from "./tip-safer.ts";
import tipSend from "./tip-send.ts";
import tipsAudit from "./tips-audit.ts";
import tipsCase from "./tips-case.ts";
import tipsClaim from "./tips-claim.ts";
import tipsClose from "./tips-close.ts";
import tipsDelete from "./tips-delete.ts";
import tipsList from "./tips-list.ts";
import tipsMute from "./tips-mute.ts";
import tipsPause from "./tips-pause.ts";
import tipsReply from "./tips-reply.ts";
import tipsResume from "./tips-resume.ts";
import tipsSpam from "./tips-spam.ts";
import tipsStats from "./tips-stats.ts";

export const tipCommands = (line: TipLine): readonly Command[] =>
  [
    tipCheck,
    tipClose,
    tipOpen,
    tipPrivacy,
    tipSafer,
    tipSend,
    tipsAudit,
    tipsCase,
    tipsClaim,
    tipsClose,
    tipsDelete,
    tipsList,
    tipsMute,
    tipsPause,
    tipsReply,
    tipsResume,
    tipsSpam,
    tipsStats,
  ].map((make) => make(line));
