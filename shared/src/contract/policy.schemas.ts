import { z } from 'zod';
import { textHash } from './parts.schemas';

/** The client's view of a pack is checked for its frame here; its leaves are typed by ClientPack (policy/client-view). */
export const clientPackFrame = z.looseObject({
  id: z.string(),
  family: z.string(),
  region: z.string(),
  version: z.number().int(),
  engine: z.number().int(),
  attestedOn: z.string(),
  words: z.looseObject({
    region: z.string(),
    owner: z.string(),
    member: z.string(),
  }),
});

export const policySchemas = {
  'policy.packs': {
    response: z.strictObject({ items: z.array(clientPackFrame) }),
  },
  'policy.traditional': {
    response: z.strictObject({
      /** Simplified and Traditional character in turn. */
      characters: z.string(),
      /** Words in which a character stands for another one than usually. */
      words: z.array(z.tuple([z.string(), z.string()])),
    }),
  },
  'policy.text': {
    params: z.strictObject({ hash: textHash }),
    response: z.strictObject({
      hash: textHash,
      version: z.string(),
      title: z.string(),
      attestedOn: z.string(),
      paragraphs: z.array(z.string()),
      questions: z.array(
        z.strictObject({
          question: z.string(),
          answer: z.string(),
          check: z
            .strictObject({
              options: z.array(z.string()),
              rightIndex: z.number().int(),
            })
            .optional(),
        }),
      ),
      confirmLabel: z.string(),
    }),
  },
};
