import { z } from 'zod';
import { defineMessage } from './message';

/** GJ07: events after a seq, in order. */
export const eventsMessage = defineMessage({
  infno: 'GJ07',
  callers: ['app'],
  isWrite: false,
  input: z.object({ after_seq: z.number().int().min(0), limit: z.number().int().min(1).max(500) }),
  work: ({ after_seq, limit }, { core }) => ({
    events: core.state.events.slice(after_seq, after_seq + limit),
    last_seq: core.state.events.length,
  }),
});
