import { z } from 'zod';
import { documentId, instant, page } from './parts.schemas';

/** What somebody may ask to be told of: the answer to an invitation, or that a window is about to end. */
export const NOTICE_OCCASIONS = ['invitationAnswered', 'windowEnding'] as const;

export const noticeSchemas = {
  'notice.list': {
    query: page,
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          noticeId: documentId,
          title: z.string(),
          text: z.string(),
          at: instant,
          sharingId: documentId.optional(),
        }),
      ),
      nextAfter: z.string().optional(),
    }),
  },
  'notice.templates': {
    response: z.strictObject({
      items: z.array(z.strictObject({ occasion: z.enum(NOTICE_OCCASIONS), templateId: z.string() })),
    }),
  },
  'notice.subscribe': {
    body: z.strictObject({
      about: z.strictObject({ occasion: z.enum(NOTICE_OCCASIONS), sharingId: documentId, memberId: documentId }),
      isAllowed: z.boolean().describe('在微信或支付宝的弹窗里点了允许'),
    }),
    response: z.strictObject({
      isByPlatform: z.boolean().describe('除站内消息外，也会由微信或支付宝通知一次'),
      message: z.string(),
    }),
  },
};
