import { readdir, readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pagesOf } from './program';
import type { AppJson, Client, PageJson } from './protocol';

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** The compiled program as the host reads it. */
export interface Program {
  appJson: AppJson;
  pageJson: Record<string, PageJson>;
  /** File → bytes, everything below the program's folder. */
  sizes: Map<string, number>;
}

/** What each compiled script is handed, by name; logic/main.ts hands the values over in this order. */
const wrappedNames = (client: Client): string =>
  ['require', 'module', 'exports', client === 'weapp' ? 'wx' : 'my', 'App', 'Page', 'Component']
    .concat(['getApp', 'getCurrentPages', 'Behavior', 'requirePlugin'])
    .join(', ');

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.svg': 'image/svg+xml',
};

/** No string becomes code in the logic thread: neither eval nor `new Function`, as in the containers. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'";

const PAGE = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,"><title>mp-host</title></head>
<body><script type="module" src="/host/page.js"></script></body></html>`;

let bundles: Promise<{ page: string; logic: string }> | undefined;

/** The host's own two scripts, bundled once per process. */
function hostScripts(): Promise<{ page: string; logic: string }> {
  const bundle = async (entry: string, format: 'esm' | 'iife') => {
    const options = { bundle: true, write: false, target: 'es2022', logLevel: 'silent' } as const;
    const { outputFiles } = await build({ entryPoints: [path.join(HERE, entry)], format, ...options });
    return outputFiles[0]?.text ?? '';
  };
  bundles ??= Promise.all([bundle('native/page.ts', 'esm'), bundle('logic/main.ts', 'iife')]).then(([page, logic]) => ({
    page,
    logic,
  }));
  return bundles;
}

/** Reads app.json, every page's json and the sizes of all files. Throws for a folder that holds no compiled mini-program. */
export async function readProgram(folder: string): Promise<Program> {
  const readJson = async <T>(file: string): Promise<T> =>
    JSON.parse(await readFile(path.join(folder, file), 'utf8')) as T;
  const appJson = await readJson<AppJson>('app.json').catch((error: unknown) => {
    throw new Error(`${folder} holds no compiled mini-program (${String(error)}): build the client first.`);
  });
  const pageJson: Program['pageJson'] = {};
  for (const page of pagesOf(appJson)) pageJson[page] = await readJson<PageJson>(`${page}.json`);
  const sizes = new Map<string, number>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    sizes.set(path.relative(folder, file).replaceAll('\\', '/'), (await readFile(file)).length);
  }
  return { appJson, pageJson, sizes };
}

export interface ProgramServer {
  url: string;
  program: Program;
  stop(): Promise<void>;
}

/**
 * Serves one compiled program to phones: `/program/…` as it is, `/scripts/….js` wrapped for the logic thread, `/host/…` the host's own.
 * Nothing of the program is changed: the wrapper is what the vendors' injectors put around it, too.
 */
export async function serveProgram(client: Client, folder: string): Promise<ProgramServer> {
  const program = await readProgram(folder);
  const scripts = await hostScripts();
  const answer = async (
    address: string,
  ): Promise<{ type: string; body: string | Buffer; policy?: string } | undefined> => {
    if (address === '/') return { type: 'text/html; charset=utf-8', body: PAGE };
    if (address === '/host/page.js') return { type: TYPES['.js'] ?? '', body: scripts.page };
    if (address === '/host/logic.js') return { type: TYPES['.js'] ?? '', body: scripts.logic, policy: WORKER_POLICY };
    const [, kind, file = ''] = /^\/(program|scripts)\/(.+)$/.exec(address) ?? [];
    // A page need not have a style sheet of its own; the vendors' injectors take none for an empty one.
    if (kind === 'program' && /\.(wxss|acss)$/.test(file) && !program.sizes.has(file))
      return { type: 'text/css', body: '' };
    // Only files that were there at the start are served: no path leads out of the folder.
    if (!kind || !program.sizes.has(file)) return undefined;
    const body = await readFile(path.join(folder, file));
    if (kind === 'program') return { type: TYPES[path.extname(file)] ?? 'text/plain; charset=utf-8', body };
    const wrapped = `__define(${JSON.stringify(file)}, function (${wrappedNames(client)}) {\n${body.toString('utf8')}\n});`;
    return { type: TYPES['.js'] ?? '', body: wrapped };
  };
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://phone');
    answer(decodeURIComponent(pathname)).then(
      (found) => {
        response.writeHead(found ? 200 : 404, {
          'content-type': found?.type ?? 'text/plain',
          'cache-control': 'no-store',
          ...(found?.policy ? { 'content-security-policy': found.policy } : {}),
        });
        response.end(found?.body ?? 'not found');
      },
      (error: unknown) => {
        response.writeHead(500);
        response.end(String(error));
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    program,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
