import { existsSync } from 'node:fs';
import path from 'node:path';
import send from 'koa-send';
import type { Step } from './exchange';
import { HttpError } from './http-error';

const PREFIX = '/console';

/**
 * The operators' console under /console. Its own places stand behind `#`, so there is one page; everything else is a file of the build,
 * named by its content and kept for good.
 * @param dir the build's folder; undefined or absent: nothing is served here, and nothing else answers in its place
 */
export function consolePages(dir: string | undefined): Step {
  const isBuilt = dir !== undefined && existsSync(path.join(dir, 'index.html'));
  return async (ctx, next) => {
    if (ctx.path !== PREFIX && !ctx.path.startsWith(`${PREFIX}/`)) return next();
    ctx.state.template = '(console)';
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') throw new HttpError('METHOD_NOT_ALLOWED');
    if (!isBuilt) throw new HttpError('NOT_FOUND', { message: '运营台没有装在这里。' });
    if (ctx.path === PREFIX) {
      ctx.redirect(`${PREFIX}/`);
      return;
    }
    const file = ctx.path.slice(PREFIX.length + 1) || 'index.html';
    try {
      await send(ctx as never, file, {
        root: dir,
        hidden: false,
        setHeaders: (response) => {
          const isHashed = file.startsWith('assets/');
          response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
        },
      });
    } catch (error) {
      const status = (error as { status?: number }).status;
      if (status === 404 || status === 400 || status === 403) throw new HttpError('NOT_FOUND');
      throw error;
    }
  };
}
