import path from 'node:path';
import process from 'node:process';
import type { Browser } from 'playwright-core';
import { inRoot } from '../setup/paths.mjs';
import { type MpHost, startMpHost } from './mp-host/host';
import type { Client as MiniClient } from './mp-host/protocol';

/** Where the compiled mini-program lies. E2E_WEAPP_DIR, E2E_ALIPAY_DIR: one that was built elsewhere. */
export const programFolder = (client: MiniClient): string =>
  path.resolve(process.env[`E2E_${client.toUpperCase()}_DIR`] ?? inRoot('miniprogram/dist', client));

/** The hosts of a run, one for each compiled program, started when the first phone wants it. */
export class Programs {
  readonly #hosts = new Map<string, Promise<MpHost>>();

  constructor(readonly browser: Browser) {}

  /** @param programDir another output than the built one, e.g. one that was broken on purpose */
  hostOf(client: MiniClient, programDir = programFolder(client)): Promise<MpHost> {
    const known = this.#hosts.get(programDir);
    if (known) return known;
    const started = startMpHost({ client, programDir, browser: this.browser });
    this.#hosts.set(programDir, started);
    return started;
  }

  async close(): Promise<void> {
    for (const host of this.#hosts.values()) {
      await host.then(
        (started) => started.stop(),
        () => {},
      );
    }
  }
}
