import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inRoot } from '../setup/paths.mjs';
import { ARTEFACTS } from './journey';

/**
 * `tsx scripts/e2e/pictures.ts`, after the browser journeys: copies the README's pictures from what the journeys have just seen to
 * docs/pictures, made smaller by pngquant where it is installed. A picture that is not there, or is too large, is a failure.
 */
const MOST_BYTES = 150 * 1024;

/** The picture's name, the beginning of its journey's name, the end of its screen's name. */
const PICTURES = [
  ['home', 'search-the-question', '-home'],
  ['search', 'search-the-question', '-results'],
  ['answer', 'search-the-question', '-answer'],
  ['commitment', 'gansu-invitation', '-commitment'],
  ['invitation', 'gansu-invitation', '-invitation-as-it-opens'],
  ['allocated', 'gansu-invitation', '-allocated-at-once'],
  ['counter', 'gansu-invitation', 'till-settled'],
  ['record', 'gansu-invitation', '-record-of-the-member'],
  ['refusal', 'refusals-an-uninsured', '-as-it-opens'],
  ['offline', 'trouble-no-network', '-search-offline'],
] as const;

const screens = path.join(ARTEFACTS, 'screens', 'h5');
const target = inRoot('docs/pictures');
mkdirSync(target, { recursive: true });
for (const [name, journey, screen] of PICTURES) {
  const file = path.join(target, `${name}.png`);
  copyFileSync(pictureOf(journey, screen), file);
  shrink(file);
  const { size } = statSync(file);
  if (size > MOST_BYTES) throw new Error(`${file} has ${size} bytes, more than ${MOST_BYTES}: install pngquant.`);
  process.stdout.write(`${name}.png ${Math.round(size / 1024)} KiB\n`);
}

function pictureOf(journey: string, screen: string): string {
  // The same journey in elder mode has another name's end.
  const isOf = (folder: string) => folder.startsWith(journey) && !folder.includes('(elder');
  const folders = existsSync(screens) ? readdirSync(screens).filter(isOf) : [];
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(screens, folder)).map((file) => path.join(folder, file)),
  );
  const [found] = files.filter((file) => file.endsWith(`${screen}.png`)).sort();
  if (!found) throw new Error(`No picture of "${screen}" in the journey "${journey}": run scripts/e2e/run.ts first.`);
  return path.join(screens, found);
}

function shrink(file: string): void {
  try {
    execFileSync('pngquant', ['--force', '--skip-if-larger', '--speed', '1', '--output', file, '64', file]);
  } catch (problem) {
    // Without pngquant the size check speaks; 98: it could not be made smaller.
    const { code, status } = problem as { code?: string; status?: number };
    if (code !== 'ENOENT' && status !== 98) throw problem;
  }
}
