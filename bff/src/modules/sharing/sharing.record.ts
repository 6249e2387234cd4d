import { createHash } from 'node:crypto';
import { fold, seatsOf } from '@gongji/shared/domain/sharing';
import type { Action, Sharing } from '@gongji/shared/domain/sharing.types';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { withDueAt } from '../../effects/outbox';
import type { SharingDocument, SharingEffect } from './sharing.collection';
import { type MaskedNames, noticesOf } from './sharing.notices';

/** The sharing that a document's actions add up to. */
export function sharingOf(document: SharingDocument): Sharing {
  const sharing = fold(document.actions);
  if (!sharing) throw new Error('a stored sharing has no actions');
  return sharing;
}

const noticeEffectId = (actions: readonly Action[], at: number) =>
  `ntc_${createHash('sha256').update(`${actions[0]?.commandId}|${actions[0]?.type}|${at}`).digest('base64url').slice(0, 24)}`;

/** The effects that an action owes to the outside, apart from notices. */
function effectOf(action: Action, now: string): SharingEffect | undefined {
  const owed = { tries: 0, nextTryAt: now };
  const ofMember = (kind: SharingEffect['kind'], { effectId, memberId }: { effectId: string; memberId: string }) => ({
    ...owed,
    effectId,
    kind,
    subject: `member:${memberId}`,
    memberId,
  });
  switch (action.type) {
    case 'member.registering':
      return ofMember('registerRelation', action);
    case 'member.ending':
      return ofMember('endRelation', action);
    case 'member.disputed':
      return ofMember('freezeRelation', action);
    case 'member.restored':
      return ofMember('unfreezeRelation', action);
    case 'member.windowSet':
      // The window of the bind itself goes with the registration.
      return action.effectId === undefined
        ? undefined
        : ofMember('changeWindow', { ...action, effectId: action.effectId });
    case 'funds.requested':
      return {
        ...owed,
        effectId: action.effectId,
        kind: 'moveFunds',
        subject: 'funds',
        moveId: action.moveId,
      };
    default:
      return undefined;
  }
}

/** A new document for an owner's first command in a pack family. */
export function newSharingDocument(input: {
  sharingId: string;
  ownerId: string;
  pack: PolicyPack;
  now: string;
}): SharingDocument {
  return {
    _id: input.sharingId,
    version: 1,
    schemaVersion: 1,
    ownerId: input.ownerId,
    family: input.pack.family,
    packId: input.pack.id,
    openedAt: input.now,
    actions: [],
    memberPersonIds: [],
    relationIds: [],
    outbox: [],
  };
}

/**
 * The document after these actions: log, seats, look-up fields and everything that is now owed, in one value for one write.
 * An end that overtakes a registration which was certainly never sent cancels it: nothing is owed to the core at all.
 */
export function withActions(
  document: SharingDocument,
  actions: readonly Action[],
  context: { pack: PolicyPack; now: string; names: MaskedNames; takenSeats?: ReadonlySet<string> },
): SharingDocument {
  const { pack, now, names } = context;
  let outbox = document.outbox;
  const log: Action[] = [...document.actions];
  const fresh: Action[] = [];
  for (const action of actions) {
    log.push(action);
    fresh.push(action);
    if (action.type === 'member.ending') {
      const unsent = outbox.find(
        (effect) => effect.kind === 'registerRelation' && effect.memberId === action.memberId && effect.tries === 0,
      );
      if (unsent) {
        outbox = outbox.filter((effect) => effect !== unsent);
        const { commandId, at, by, memberId } = action;
        const ended: Action = {
          type: 'member.ended',
          commandId,
          at,
          by,
          memberId,
          because: 'cancelledBeforeRegistering',
        };
        log.push(ended);
        fresh.push(ended);
        continue;
      }
    }
    const effect = effectOf(action, now);
    if (effect) outbox = [...outbox, effect];
  }
  const sharing = fold(log);
  if (!sharing) throw new Error('actions did not open a sharing');
  // What is owed for a member who has ended is no longer owed.
  const gone = new Set(
    sharing.members
      .filter((member) => member.status === 'ended' || member.status === 'refused')
      .map((member) => member.memberId),
  );
  outbox = outbox.filter((effect) => effect.kind !== 'endRelation' || !effect.memberId || !gone.has(effect.memberId));
  const notices = fresh.flatMap((action) => noticesOf(action, sharing, pack, names));
  outbox = [
    ...outbox,
    ...notices.map((notice, at): SharingEffect => {
      const effectId = noticeEffectId(fresh, at);
      return { ...notice, effectId, kind: 'notify', subject: `notice:${effectId}`, tries: 0, nextTryAt: now };
    }),
  ];
  const seats = seatsOf(sharing, pack, { held: document.seats ?? [], taken: [...(context.takenSeats ?? [])] });
  const codes = sharing.members.flatMap((member) => (member.invitation ? [member.invitation.code] : []));
  const { seats: _, invitationCodes: __, ...rest } = document;
  return withDueAt(
    {
      ...rest,
      actions: log,
      memberPersonIds: [...new Set(sharing.members.map((member) => member.personId))],
      relationIds: sharing.members.flatMap((member) => member.registration?.coreRelationId ?? []),
      outbox,
      ...(seats.length > 0 ? { seats } : {}),
      ...(codes.length > 0 ? { invitationCodes: codes } : {}),
    },
    now,
  );
}
