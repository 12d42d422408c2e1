/** Our names at Slack. */

/** The command that takes every question, whatever other apps are in the workspace. */
export const entrance = "/teller";

/** The path to which Slack sends requests over HTTP. */
export const path = "/slack/events";

/** A command by itself. Slack's names have no spaces: "tip send" is "/tip-send". */
export const shortName = (command: string): string => `/${command.replaceAll(" ", "-")}`;

/** Names a post of ours in a channel's history, and in Slack's reports of posts. */
export const postType = "teller_post";

/** Commands that can be opened from anywhere in Slack, with their names in its menu. */
export const shortcuts = [
  {
    callback: "look-up-a-seat",
    command: "seat",
    name: "Look up a seat",
    description: "Who won, by how much, on what swing",
  },
  { callback: "send-a-tip", command: "tip send", name: "Send a tip", description: "First the words on who can see it" },
] as const;
