import { createHash } from 'node:crypto';
import { civilDayOf } from '@gongji/shared/domain/civil-day';
import { type ClientPack, clientPack } from '@gongji/shared/policy/client-view';
import { allPacks, packOfFamily, textByHash } from '@gongji/shared/policy/index';
import { answerCached, namesTag } from '../../http/conditional';
import type { HandlersFor } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { interfaceTable } from './interface-table';

/** The rules as data, with an ETag so that a client asks again cheaply; texts by their hash, which never change. */
export function policyRoutes(clock: () => Date): HandlersFor<'policy'> {
  const families = [...new Set(allPacks.map((pack) => pack.family))];
  let kept: { day: string; items: ClientPack[]; etag: string } | undefined;

  const current = () => {
    const day = civilDayOf(clock().toISOString());
    if (kept?.day !== day) {
      const items = families.flatMap((family) => packOfFamily(family, day) ?? []).map(clientPack);
      const hash = createHash('sha256').update(JSON.stringify(items)).digest('base64url');
      kept = { day, items, etag: `"${hash}"` };
    }
    return kept;
  };

  return {
    'policy.packs': async (_request, extras) => {
      const { items, etag } = current();
      extras.setHeader('ETag', etag);
      extras.setHeader('Cache-Control', 'public, no-cache');
      if (namesTag(extras.ifNoneMatch, etag)) extras.answerNotModified();
      return { items: items.map((item) => ({ ...item, words: { ...item.words } })) };
    },
    'policy.traditional': async (_request, extras) => answerCached(interfaceTable(), extras, 0),
    'policy.text': async ({ params }, extras) => {
      const text = textByHash(params.hash);
      if (text === undefined) throw new HttpError('NOT_FOUND');
      extras.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
      return {
        ...text,
        paragraphs: [...text.paragraphs],
        questions: text.questions.map(({ check, ...question }) => ({
          ...question,
          ...(check === undefined ? {} : { check: { ...check, options: [...check.options] } }),
        })),
      };
    },
  };
}
