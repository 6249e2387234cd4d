import type { PolicyPack, ProofLevel, Rule } from '../policy/pack';
import { addHours, ageOn, civilDayOf, instantMs } from './civil-day';
import { assess, firstRefusalOf, memberAgeOf } from './eligibility';
import { ownerRegionOf } from './insurance-facts';
import { isName, normaliseName } from './names';
import { refusalOf } from './refusals';
import { ok, refused } from './result';
import type { Action, Command, Facts, Member, RefusalCode, Sharing } from './sharing.types';
import type { CommandOf, DecideContext, Decision, Draft, Drafts } from './sharing-decide.types';
import { guardCommand, hasActiveMember } from './sharing-guards';
import { liveOn } from './sharing-lives';
import { liveMembers, pendingMove } from './sharing-state';
import { windowRefusal } from './window';

/** A face check serves for one day: long enough for a bad connection, too short for yesterday's visitor. */
const FACE_CHECK_HOURS = 24;
const PROOF_ORDER: readonly ProofLevel[] = ['none', 'phone', 'face'];

/**
 * What a command leads to: the actions to append, or a refusal that a person can be told. Pure. The first accepted
 * acceptCommitment or addMember also opens the sharing. A repeated command (see alreadyDone) is the caller's to answer.
 * `agree` is asked by the member with way 'ownPhone', by the owner with way 'besideOwner'; both need the member's own face.
 */
export function decide(sharing: Sharing | undefined, command: Command, context: DecideContext): Decision {
  const { pack, now, role } = context;
  const memberId = 'memberId' in command && command.type !== 'addMember' ? command.memberId : undefined;
  const barred = guardCommand(sharing, command.type, role, memberId, context);
  if (barred) return refused(barred);

  const drafts = draftsFor(sharing, command, context);
  if (!drafts.ok) return drafts;
  const opening: Draft[] =
    sharing === undefined
      ? [
          {
            type: 'sharing.opened',
            sharingId: context.sharingId,
            ownerId: context.ownerId,
            family: pack.family,
            packId: pack.id,
          },
        ]
      : [];
  const stamp = { commandId: command.commandId, at: now, by: role };
  return ok([...opening, ...drafts.value].map((draft) => ({ ...draft, ...stamp }) as Action));
}

function draftsFor(sharing: Sharing | undefined, command: Command, context: DecideContext): Drafts {
  const { pack, now } = context;
  const no = (code: RefusalCode, rule?: Rule<unknown>) => refused(refusalOf(code, pack, rule));
  switch (command.type) {
    case 'acceptCommitment':
      return acceptCommitment(command, context);
    case 'addMember':
      return addMember(sharing, command, context);
    case 'renewInvitation':
      return ok([invitation(command.memberId, command.invitationCode, pack, now)]);
    case 'cancelInvitation':
      return ok([{ type: 'member.cancelled', memberId: command.memberId }]);
    case 'agree':
      return agree(sharing as Sharing, command, context);
    case 'decline':
      return ok([{ type: 'member.declined', memberId: command.memberId }]);
    case 'unbind':
    case 'leave':
      return ok([{ type: 'member.ending', memberId: command.memberId, effectId: command.effectId }]);
    case 'moveFunds':
      return moveFunds(sharing as Sharing, command, context);
    case 'confirmRegistration': {
      const { memberId, coreRelationId } = command;
      return isItsRegistration(sharing, command)
        ? ok([{ type: 'member.registered', memberId, coreRelationId }])
        : no('NOT_AVAILABLE_NOW');
    }
    case 'refuseRegistration': {
      const { memberId, code, message } = command;
      return isItsRegistration(sharing, command)
        ? ok([{ type: 'member.registrationRefused', memberId, code, message }])
        : no('NOT_AVAILABLE_NOW');
    }
    case 'changeWindow':
    case 'refuseWindow':
    case 'dispute':
    case 'resolveDispute':
    case 'suspendByFacts':
    case 'resumeByFacts':
    case 'endByRule':
    case 'confirmEnd':
      return liveOn(memberOf(sharing, command.memberId) as Member, command, context);
    case 'confirmMove':
      return pendingMove(sharing)?.moveId === command.moveId
        ? ok([{ type: 'funds.done', moveId: command.moveId }])
        : no('NOT_AVAILABLE_NOW');
    case 'refuseMove': {
      const { moveId, code, message } = command;
      return pendingMove(sharing)?.moveId === moveId
        ? ok([{ type: 'funds.refused', moveId, code, message }])
        : no('NOT_AVAILABLE_NOW');
    }
  }
}

/** The current text, and where the pack wants a signature, a name under it; that it is the owner's own is the caller's to check. */
function acceptCommitment({ textHash, signature }: CommandOf<'acceptCommitment'>, { pack }: DecideContext): Drafts {
  const no = (code: RefusalCode) => refused(refusalOf(code, pack));
  if (textHash !== pack.documents.commitment?.hash) return no('COMMITMENT_OUTDATED');
  if (pack.consent.commitment.value !== 'sign') return ok([{ type: 'commitment.accepted', textHash }]);
  if (signature === undefined || !isName(normaliseName(signature.name))) return no('SIGNATURE_REQUIRED');
  return ok([{ type: 'commitment.accepted', textHash, signedBy: 'ownName' }]);
}

function addMember(sharing: Sharing | undefined, command: CommandOf<'addMember'>, context: DecideContext): Drafts {
  const { pack, facts, now } = context;
  const no = (code: RefusalCode) => refused(refusalOf(code, pack));
  const ownerId = sharing?.ownerId ?? context.ownerId;
  if (!isProven(facts, pack)) return no('OWNER_PROOF_REQUIRED');
  if (command.personId === ownerId) return no('MEMBER_IS_OWNER');
  if (liveMembers(sharing).some(({ personId }) => personId === command.personId)) return no('MEMBER_ALREADY_IN');
  if (sharing?.members.some(({ memberId }) => memberId === command.memberId)) return no('NOT_AVAILABLE_NOW');
  if (facts.owner?.personId !== ownerId) return no('OWNER_NOT_KNOWN');
  if (facts.member?.personId !== command.personId) return no('MEMBER_NOT_KNOWN');

  const { owner, member } = facts;
  const findings = assess({
    pack,
    kinship: command.kinship,
    owner,
    member,
    currentMembers: liveMembers(sharing).length,
    now,
  });
  const refusal = firstRefusalOf(findings);
  if (refusal) return refused(refusal);
  if (findings.some(({ status }) => status === 'unknown')) return no('MEMBER_NOT_KNOWN');

  const windowCode = windowRefusal(command.window, pack, now);
  if (windowCode) return no(windowCode);

  const { memberId, personId, kinship, effectId, window } = command;
  const ownerRegion = ownerRegionOf(owner, pack);
  const drafts: Draft[] = [
    { type: 'member.added', memberId, personId, kinship, ...(ownerRegion === undefined ? {} : { ownerRegion }) },
  ];
  if (pack.window.value !== null && window) {
    const { startAt, endAt } = window;
    drafts.push({ type: 'member.windowSet', memberId, startAt, ...(endAt === undefined ? {} : { endAt }) });
  }
  const isByGuardian = isGuardianNeeded(pack, memberAgeOf({ member, now }));
  if (isByGuardian) {
    const textHash = pack.documents.guardianConsent?.hash;
    if (textHash === undefined || command.guardianConsentHash !== textHash) return no('GUARDIAN_CONSENT_REQUIRED');
    drafts.push({ type: 'member.guardianConsented', memberId, textHash });
  }
  if (pack.consent.memberAgrees.value) {
    if (!isByGuardian) return ok([...drafts, invitation(memberId, command.invitationCode, pack, now)]);
    drafts.push({ type: 'member.agreed', memberId, way: 'guardian' });
  }
  return ok([...drafts, { type: 'member.registering', memberId, effectId }]);
}

function agree(sharing: Sharing, command: CommandOf<'agree'>, context: DecideContext): Drafts {
  const { pack, facts, now, role } = context;
  const no = (code: RefusalCode) => refused(refusalOf(code, pack));
  const member = memberOf(sharing, command.memberId) as Member;
  if ((command.way === 'ownPhone') !== (role === 'member')) return no('NOT_AVAILABLE_NOW');

  const { memberId, way, effectId } = command;
  const drafts: Draft[] = [{ type: 'member.agreed', memberId, way }];
  if (isFaceNeeded(pack, facts, member, now)) {
    const face = facts.memberFace;
    if (face === undefined || face.personId !== member.personId || !isFresh(face.passedAt, now)) {
      return no('FACE_REQUIRED');
    }
    if (command.faceCheckId !== undefined && command.faceCheckId !== face.faceCheckId) return no('FACE_REQUIRED');
    drafts.push({ type: 'member.faceProven', memberId, faceCheckId: face.faceCheckId });
  }
  // Days may lie between invitation and agreement: what is known afresh is checked again, the core has the last word.
  const refusal = firstRefusalOf(
    assess({
      pack,
      kinship: member.kinship,
      ...(facts.owner?.personId === sharing.ownerId ? { owner: facts.owner } : {}),
      ...(facts.member?.personId === member.personId ? { member: facts.member } : {}),
      currentMembers: liveMembers(sharing).length - 1,
      now,
    }),
  );
  if (refusal) return refused(refusal);
  return ok([...drafts, { type: 'member.registering', memberId, effectId }]);
}

function moveFunds(sharing: Sharing, command: CommandOf<'moveFunds'>, context: DecideContext): Drafts {
  const { pack, facts } = context;
  const no = (code: RefusalCode) => refused(refusalOf(code, pack));
  const { moveId, direction, amountFen, effectId } = command;
  if (!isProven(facts, pack)) return no('OWNER_PROOF_REQUIRED');
  if (direction === 'allocate' && !hasActiveMember(sharing)) return no('NOT_AVAILABLE_NOW');
  if (sharing.moves.some((move) => move.moveId === moveId)) return no('NOT_AVAILABLE_NOW');
  if (!Number.isSafeInteger(amountFen) || amountFen <= 0) return no('AMOUNT_INVALID');
  const availableFen = direction === 'allocate' ? facts.availableToAllocateFen : facts.availableToReturnFen;
  if (availableFen === undefined) return no('OWNER_NOT_KNOWN');
  if (amountFen > availableFen) return no('BALANCE_TOO_SMALL');
  return ok([{ type: 'funds.requested', moveId, direction, amountFen, effectId }]);
}

/** True when this age needs a guardian's recorded consent under the pack. */
export function isGuardianNeeded(pack: PolicyPack, age: number | undefined): boolean {
  const below = pack.consent.guardianConfirmsBelowAge.value;
  return below !== null && age !== undefined && age < below;
}

/** True when the pack asks this member's own face; an unknown age counts as old enough. */
function isFaceNeeded(pack: PolicyPack, facts: Facts, member: Member, now: string): boolean {
  const from = pack.consent.memberFaceFromAge.value;
  if (from === null) return false;
  const birthOn = facts.member?.personId === member.personId ? facts.member.birthOn : undefined;
  return birthOn === undefined || ageOn(birthOn, civilDayOf(now)) >= from;
}

function isFresh(passedAt: string, now: string): boolean {
  const age = instantMs(now) - instantMs(passedAt);
  return age >= 0 && age <= FACE_CHECK_HOURS * 3_600_000;
}

function isProven(facts: Facts, pack: PolicyPack): boolean {
  return PROOF_ORDER.indexOf(facts.ownerProof ?? 'none') >= PROOF_ORDER.indexOf(pack.owner.proof.value);
}

function invitation(memberId: string, code: string, pack: PolicyPack, now: string): Draft {
  return { type: 'member.invited', memberId, code, expiresAt: addHours(now, pack.consent.invitationHours.value) };
}

function memberOf(sharing: Sharing | undefined, memberId: string): Member | undefined {
  return sharing?.members.find((member) => member.memberId === memberId);
}

/** An answer of the core counts only for the registration that is still owed. */
function isItsRegistration(sharing: Sharing | undefined, command: { memberId: string; effectId: string }): boolean {
  return memberOf(sharing, command.memberId)?.registration?.effectId === command.effectId;
}
