import { z } from 'zod';
import { fen, instant, page } from './parts.schemas';

export const settlementView = z.strictObject({
  settlementId: z.string(),
  /** Whose bill, from my side. */
  myRole: z.enum(['owner', 'member']),
  memberMaskedName: z.string(),
  ownerMaskedNames: z.array(z.string()).describe('谁付的'),
  institutionName: z.string(),
  institutionKind: z.enum(['hospital', 'pharmacy']),
  settledAt: instant,
  status: z.enum(['settled', 'cancelled', 'reversed', 'sharingFailed']),
  statusWord: z.string(),
  totalFen: fen,
  fundFen: fen,
  ownAccountFen: fen,
  sharedFen: fen,
  cashFen: fen,
  /** What was paid from my own account by sharing (owner's view). */
  paidByMeFen: fen,
  because: z.array(z.strictObject({ code: z.string(), words: z.string() })),
});

export const settlementSchemas = {
  'settlement.list': {
    query: page,
    response: z.strictObject({
      items: z.array(settlementView),
      nextAfter: z.string().optional(),
    }),
  },
};
