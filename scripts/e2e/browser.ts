import { type Browser, chromium } from 'playwright-core';
import { findChromium } from '../setup/system.mjs';

/** Flags that keep Chromium quiet and self-contained in containers without a display. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium of this machine, headless, with a profile of its own. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium here: install it or name it with CHROMIUM_PATH.');
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}
