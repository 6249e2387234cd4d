import { dueByFacts } from '@gongji/shared/domain/insurance-facts';
import type { DisputeOutcome } from '@gongji/shared/domain/sharing.types';
import { HttpError } from '../../http/http-error';
import { newId } from '../../ids';
import type { Collection } from '../../storage/port';
import type { People } from './ports';
import type { SharingDocument } from './sharing.collection';
import { endCauseOf } from './sharing.effects';
import { packFor, type SharingLedger } from './sharing.ledger';
import { sharingOf } from './sharing.record';

/** What happens to a sharing without its people asking: the core's news, and an operator's decision. */
export function createSharingLives(deps: {
  collection: Collection<SharingDocument>;
  people: People;
  ledger: SharingLedger;
  /** Lets what is now owed go out. */
  settled(document: SharingDocument): Promise<SharingDocument>;
}) {
  const { collection, people, ledger, settled } = deps;
  return {
    /** A relation of ours ended at the core: asked by us, or elsewhere. Hearing it twice does no harm. */
    async endedByCore(event: { coreRelationId: string; because: string; commandId: string }): Promise<void> {
      const document = (await collection.find({ relationIds: event.coreRelationId }, { limit: 1 }))[0];
      const member = document && memberOfRelation(document, event.coreRelationId);
      if (!document || !member || member.status === 'ended') return;
      const because =
        member.status === 'ending'
          ? endCauseOf(document, member.memberId)
          : event.because === 'insuranceEnded'
            ? 'insuranceEnded'
            : 'endedElsewhere';
      const written = await orAlreadySo(
        ledger.carryOut({
          where: { sharingId: document._id },
          command: { type: 'confirmEnd', commandId: event.commandId, memberId: member.memberId, because },
          role: 'core',
          facts: async () => ({}),
        }),
      );
      if (written) await settled(written);
    },

    /**
     * The core says that somebody's insurance changed: what the pack makes of it is carried out on every sharing of theirs.
     * Throws GatewayError when the core cannot be asked; the event is then told again.
     */
    async insuranceChanged(event: { personId: string; region: string; commandId: string }): Promise<void> {
      const { personId, region } = event;
      const [owned, joined] = await Promise.all([
        collection.find({ ownerId: personId }, { limit: 50 }),
        collection.find({ memberPersonIds: personId }, { limit: 50 }),
      ]);
      const concerned = [...owned, ...joined].filter((document) => packFor(document.family).region === region);
      if (concerned.length === 0) return;
      const facts = await people.facts(personId, region);
      for (const document of concerned) {
        const due = dueByFacts(sharingOf(document), {
          pack: packFor(document.family),
          factsOf: (asked) => (asked === personId ? facts : undefined),
          commandIdFor: (memberId, type) => `${event.commandId}_${memberId}_${type}`,
        });
        for (const command of due) {
          const written = await orAlreadySo(
            ledger.carryOut({ where: { sharingId: document._id }, command, role: 'core', facts: async () => ({}) }),
          );
          if (written) await settled(written);
        }
      }
    },

    /** An operator has looked at a "not mine": the relation ends, or stands as before. Safe to repeat with the same `commandId`. */
    async resolveDispute(decision: {
      sharingId: string;
      memberId: string;
      outcome: DisputeOutcome;
      commandId: string;
    }): Promise<void> {
      const { sharingId, memberId, outcome, commandId } = decision;
      const written = await ledger.carryOut({
        where: { sharingId },
        command: { type: 'resolveDispute', commandId, memberId, outcome, effectId: newId() },
        role: 'operator',
        facts: async () => ({}),
      });
      await settled(written);
    },
  };
}

export type SharingLives = ReturnType<typeof createSharingLives>;

/** What the core tells may have been recorded a moment ago, by our own effect: then there is nothing to write. */
const orAlreadySo = (writing: Promise<SharingDocument>): Promise<SharingDocument | undefined> =>
  writing.catch((problem: unknown) => {
    if (problem instanceof HttpError && problem.code === 'REFUSED') return undefined;
    throw problem;
  });

const memberOfRelation = (document: SharingDocument, coreRelationId: string) =>
  sharingOf(document).members.find((member) => member.registration?.coreRelationId === coreRelationId);
