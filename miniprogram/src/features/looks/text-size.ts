import { useSyncExternalStore } from 'react';
import { dressShell, storage, wantsLargeText } from '@/platform';

export type TextSize = 'normal' | 'elder';

const NAME = 'text-size';
const listeners = new Set<() => void>();
let size: TextSize | undefined;

/** What was chosen on this phone; else what the phone's own text size asks for. */
function current(): TextSize {
  if (size === undefined) {
    size = storage.read<TextSize>(NAME) ?? (wantsLargeText() ? 'elder' : 'normal');
    dressShell(size === 'elder');
  }
  return size;
}

function subscribe(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

/** True in elder mode: larger text and targets everywhere, one question at a time. */
export function useElderMode(): boolean {
  return useSyncExternalStore(subscribe, current) === 'elder';
}

/** Remembered on this phone, and followed by every screen at once. */
export function chooseTextSize(next: TextSize): void {
  size = next;
  storage.write(NAME, next);
  dressShell(next === 'elder');
  for (const told of listeners) told();
}
