import type { Result } from '@gongji/shared/domain/result';
import { alreadyDone, decide } from '@gongji/shared/domain/sharing';
import type { Action, Command, Facts, Refusal, Role } from '@gongji/shared/domain/sharing.types';
import { packOfFamily } from '@gongji/shared/policy/index';
import type { PolicyPack } from '@gongji/shared/policy/pack';
import { HttpError } from '../../http/http-error';
import { type Collection, Conflict } from '../../storage/port';
import { present } from '../refusal';
import type { People } from './ports';
import { seatRefusal, takenSeats } from './seats';
import type { SharingDocument } from './sharing.collection';
import type { MaskedNames } from './sharing.notices';
import { newSharingDocument, sharingOf, withActions } from './sharing.record';

const MOST_RACES = 60;

export interface SharingLedger {
  byId(sharingId: string): Promise<SharingDocument | undefined>;
  byOwner(ownerId: string, family: string): Promise<SharingDocument | undefined>;
  /** Decides and writes; safe to call again with the same `commandId`. Throws HttpError REFUSED with the rule's own words. */
  carryOut(input: {
    where: { sharingId: string } | { ownerId: string; pack: PolicyPack; newSharingId: string };
    command: Command;
    role: Role;
    /** The acting member's person, for role `member`. */
    personId?: string;
    /** Asked at each attempt, as another write may have changed what counts. */
    facts: (document: SharingDocument | undefined) => Promise<Facts>;
  }): Promise<SharingDocument>;
}

/** The pack of a family; a family that a newer version knew is refused in plain words. */
export function packFor(family: string): PolicyPack {
  const pack = packOfFamily(family);
  if (!pack) throw new HttpError('PACK_UNKNOWN');
  return pack;
}

/** Masked names of everybody in a sharing, for notices. */
export async function maskedNames(people: People, ownerId: string, memberIds: readonly string[]): Promise<MaskedNames> {
  const nameOf = async (id: string) => (await people.card(id)).maskedName;
  const [owner, names] = await Promise.all([
    nameOf(ownerId),
    Promise.all(memberIds.map(async (id) => [id, await nameOf(id)] as const)),
  ]);
  return { owner, members: new Map(names) };
}

type Where = Parameters<SharingLedger['carryOut']>[0]['where'];

/** Where a first command opens a sharing; a sharing asked for by its id has to be there. */
function placeOf(where: Where): { pack: PolicyPack; ownerId: string; sharingId: string } {
  if ('sharingId' in where) throw new HttpError('NOT_FOUND');
  return { pack: where.pack, ownerId: where.ownerId, sharingId: where.newSharingId };
}

/** Load → pure decision → one write, for every change to a sharing. */
export function createSharingLedger(deps: {
  collection: Collection<SharingDocument>;
  people: People;
  clock: () => Date;
}): SharingLedger {
  const { collection, people, clock } = deps;
  const byOwner = async (ownerId: string, family: string) =>
    (await collection.find({ ownerId, family }, { limit: 1 }))[0];

  return {
    byId: (sharingId) => collection.get(sharingId),
    byOwner,
    async carryOut({ where, command, role, personId, facts }) {
      // Seats that other documents were seen to hold: passed over while an alternative is left.
      const taken = new Set<string>();
      for (let race = 0; race < MOST_RACES; race += 1) {
        const stored =
          'sharingId' in where
            ? await collection.get(where.sharingId)
            : await byOwner(where.ownerId, where.pack.family);
        if (stored && alreadyDone(stored.actions, command.commandId)) return stored;
        const { pack, ownerId, sharingId } = stored
          ? { pack: packFor(stored.family), ownerId: stored.ownerId, sharingId: stored._id }
          : placeOf(where);
        const known = await facts(stored);
        const now = clock().toISOString();
        const decided: Result<Action[], Refusal> = decide(stored ? sharingOf(stored) : undefined, command, {
          pack,
          facts: known,
          now,
          role,
          sharingId,
          ownerId,
          ...(personId ? { personId } : {}),
        });
        if (!decided.ok) throw present(decided.refusal, pack);
        const memberIds = [
          ...(stored?.memberPersonIds ?? []),
          ...decided.value.flatMap((action) => (action.type === 'member.added' ? [action.personId] : [])),
        ];
        const names = await maskedNames(people, ownerId, [...new Set(memberIds)]);
        const document = stored ?? newSharingDocument({ sharingId, ownerId, pack, now });
        const next = withActions(document, decided.value, { pack, now, names, takenSeats: taken });
        try {
          if (!stored) {
            await collection.insert(next);
            return next;
          }
          if (await collection.replace(next)) return { ...next, version: next.version + 1 };
        } catch (problem) {
          if (!(problem instanceof Conflict)) throw problem;
          if (problem.index === 'invitationCodes') throw new HttpError('CONFLICT');
          // Another first bind of this owner made the document a moment ago: go on with that one.
          if (!stored && (await byOwner(ownerId, pack.family))) continue;
          // Look who holds the seat and try once more (another seat, or the same one if it was freed meanwhile); then say so.
          const seen = (await takenSeats(collection, next)).filter((seat) => !taken.has(seat));
          if (seen.length === 0 && taken.size > 0) throw present(seatRefusal(taken, next, pack), pack);
          for (const seat of seen) taken.add(seat);
        }
      }
      throw new HttpError('BUSY');
    },
  };
}
