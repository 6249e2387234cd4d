import { useRef } from 'react';
import { type ClientPack, call } from '@/api';
import { type ChosenWindow, windowOf } from '../sharing/window-choice';
import type { JourneyState } from './use-journey';

/** A start this old would be refused as past; then "at once" means now again. */
const STALE_MS = 4 * 60_000;
const isStale = ({ startAt }: ChosenWindow): boolean => Date.now() - Date.parse(startAt) > STALE_MS;

/** The last act of a bind: `submit` sends what the draft holds (throws what the server says no to); `window` is what would be sent now. */
export function useSubmit(journey: JourneyState, pack: ClientPack) {
  const { kinship, member, guardianConsentHash, isWindowChosen, window: choice } = journey.draft;
  const hasWindow = pack.window.value !== null && isWindowChosen === true;
  // "At once" is fixed by the first tap: a second tap after a lost answer must say the very same, or it would be another bind.
  const sent = useRef<ChosenWindow | undefined>(undefined);
  const windowNow = () => (hasWindow && choice ? windowOf(choice, new Date().toISOString()) : undefined);
  const submit = async () => {
    if (!kinship || !member) return;
    if (!sent.current || isStale(sent.current)) sent.current = windowNow();
    const window = sent.current;
    const answer = await call('sharing.addMember', {
      body: {
        family: pack.family,
        kinship,
        member,
        ...(window ? { window } : {}),
        ...(guardianConsentHash ? { guardianConsentHash } : {}),
      },
    });
    // The relative's name and number have done their work: they do not stay on this phone.
    journey.commit({
      family: pack.family,
      role: 'owner',
      typed: { name: '', certificateNumber: '' },
      sharingId: answer.sharing.sharingId,
      memberId: answer.memberId,
    });
  };
  return { submit, window: windowNow() };
}
