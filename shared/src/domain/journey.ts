import type { PolicyPack, ProofLevel } from '../policy/pack';
import type { Journey, Step } from './journey.types';

const PROOF_ORDER: readonly ProofLevel[] = ['none', 'phone', 'face'];

/**
 * The next screen, from what is proven so far. Pure and without any province: order and demands come from the pack alone.
 * Any failed finding leads to 'notEligible' (why, and what to do) before anything more is asked.
 */
export function nextStep(journey: Journey, pack: PolicyPack | undefined): Step {
  if (pack === undefined || journey.family !== pack.family) return { name: 'chooseProvince' };
  if (journey.role === undefined) return { name: 'chooseRole' };
  return journey.role === 'owner' ? ownerStep(journey, pack) : memberStep(journey, pack);
}

function ownerStep(journey: Journey, pack: PolicyPack): Step {
  switch (journey.memberStatus) {
    case 'invited':
      return { name: 'shareInvitation' };
    case 'agreed':
    case 'registering':
      return { name: 'registering' };
    case 'active':
      return { name: pack.funding.value === 'allocation' && !journey.hasAllocated ? 'allocate' : 'done' };
    case 'suspended':
      return { name: 'suspended' };
    case 'refused':
      return { name: 'notEligible' };
    // ending, ended, declined, cancelled: nothing stands any more, the owner may begin again.
  }
  if (journey.findings.some(({ status }) => status === 'fail')) return { name: 'notEligible' };
  if (!journey.isSignedIn) return { name: 'signIn' };
  const wanted = pack.owner.proof.value;
  if (wanted !== 'none' && PROOF_ORDER.indexOf(journey.ownerProof ?? 'none') < PROOF_ORDER.indexOf(wanted)) {
    return { name: 'proveSelf', proof: wanted };
  }
  if (journey.kinship === undefined) return { name: 'chooseKinship' };
  if (!journey.hasMemberIdentity) return { name: 'enterMember' };
  if (pack.window.value !== null && !journey.hasWindow) return { name: 'chooseWindow' };
  const commitment = pack.documents.commitment;
  if (pack.consent.commitment.value !== 'none' && commitment && journey.acceptedTextHash !== commitment.hash) {
    return { name: 'readCommitment', textHash: commitment.hash };
  }
  const guardianAge = pack.consent.guardianConfirmsBelowAge.value;
  const isChild = guardianAge !== null && journey.memberAge !== undefined && journey.memberAge < guardianAge;
  if (isChild && !journey.hasGuardianConsent) {
    const textHash = pack.documents.guardianConsent?.hash;
    return { name: 'guardianConsent', ...(textHash === undefined ? {} : { textHash }) };
  }
  return { name: 'confirm' };
}

function memberStep(journey: Journey, pack: PolicyPack): Step {
  if (!journey.isSignedIn) return { name: 'signIn' };
  switch (journey.memberStatus) {
    case 'invited': {
      const faceAge = pack.consent.memberFaceFromAge.value;
      const isAsked = faceAge !== null && (journey.memberAge === undefined || journey.memberAge >= faceAge);
      return isAsked ? { name: 'memberFace', proof: 'face' } : { name: 'confirm' };
    }
    case 'agreed':
    case 'registering':
      return { name: 'registering' };
    case 'active':
      return { name: 'done' };
    case 'suspended':
      return { name: 'suspended' };
    case 'refused':
      return { name: 'notEligible' };
    default:
      return { name: 'askOwner' };
  }
}
