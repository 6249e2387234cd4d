import { z } from 'zod';
import { civilDay, regionCode } from './parts.schemas';

export const venueSchemas = {
  'venue.list': {
    query: z.strictObject({ region: regionCode.optional() }),
    response: z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          kind: z.enum(['bind', 'claim', 'ask']).describe('办绑定解绑、没扣成时补办、打电话问'),
          name: z.string(),
          region: regionCode,
          regionWord: z.string(),
          /** What to bring; empty where nothing is needed. */
          bring: z.array(z.string()),
          /** Absent where no source says it: then ask by phone before going. */
          hours: z.string().optional(),
          phone: z.string(),
          note: z.string(),
          sources: z.array(z.strictObject({ title: z.string(), publisher: z.string(), publishedOn: z.string() })),
          verifiedOn: civilDay,
          isOurReading: z.boolean(),
        }),
      ),
    }),
  },
};
