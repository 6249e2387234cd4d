import type { Kinship } from '@gongji/shared/domain/kinship';
import { draftStorage } from '@/platform';
import type { Identity } from '../prove/identity';

/** All that was chosen and typed on the way to a bind. Survives sign-in, proof and face check. */
export interface BindDraft {
  family?: string;
  role?: 'owner' | 'member';
  kinship?: Kinship;
  /** As typed; may be half done. */
  typed: Identity;
  /** Checked and sent along. */
  member?: Identity;
  guardianConsentHash?: string;
  /** Once bound or invited: what the last screens watch. */
  sharingId?: string;
  memberId?: string;
}

const NAME = 'bind';
export const EMPTY_DRAFT: BindDraft = { typed: { name: '', certificateNumber: '' } };

export function readDraft(): BindDraft {
  const text = draftStorage.read(NAME);
  return text ? (JSON.parse(text) as BindDraft) : EMPTY_DRAFT;
}

/** A bind that is done is no draft any more: whoever comes back begins anew. */
export function writeDraft(draft: BindDraft): void {
  if (draft.memberId) draftStorage.remove(NAME);
  else draftStorage.write(NAME, JSON.stringify(draft));
}

export function forgetDraft(): void {
  draftStorage.remove(NAME);
}
