import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import send from 'koa-send';
import type { RequestContext, Step } from './exchange';
import { HttpError } from './http-error';

/** Health for a load balancer: alive says the process answers, ready says it may be given work. */
export function health(isReady: () => Promise<boolean>, isStopping: () => boolean): Step {
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    if (ctx.path === '/healthz') {
      answer(ctx, 200, { status: 'alive' });
    } else if (ctx.path === '/readyz') {
      const ready = !isStopping() && (await isReady().catch(() => false));
      answer(ctx, ready ? 200 : 503, { status: ready ? 'ready' : 'notReady' });
    } else {
      await next();
    }
  };
}

function answer(ctx: RequestContext, status: number, body: object): void {
  ctx.state.template = ctx.path;
  ctx.status = status;
  ctx.set('Cache-Control', 'no-store');
  ctx.body = body;
}

const DOCS_PAGE = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>家庭共济 API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;
const DOCS_START = `window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, docExpansion: 'list', validatorUrl: null });\n`;
const DOCS_FILES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

/** `/openapi.json` and a page that shows it, from files that came with the program: no other site is asked. */
export function docs(openApi: Record<string, unknown>): Step {
  const text = JSON.stringify(openApi);
  const root = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    if (ctx.path === '/openapi.json') {
      ctx.state.template = ctx.path;
      ctx.type = 'application/json';
      ctx.body = text;
      return;
    }
    const file = /^\/docs(?:\/(.*))?$/.exec(ctx.path)?.[1];
    if (file === undefined && ctx.path !== '/docs') return next();
    ctx.state.template = '/docs';
    ctx.set('Cache-Control', 'no-cache');
    if (file === undefined || file === '') {
      ctx.type = 'text/html';
      ctx.body = DOCS_PAGE;
    } else if (file === 'start.js') {
      ctx.type = 'text/javascript';
      ctx.body = DOCS_START;
    } else if (DOCS_FILES.has(file)) {
      await send(ctx as never, file, { root });
    } else {
      throw new HttpError('NOT_FOUND');
    }
  };
}

/** Names with a content hash in them, as the client's build writes them: their content never changes. */
const HASHED_NAME = /[.-][0-9a-f]{8,}\.(?:js|css|png|svg|jpe?g|webp|woff2?)$/i;

/**
 * The H5 client at `/`. A path without a file answers index.html (the client knows its own pages); a path that looks like a file
 * does not, so that a missing script is a 404 and not a page.
 * @param dir the build's folder; undefined or absent: nothing is served here
 */
export function h5(dir: string | undefined): Step {
  if (dir === undefined || !existsSync(path.join(dir, 'index.html'))) return (_ctx, next) => next();
  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return next();
    ctx.state.template = '(h5)';
    const isFile = path.posix.basename(ctx.path).includes('.');
    const wanted = isFile ? ctx.path : '/index.html';
    try {
      await send(ctx as never, wanted, {
        root: dir,
        hidden: false,
        setHeaders: (response) => {
          response.setHeader(
            'Cache-Control',
            HASHED_NAME.test(wanted) ? 'public, max-age=31536000, immutable' : 'no-cache',
          );
        },
      });
    } catch (error) {
      const status = (error as { status?: number }).status;
      if (status === 404 || status === 400 || status === 403) throw new HttpError('NOT_FOUND');
      throw error;
    }
  };
}

/** 'sha256-…' of each inline script of the H5 page, for the content security policy. */
export function inlineScriptHashes(dir: string | undefined): string[] {
  const file = dir === undefined ? undefined : path.join(dir, 'index.html');
  if (file === undefined || !existsSync(file)) return [];
  const page = readFileSync(file, 'utf8');
  return [...page.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/gi)]
    .map((match) => match[1] ?? '')
    .filter((script) => script.trim() !== '')
    .map((script) => `sha256-${createHash('sha256').update(script).digest('base64')}`);
}
