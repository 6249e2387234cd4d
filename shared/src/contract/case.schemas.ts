import { z } from 'zod';
import { documentId, familyName, instant, regionCode } from './parts.schemas';

const caseStatus = z.enum(['open', 'closing', 'closed']);
const kind = z.string().regex(/^[a-z][A-Za-z]{1,39}$/);
const word = z.string();
const reason = z.string().trim().min(4, '请写清楚理由，至少 4 个字').max(500, '理由请短一些，500 个字以内');

const line = {
  caseId: documentId,
  kind,
  kindWord: word,
  status: caseStatus,
  openedAt: instant,
  subjects: z.array(z.strictObject({ role: word, maskedName: word, maskedCertificateNumber: word })),
  summary: z.string().describe('一句话：发生了什么'),
  closedAt: instant.optional(),
  closedByName: word.optional(),
  outcome: z.string().optional(),
  outcomeWord: word.optional(),
  reason: z.string().optional(),
};

export const caseSchemas = {
  'case.list': {
    query: z.strictObject({
      status: z.enum(['open', 'closed']).optional(),
      kind: kind.optional(),
      after: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(100).optional(),
    }),
    response: z.strictObject({
      items: z.array(z.strictObject(line)),
      openCount: z.number().int(),
      nextAfter: z.string().optional(),
    }),
  },
  'case.get': {
    params: z.strictObject({ caseId: documentId }),
    response: z.strictObject({
      ...line,
      facts: z.array(z.strictObject({ label: word, value: word })),
      outcomes: z.array(z.strictObject({ outcome: z.string(), word, effect: word })),
    }),
  },
  'case.close': {
    params: z.strictObject({ caseId: documentId }),
    body: z.strictObject({ outcome: z.string().regex(/^[a-z][A-Za-z]{1,39}$/), reason }),
    response: z.strictObject(line),
  },
  'effect.list': {
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          effectId: z.string(),
          sharingId: documentId,
          kind: z.string(),
          kindWord: word,
          ownerMaskedName: word,
          family: familyName,
          region: regionCode,
          regionWord: word,
          tries: z.number().int(),
          stuckAt: instant,
          nextTryAt: instant,
          lastProblem: z.string().optional(),
        }),
      ),
      isMore: z.boolean().describe('还有更多没有列出'),
    }),
  },
};
