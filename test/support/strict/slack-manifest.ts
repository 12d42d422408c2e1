/**
 * A manifest that Slack takes: the facts of its published schema (github.com/slackapi/manifest-schema, schemas/manifest.schema.1.0.0.json),
 * written anew, for the parts that ours has. `agent_view`, which that schema does not have yet, is from
 * docs.slack.dev/reference/app-manifest and the declarations of @slack/web-api 8.2. Unknown fields are wrong.
 */
import { z } from "zod";

const address = (most: number) =>
  z
    .string()
    .regex(/^https?:\/\//)
    .max(most);
const unique = (list: readonly unknown[]) => new Set(list).size === list.length;
const scopes = z.array(z.string().max(50)).max(255).refine(unique);
const events = z.array(z.string().max(50)).max(100).refine(unique);

export const slackManifestSchema = z.strictObject({
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().min(1).max(140),
    background_color: z.string().regex(/^#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$/),
    long_description: z.string().min(175).max(4_000),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.boolean(),
      messages_tab_enabled: z.boolean(),
      messages_tab_read_only_enabled: z.boolean(),
    }),
    agent_view: z.strictObject({
      agent_description: z.string().min(1).max(300),
      suggested_prompts: z
        .array(z.strictObject({ title: z.string().min(1), message: z.string().min(1) }))
        .min(1)
        .max(4),
    }),
    bot_user: z.strictObject({
      display_name: z
        .string()
        .min(1)
        .max(80)
        .regex(/^[a-z0-9._-]+$/),
      always_online: z.boolean(),
    }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(["message", "global"]),
          callback_id: z.string().min(1).max(255),
          description: z.string().min(1).max(150),
        }),
      )
      .min(1)
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .min(2)
            .max(32)
            .regex(/^\/[a-z0-9_-]+$/),
          url: address(3_000).optional(),
          description: z.string().min(1).max(2_000),
          usage_hint: z.string().min(1).max(1_000).optional(),
          should_escape: z.boolean(),
        }),
      )
      .min(1)
      .max(50),
    unfurl_domains: z
      .array(
        z
          .string()
          .max(255)
          .regex(/^(?![.-])[-a-z0-9.]+[a-z0-9]$/),
      )
      .min(1)
      .max(5)
      .refine(unique)
      .optional(),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: scopes }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: address(3_500).optional(),
      bot_events: events,
      metadata_subscriptions: z
        .array(z.strictObject({ app_id: z.string(), event_type: z.string().max(50) }))
        .min(1)
        .max(20),
    }),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: address(3_500).optional(),
      message_menu_options_url: address(3_500).optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});
