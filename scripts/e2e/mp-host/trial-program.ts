import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import type { MpPhone } from './host';
import { startMpHost } from './host';
import type { Client, JsonObject } from './protocol';

/** Page path → its script. Inside a script `wx` is the vendor's object on both clients, and `say(value)` reports to the test. */
export type Scripts = Record<string, string>;

export interface Trial {
  phone: MpPhone;
  /** Waits for the next value that the program said. */
  said<T = unknown>(): Promise<T>;
  /** Everything said so far. */
  all(): unknown[];
  stop(): Promise<void>;
}

const SAID = 'said:';

/** Writes a mini-program of these pages into a new folder and opens it on a phone: for trying the host itself. */
export async function tryProgram(options: {
  client: Client;
  browser: Browser;
  pages: Scripts;
  /** Root → page → script. */
  packages?: Record<string, Scripts>;
  tabs?: string[];
  app?: JsonObject;
  appScript?: string;
  /** What stands in the house's place, e.g. a server of the test. */
  houseUrl?: string;
  /** More elements on every page, in the vendor's own spelling. */
  markup?: string;
  /** The vendors' servers, where a trial needs them. */
  wechatUrl?: string;
  alipayUrl?: string;
}): Promise<Trial> {
  const {
    client,
    browser,
    pages,
    packages = {},
    tabs = [],
    app = {},
    appScript = 'App({});',
    houseUrl = 'http://127.0.0.1:9',
  } = options;
  const programDir = await mkdtemp(path.join(os.tmpdir(), 'mp-host-trial-'));
  const isWeapp = client === 'weapp';
  const write = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(programDir, file)), { recursive: true });
    await writeFile(path.join(programDir, file), text);
  };
  const preface = `${isWeapp ? '' : 'const wx = my;'} const say = (value) => console.log('${SAID}' + JSON.stringify(value));\n`;
  const writePage = async (page: string, script: string) => {
    await write(`${page}.js`, preface + script);
    await write(`${page}.json`, '{}');
    await write(
      `${page}.${isWeapp ? 'wxml' : 'axml'}`,
      `<view id="out">{{out}}</view><view id="touch" ${isWeapp ? 'bindtap' : 'onTap'}="tapped">touch</view>${options.markup ?? ''}`,
    );
  };
  const tabBar = isWeapp
    ? { list: tabs.map((pagePath) => ({ pagePath, text: pagePath })) }
    : { items: tabs.map((pagePath) => ({ pagePath, name: pagePath })) };
  const subPackages = Object.entries(packages).map(([root, scripts]) => ({ root, pages: Object.keys(scripts) }));
  await write(
    'app.json',
    JSON.stringify({ pages: Object.keys(pages), subPackages, ...(tabs.length > 0 ? { tabBar } : {}), ...app }),
  );
  await write('app.js', preface + appScript);
  for (const [page, script] of Object.entries(pages)) await writePage(page, script);
  for (const [root, scripts] of Object.entries(packages)) {
    for (const [page, script] of Object.entries(scripts)) await writePage(`${root}/${page}`, script);
  }
  const host = await startMpHost({ client, programDir, browser });
  const house = {
    url: houseUrl,
    wechatUrl: options.wechatUrl ?? houseUrl,
    alipayUrl: options.alipayUrl ?? houseUrl,
  };
  const phone = await host.newPhone({ house });
  let heard = 0;
  const all = () =>
    phone
      .log()
      .filter(({ text }) => text.startsWith(SAID))
      .map(({ text }) => JSON.parse(text.slice(SAID.length)) as unknown);
  const said = async <T>(): Promise<T> => {
    for (let left = 1000; left > 0 && all().length <= heard; left -= 1) await new Promise((go) => setTimeout(go, 20));
    if (all().length <= heard) throw new Error(`The program said nothing more.\n${phone.problems().join('\n')}`);
    heard += 1;
    return all()[heard - 1] as T;
  };
  const stop = async () => {
    await host.stop();
    await rm(programDir, { recursive: true, force: true });
  };
  await phone.open().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { phone, said, all, stop };
}

/** A small server in the house's place: 200 with JSON, 404 with JSON, 200 with text, and one that takes its time. */
export async function startEcho(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method, url, headers } = request;
      if (url === '/slow') return;
      response.writeHead(url === '/missing' ? 404 : 200, { 'X-Said-By': 'house', 'Content-Type': 'application/json' });
      const body = Buffer.concat(pieces).toString('utf8');
      response.end(url === '/text' ? 'not json' : JSON.stringify({ method, url, type: headers['content-type'], body }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
