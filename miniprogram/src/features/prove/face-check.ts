import { call, type Reply, session } from '@/api';
import { draftStorage, paths, platformFace } from '@/platform';

export type FaceOutcome = Reply<'faceCheck.finish'>;

/** Whose face: my own (with name and number while nobody is attached to this sign-in), or a member's who stands beside me. */
export type FaceSubject =
  | { purpose: 'self'; identity?: { name: string; certificateNumber: string } }
  | { purpose: 'member'; sharingId: string; memberId: string };

interface PendingFace {
  faceCheckId: string;
  /** The page that asked; it is opened again with the check's id. */
  then: string;
}

const PENDING = 'face';
const TRIES = 5;
const BETWEEN_TRIES_MS = 1200;

/**
 * Runs one face check. Undefined: the program was left for the certify page and comes back on the return page.
 * The outcome is always the server's, never the phone's.
 */
export async function checkFace(
  subject: FaceSubject,
  then: string,
): Promise<{ faceCheckId: string; outcome: FaceOutcome } | undefined> {
  const returnUrl = platformFace.returnUrl(paths.faceReturn);
  const ticket = await call('faceCheck.start', {
    body: { ...subject, channel: platformFace.channel, ...(returnUrl ? { returnUrl } : {}) },
  });
  draftStorage.write(PENDING, JSON.stringify({ faceCheckId: ticket.faceCheckId, then } satisfies PendingFace));
  if ((await platformFace.run(ticket)) === 'left') return undefined;
  draftStorage.remove(PENDING);
  return { faceCheckId: ticket.faceCheckId, outcome: await finishFace(ticket.faceCheckId) };
}

/** Asks the server how the check went; the vendor may need a moment. */
export async function finishFace(faceCheckId: string): Promise<FaceOutcome> {
  for (let tries = 1; ; tries += 1) {
    const outcome = await call('faceCheck.finish', { params: { faceCheckId } });
    if (outcome.status !== 'pending' || tries >= TRIES) {
      if (outcome.status === 'passed' && outcome.me?.person) session.markProven();
      return outcome;
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
  }
}

/** The check that was under way when the program was left. Read once. */
export function takePendingFace(): PendingFace | undefined {
  const text = draftStorage.read(PENDING);
  draftStorage.remove(PENDING);
  return text ? (JSON.parse(text) as PendingFace) : undefined;
}

/** The asking page's address with the passed check's id. */
export function withFaceCheck(then: string, faceCheckId: string): string {
  return `${then}${then.includes('?') ? '&' : '?'}faceCheckId=${faceCheckId}`;
}
