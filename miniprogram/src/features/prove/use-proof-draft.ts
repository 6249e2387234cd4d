import { useState } from 'react';
import { draftStorage } from '@/platform';
import type { Identity } from './identity';

const NAME = 'prove';
const EMPTY: Identity = { name: '', certificateNumber: '' };

/** What was typed to prove myself; survives the way to the certify page and back, then it is forgotten. */
export function useProofDraft(): [Identity, (part: Partial<Identity>) => void, () => void] {
  const [draft, setDraft] = useState<Identity>(() => {
    const text = draftStorage.read(NAME);
    return text ? (JSON.parse(text) as Identity) : EMPTY;
  });
  const type = (part: Partial<Identity>) =>
    setDraft((old) => {
      const next = { ...old, ...part };
      draftStorage.write(NAME, JSON.stringify(next));
      return next;
    });
  return [draft, type, () => draftStorage.remove(NAME)];
}
