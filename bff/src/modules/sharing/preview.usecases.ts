import { checkCertificate } from '@gongji/shared/domain/certificate';
import { ageOn, civilDayOf } from '@gongji/shared/domain/civil-day';
import { assess } from '@gongji/shared/domain/eligibility';
import type { Finding } from '@gongji/shared/domain/eligibility.types';
import { nextStep } from '@gongji/shared/domain/journey';
import type { Step } from '@gongji/shared/domain/journey.types';
import type { Kinship } from '@gongji/shared/domain/kinship';
import { isName, normaliseName } from '@gongji/shared/domain/names';
import { liveMembers } from '@gongji/shared/domain/sharing';
import type { Refusal, Window } from '@gongji/shared/domain/sharing.types';
import type { Caller } from '../../http/handler';
import { HttpError } from '../../http/http-error';
import { withSource } from '../refusal';
import type { People } from './ports';
import { coreFacts } from './sharing.facts';
import { packFor, type SharingLedger } from './sharing.ledger';
import { sharingOf } from './sharing.record';

/** "Can it be done?", before anything is done. */
export function createPreview(deps: { people: People; ledger: SharingLedger; clock: () => Date }) {
  const { people, ledger, clock } = deps;

  /** Can it be done? Told before anybody fills in a form; facts of a member only to a proven owner. */
  return async function preview(
    input: {
      family: string;
      kinship?: Kinship;
      member?: { name: string; certificateNumber: string };
      hasGuardianConsent?: boolean;
      window?: Window;
    },
    caller: Caller | undefined,
  ): Promise<{
    findings: Finding[];
    refusals: (Refusal & { sourceTitle?: string })[];
    nextStep: Step;
    memberAgreement?: 'ownFace' | 'guardian' | 'none';
  }> {
    const pack = packFor(input.family);
    const now = clock().toISOString();
    // Strangers' words are not looked up, but what cannot be a name is told to everybody.
    if (input.member && !isName(normaliseName(input.member.name))) throw new HttpError('NAME_INVALID');
    const ownerId = caller?.personId;
    const stored = ownerId ? await ledger.byOwner(ownerId, pack.family) : undefined;
    const sharing = stored ? sharingOf(stored) : undefined;
    const memberPersonId = ownerId && input.member ? (await people.mention(input.member)).personId : undefined;
    const facts = ownerId
      ? await coreFacts(people, { pack, ownerId, ...(memberPersonId ? { memberPersonId } : {}), sharing }).catch(
          (problem: unknown) => {
            // Conditions can be told without the core; the bind itself will ask again.
            if (problem instanceof HttpError && problem.code === 'CORE_UNAVAILABLE') return {};
            throw problem;
          },
        )
      : {};
    const findings = assess({
      pack,
      ...(input.kinship ? { kinship: input.kinship } : {}),
      ...facts,
      currentMembers: liveMembers(sharing).length,
      now,
    });
    const memberAge = input.member ? ageOf(input.member.certificateNumber, now) : undefined;
    const step = nextStep(
      {
        family: pack.family,
        role: 'owner',
        isSignedIn: caller !== undefined,
        ...(caller?.proof ? { ownerProof: caller.proof } : {}),
        ...(input.kinship ? { kinship: input.kinship } : {}),
        hasMemberIdentity: input.member !== undefined,
        ...(memberAge === undefined ? {} : { memberAge }),
        findings,
        ...(sharing?.commitment ? { acceptedTextHash: sharing.commitment.textHash } : {}),
        hasGuardianConsent: input.hasGuardianConsent === true,
        hasWindow: input.window !== undefined,
      },
      pack,
    );
    return {
      findings,
      refusals: findings.flatMap(({ refusal }) => (refusal ? [withSource(refusal, pack)] : [])),
      nextStep: step,
      ...(memberAge === undefined ? {} : { memberAgreement: agreementOf(pack, memberAge) }),
    };
  };
}

export type Preview = ReturnType<typeof createPreview>;

/** Completed years of age, read from the certificate number; undefined when it cannot be right. */
function ageOf(certificateNumber: string, now: string): number | undefined {
  const checked = checkCertificate(certificateNumber);
  return checked.ok ? ageOn(checked.value.birthOn, civilDayOf(now)) : undefined;
}

/** How this member has to agree under this pack. */
export function agreementOf(pack: ReturnType<typeof packFor>, age: number): 'ownFace' | 'guardian' | 'none' {
  const guardianBelow = pack.consent.guardianConfirmsBelowAge.value;
  if (guardianBelow !== null && age < guardianBelow) return 'guardian';
  const faceFrom = pack.consent.memberFaceFromAge.value;
  return pack.consent.memberAgrees.value && faceFrom !== null && age >= faceFrom ? 'ownFace' : 'none';
}
