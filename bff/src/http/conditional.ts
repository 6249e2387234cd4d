import { createHash } from 'node:crypto';
import type { HandlerExtras } from './handler';

/** True when an If-None-Match header names this tag; proxies may have made it weak. */
export const namesTag = (header: string | undefined, etag: string): boolean =>
  (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');

/**
 * Answers a public reading with an ETag made of its content, or 304 where the client holds it already.
 * @param maxAgeSeconds how long it may be shown without asking; 0 = kept, but asked for each time
 */
export function answerCached<T>(reply: T, extras: HandlerExtras, maxAgeSeconds: number): T {
  const etag = `"${createHash('sha256').update(JSON.stringify(reply)).digest('base64url')}"`;
  extras.setHeader('ETag', etag);
  extras.setHeader('Cache-Control', maxAgeSeconds > 0 ? `public, max-age=${maxAgeSeconds}` : 'public, no-cache');
  if (namesTag(extras.ifNoneMatch, etag)) extras.answerNotModified();
  return reply;
}
