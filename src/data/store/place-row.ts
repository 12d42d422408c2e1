/** A place that is neither spoken in nor shut: it may be claimed at once, and nothing is remembered of what failed there. */
export const idlePlace = {
  lease_token: null,
  lease_until: 0,
  due_at: 0,
  blocked_at: null,
  blocked_why: null,
  tries: 0,
} as const;
