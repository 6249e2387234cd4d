import type { Refusal } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { HttpError } from '../http/http-error';

/** A refusal with the title of the source it rests on, as screens show it. */
export function withSource(refusal: Refusal, pack: PolicyPack): Refusal & { sourceTitle?: string } {
  const source = refusal.sourceKey ? pack.sources[refusal.sourceKey] : undefined;
  return source ? { ...refusal, sourceTitle: `${source.title}（${source.publishedOn}）` } : refusal;
}

/** The answer to somebody whom a rule refuses: why, what to do next, and the source. */
export function present(refusal: Refusal, pack: PolicyPack): HttpError {
  return new HttpError('REFUSED', {
    message: `${refusal.because}${refusal.next}`,
    refusal: withSource(refusal, pack),
  });
}
