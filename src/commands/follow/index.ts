/** Commands by which one person follows seats and news, in a conversation of their own. */
import type { Command } from "../../core/command.ts";
import type { Announcing } from "../../core/news/announcing.ts";
import follow from "./follow.ts";
import unfollow from "./unfollow.ts";

export const followCommands = (announcing: Announcing): readonly Command[] => [
  follow(announcing),
  unfollow(announcing),
];
