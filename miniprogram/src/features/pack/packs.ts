import { useSyncExternalStore } from 'react';
import { type ClientPack, callIfChanged } from '@/api';
import { storage } from '@/platform';
import { type Loading, useLoading } from '../loading';

/** The rule engine this client understands; a pack that asks for more is answered with "please update". */
const KNOWN_ENGINE = 2;
const STORED = 'packs';
const CHOSEN = 'province';

interface StoredPacks {
  etag?: string;
  items: ClientPack[];
}

/** All packs of the server. Kept on the phone with their ETag, so that an unchanged rule costs nothing. */
export async function loadPacks(): Promise<ClientPack[]> {
  const stored = storage.read<StoredPacks>(STORED);
  try {
    const answer = await callIfChanged('policy.packs', stored?.etag);
    if (!answer) return stored?.items ?? [];
    const items = answer.reply.items as unknown as ClientPack[];
    storage.write(STORED, { etag: answer.etag, items } satisfies StoredPacks);
    return items;
  } catch (problem) {
    if (stored) return stored.items;
    throw problem;
  }
}

/** What this phone holds already; nothing is asked. For pages that must open with one request. */
export function keptPacks(): ClientPack[] | undefined {
  return storage.read<StoredPacks>(STORED)?.items;
}

export function usePacks(): Loading<ClientPack[]> {
  return useLoading('packs', loadPacks);
}

/** The pack of one family, or undefined while it is fetched or where it is unknown. */
export function packOf(packs: ClientPack[] | undefined, family: string | undefined): ClientPack | undefined {
  return packs?.find((pack) => pack.family === family);
}

/** True where this client is too old for the pack's rules. */
export function isTooNew(pack: ClientPack): boolean {
  return pack.engine > KNOWN_ENGINE;
}

const listeners = new Set<() => void>();
let chosen: string | undefined;
let isRead = false;

function chosenFamily(): string | undefined {
  if (!isRead) {
    chosen = storage.read<string>(CHOSEN);
    isRead = true;
  }
  return chosen;
}

/** The province that the person chose, remembered on this phone. */
export function useProvince(): string | undefined {
  return useSyncExternalStore(subscribe, chosenFamily);
}

function subscribe(told: () => void): () => void {
  listeners.add(told);
  return () => listeners.delete(told);
}

export function chooseProvince(family: string): void {
  chosen = family;
  isRead = true;
  storage.write(CHOSEN, family);
  for (const told of listeners) told();
}
