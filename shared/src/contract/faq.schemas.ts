import { z } from 'zod';
import { civilDay, regionCode } from './parts.schemas';

const entryId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,63}$/);
const entryLink = z.strictObject({
  id: entryId,
  title: z.string(),
  region: regionCode,
});

export const faqSchemas = {
  'faq.search': {
    query: z.strictObject({
      q: z.string().trim().max(100, '问题请短一些，100 个字以内'),
      region: regionCode.optional(),
      limit: z.coerce.number().int().min(1).max(50).optional(),
    }),
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          id: entryId,
          title: z.string(),
          snippet: z.string(),
          region: regionCode,
          score: z.number(),
        }),
      ),
      suggestions: z.array(z.string()),
    }),
  },
  'faq.get': {
    params: z.strictObject({ entryId }),
    response: z.strictObject({
      id: entryId,
      title: z.string(),
      region: regionCode,
      regionWord: z.string(),
      /** Answer first, then steps, then notes. */
      answer: z.string(),
      steps: z.array(z.string()),
      notes: z.array(z.string()),
      sources: z.array(
        z.strictObject({
          title: z.string(),
          publisher: z.string(),
          publishedOn: z.string(),
        }),
      ),
      verifiedOn: civilDay,
      isOurReading: z.boolean(),
      related: z.array(entryLink),
    }),
  },
  'faq.hot': {
    query: z.strictObject({ region: regionCode.optional() }),
    response: z.strictObject({ items: z.array(entryLink) }),
  },
  'faq.rate': {
    params: z.strictObject({ entryId }),
    body: z.strictObject({ isUseful: z.boolean() }),
    response: z.strictObject({ entryId, isUseful: z.boolean() }),
  },
};
