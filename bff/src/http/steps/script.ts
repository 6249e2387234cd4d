import type { EndpointName } from '@gongji/shared/contract/endpoints';
import type { Step } from '../exchange';
import { traditionalJson, wantsTraditional } from '../traditional';

const API = '/v1/';
const MARK = '-hant';
/** Converted bodies with an ETag (packs, answers) are kept, newest last: a pack is long and asked for often. */
const KEPT = 64;

/**
 * Answers in Traditional characters where `Accept-Language` asks for them: content, notices, error messages. Left as they are:
 * texts that people confirm (what is signed is the text with the hash), the operators' routes, masked names. The
 * same resource in the other script has a tag of its own, and caches are told by Vary.
 */
export function script(verbatim: readonly string[]): Step {
  const kept = new Map<string, string>();
  const convertKept = (etag: string, body: string): string => {
    const key = `${etag} ${body.length}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const converted = JSON.stringify(traditionalJson(JSON.parse(body)));
    kept.set(key, converted);
    const oldest = kept.keys().next().value;
    if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
    return converted;
  };
  return async (ctx, next) => {
    if (!ctx.path.startsWith(API) || ctx.path.startsWith('/v1/operator')) return next();
    ctx.vary('Accept-Language');
    if (!wantsTraditional(ctx.get('accept-language'))) return next();
    // Only tags that were given out for this script say that the client holds this answer.
    const tags = ctx.get('if-none-match');
    if (tags !== '') {
      ctx.req.headers['if-none-match'] = tags
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag.endsWith(`${MARK}"`))
        .map((tag) => `${tag.slice(0, -MARK.length - 1)}"`)
        .join(', ');
    }
    await next();
    if (verbatim.includes(ctx.state.template ?? '')) return;
    const etag = ctx.response.get('etag') || '';
    if (etag !== '') ctx.set('ETag', `${etag.slice(0, -1)}${MARK}"`);
    if (ctx.status === 304) return;
    ctx.set('Content-Language', 'zh-Hant');
    if (typeof ctx.body === 'string' && ctx.response.is('json')) {
      ctx.body = etag === '' ? JSON.stringify(traditionalJson(JSON.parse(ctx.body))) : convertKept(etag, ctx.body);
      ctx.type = 'application/json';
    } else if (ctx.body !== null && typeof ctx.body === 'object' && 'error' in ctx.body) {
      ctx.body = traditionalJson(ctx.body);
    }
  };
}

/** Routes whose answers are never converted, whatever is asked for. */
export const VERBATIM: readonly EndpointName[] = ['policy.text', 'policy.traditional'];
