import type { Kinship } from '@gongji/shared/domain/kinship';
import { draftStorage, keptDraftStorage } from '@/platform';
import type { Identity } from '../prove/identity';
import type { WindowChoice } from '../sharing/window-choice';

/** All that was chosen and typed on the way to a bind. Survives sign-in, proof, leaving the page and killing the program. */
export interface BindDraft {
  family?: string;
  /** Who begins a bind pays, unless they say otherwise. */
  role: 'owner' | 'member';
  kinship?: Kinship;
  /** As typed; may be half done. */
  typed: Identity;
  /** Checked and sent along. */
  member?: Identity;
  /** As chosen; may be half done. */
  window?: WindowChoice;
  /** The window is settled: the next screen may come. */
  isWindowChosen?: boolean;
  /** The text being read: answers so far, and the name typed as signature. */
  reading?: { textHash: string; answers: Record<number, number>; signature: string };
  guardianConsentHash?: string;
  /** Once bound or invited: what the last screens watch. */
  sharingId?: string;
  memberId?: string;
}

interface KeptDraft {
  savedAt: string;
  draft: BindDraft;
}

const NAME = 'bind-draft';
/**
 * How long an unfinished bind stays on the phone after its last change. It holds a relative's name and certificate number, often a child's:
 * those must not lie there longer than the work needs. So it goes when the bind is done, when the person signs out, and
 * after a day in any case (at the next start of the program or the next look, whichever comes first).
 */
const KEPT_MS = 24 * 3_600_000;
export const EMPTY_DRAFT: BindDraft = { role: 'owner', typed: { name: '', certificateNumber: '' } };

/** The unfinished bind of this phone; one that is too old or cannot be read is removed, not returned. */
export function readDraft(now: Date = new Date()): BindDraft {
  const text = keptDraftStorage.read(NAME);
  if (text === undefined) return EMPTY_DRAFT;
  const kept = keptIn(text);
  const ageMs = now.getTime() - Date.parse(kept?.savedAt ?? '');
  // A clock that was set back must not keep a draft for ever.
  if (kept?.draft?.typed && Math.abs(ageMs) < KEPT_MS) return kept.draft;
  keptDraftStorage.remove(NAME);
  return EMPTY_DRAFT;
}

function keptIn(text: string): Partial<KeptDraft> | undefined {
  try {
    return JSON.parse(text) as Partial<KeptDraft>;
  } catch {
    return undefined;
  }
}

/** A bind that is done is no draft any more: whoever comes back begins anew. */
export function writeDraft(draft: BindDraft, now: Date = new Date()): void {
  if (draft.memberId) keptDraftStorage.remove(NAME);
  else keptDraftStorage.write(NAME, JSON.stringify({ savedAt: now.toISOString(), draft } satisfies KeptDraft));
}

export function forgetDraft(): void {
  keptDraftStorage.remove(NAME);
}

/** Signing out: nothing that was typed on the way to anything stays on this phone. */
export function forgetAllDrafts(): void {
  keptDraftStorage.clear();
  draftStorage.clear();
}
