import { decide } from '@gongji/shared/domain/sharing';
import type { Command, EndCause } from '@gongji/shared/domain/sharing.types';
import type { EffectHost } from '../../effects/worker';
import type { CoreRefusal, InsuranceCore } from '../../gateways/insurance-core/port';
import type { Collection } from '../../storage/port';
import type { People } from './ports';
import type { SharingDocument, SharingEffect } from './sharing.collection';
import { maskedNames, packFor } from './sharing.ledger';
import type { MaskedNames } from './sharing.notices';
import { sharingOf, withActions } from './sharing.record';

/** What came back from the outside, with the names that notices will need. */
export interface SharingDelivery {
  outcome:
    | { outcome: 'registered'; coreRelationId: string }
    | { outcome: 'ended' }
    | { outcome: 'done' }
    | { outcome: 'told' }
    | { outcome: 'changed' }
    | { outcome: 'frozen' }
    | { outcome: 'unfrozen' }
    /** Nothing had to be sent: what it was about is gone already. */
    | { outcome: 'moot' }
    | CoreRefusal;
  names: MaskedNames;
}

/** A matter for operators; the same kind and key open one case only. */
export interface CaseToOpen {
  kind: string;
  key: string;
  subjectIds: readonly string[];
  /** Ids only. */
  data: Readonly<Record<string, string>>;
}

export interface SharingEffectPorts {
  collection: Collection<SharingDocument>;
  people: People;
  coreFor(region: string): InsuranceCore | undefined;
  openCase(matter: CaseToOpen): Promise<unknown>;
  /** Puts a notice into the person's inbox; with `boundBy`, also tells them by SMS to the number that the core holds. Idempotent by `effectId`. */
  tell(notice: {
    effectId: string;
    personId: string;
    title: string;
    text: string;
    boundBy?: string;
    sharingId: string;
    region: string;
    occasion?: 'invitationAnswered';
  }): Promise<void>;
}

const unknownPerson: CoreRefusal = {
  outcome: 'refused',
  code: 'PERSON_UNKNOWN',
  message: '医保系统里没有查到这个人，请核对姓名和身份证号',
};

/** Delivers what a sharing owes: registers and ends relations, moves money, tells people. */
export function sharingEffectHost(
  ports: SharingEffectPorts,
): EffectHost<SharingDocument, SharingEffect, SharingDelivery> {
  const { people } = ports;

  async function send(document: SharingDocument, effect: SharingEffect): Promise<SharingDelivery['outcome']> {
    const pack = packFor(document.family);
    const core = ports.coreFor(pack.region);
    if (!core) throw new Error(`no core for region ${pack.region}`);
    const sharing = sharingOf(document);
    const member = sharing.members.find((each) => each.memberId === effect.memberId);
    const { effectId } = effect;
    switch (effect.kind) {
      case 'registerRelation': {
        if (!member) return { outcome: 'moot' };
        const [ownerPsnNo, memberPsnNo] = await Promise.all([
          people.psnNo(document.ownerId, pack.region),
          people.psnNo(member.personId, pack.region),
        ]);
        if (!ownerPsnNo || !memberPsnNo) return unknownPerson;
        const { kinship, window } = member;
        return core.register({
          effectId,
          ownerPsnNo,
          memberPsnNo,
          kinship,
          ...(window ? { window: { startAt: window.startAt, ...(window.endAt ? { endAt: window.endAt } : {}) } } : {}),
        });
      }
      case 'endRelation': {
        const coreRelationId = member?.registration?.coreRelationId;
        if (!coreRelationId) return { outcome: 'moot' };
        return core.end({ effectId, coreRelationId });
      }
      case 'changeWindow': {
        const coreRelationId = member?.registration?.coreRelationId;
        const asked = document.actions.find(
          (action) => action.type === 'member.windowSet' && action.effectId === effectId,
        );
        if (!coreRelationId || asked?.type !== 'member.windowSet') return { outcome: 'moot' };
        const { startAt, endAt } = asked;
        return core.changeWindow({ effectId, coreRelationId, startAt, ...(endAt ? { endAt } : {}) });
      }
      case 'freezeRelation': {
        if (!member) return { outcome: 'moot' };
        // Somebody looks into it even if the core cannot be reached now.
        await ports.openCase({
          kind: 'notMine',
          key: effectId,
          subjectIds: [member.personId, document.ownerId],
          data: { sharingId: document._id, memberId: member.memberId },
        });
        const coreRelationId = member.registration?.coreRelationId;
        return coreRelationId ? core.freeze({ effectId, coreRelationId }) : { outcome: 'moot' };
      }
      case 'unfreezeRelation': {
        const coreRelationId = member?.registration?.coreRelationId;
        return coreRelationId ? core.unfreeze({ effectId, coreRelationId }) : { outcome: 'moot' };
      }
      case 'moveFunds': {
        const move = sharing.moves.find((each) => each.moveId === effect.moveId);
        const ownerPsnNo = await people.psnNo(document.ownerId, pack.region);
        if (!move) return { outcome: 'moot' };
        if (!ownerPsnNo) return unknownPerson;
        return core.moveFunds({ effectId, ownerPsnNo, direction: move.direction, amountFen: move.amountFen });
      }
      case 'notify': {
        const { personId, title, text, boundBy, occasion } = effect;
        if (!personId || !title || !text) return { outcome: 'moot' };
        await ports.tell({
          effectId,
          personId,
          title,
          text,
          ...(boundBy ? { boundBy } : {}),
          ...(occasion ? { occasion } : {}),
          sharingId: document._id,
          region: pack.region,
        });
        return { outcome: 'told' };
      }
    }
  }

  /** The core's answer as a command of role `core`; undefined where nothing changes. */
  function commandOf(
    document: SharingDocument,
    effect: SharingEffect,
    outcome: SharingDelivery['outcome'],
  ): Command | undefined {
    const { effectId: commandId, effectId } = effect;
    const memberId = effect.memberId ?? '';
    const moveId = effect.moveId ?? '';
    switch (outcome.outcome) {
      case 'registered':
        return { type: 'confirmRegistration', commandId, effectId, memberId, coreRelationId: outcome.coreRelationId };
      case 'ended':
        return { type: 'confirmEnd', commandId, memberId, because: endCauseOf(document, memberId) };
      case 'done':
        return { type: 'confirmMove', commandId, moveId };
      case 'refused': {
        const { code, message } = outcome;
        if (effect.kind === 'registerRelation')
          return { type: 'refuseRegistration', commandId, effectId, memberId, code, message };
        if (effect.kind === 'changeWindow')
          return { type: 'refuseWindow', commandId, effectId, memberId, code, message };
        if (effect.kind === 'moveFunds') return { type: 'refuseMove', commandId, moveId, code, message };
        return undefined;
      }
      default:
        return undefined;
    }
  }

  return {
    collection: ports.collection,
    async deliver(document, effect) {
      const outcome = await send(document, effect);
      // A core that will not end a relation leaves it standing: keep trying, so that nobody is told that it ended.
      if (effect.kind === 'endRelation' && outcome.outcome === 'refused') throw new EndRefused(outcome.code);
      return { outcome, names: await maskedNames(people, document.ownerId, document.memberPersonIds) };
    },
    settle(document, effect, delivered, now) {
      const command = commandOf(document, effect, delivered.outcome);
      if (!command) return document;
      const pack = packFor(document.family);
      const decided = decide(sharingOf(document), command, {
        pack,
        facts: {},
        now,
        role: 'core',
        sharingId: document._id,
        ownerId: document.ownerId,
      });
      // The feed may have told us first: then there is nothing left to record.
      if (!decided.ok) return document;
      return withActions(document, decided.value, { pack, now, names: delivered.names });
    },
    onStuck(document, effect) {
      if (effect.kind === 'notify') return document;
      const effectId = `${effect.effectId.slice(0, 56)}_stuck`;
      if (document.outbox.some((owed) => owed.effectId === effectId)) return document;
      const notice: SharingEffect = {
        effectId,
        kind: 'notify',
        subject: `notice:${effectId}`,
        personId: document.ownerId,
        title: '还在办理，请再等等',
        text: '医保系统一直没有答复，我们会继续重试，不会重复办理。着急的话请拨打 12393 或到医保窗口办理。',
        tries: 0,
        nextTryAt: effect.nextTryAt,
      };
      return { ...document, outbox: [...document.outbox, notice] };
    },
  };
}

/** Why a member is on the way out: whoever asked for it. */
export function endCauseOf(document: SharingDocument, memberId: string): EndCause {
  const asked = document.actions.findLast((action) => action.type === 'member.ending' && action.memberId === memberId);
  if (asked?.by === 'operator') return 'disputed';
  return asked?.by === 'member' ? 'memberLeft' : 'ownerUnbound';
}

class EndRefused extends Error {
  constructor(readonly code: string) {
    super(`the core refused to end a relation: ${code}`);
    this.name = `EndRefused:${code}`;
  }
}
