import { describe, expect, it } from 'vitest';
import type { PolicyPack } from '../policy/pack';
import { GANSU } from '../policy/packs/gansu';
import { GUIZHOU } from '../policy/packs/guizhou';
import { HEBEI } from '../policy/packs/hebei';
import { JIANGSU } from '../policy/packs/jiangsu';
import { buildPack } from '../test-builders';
import { nextStep } from './journey';
import type { Journey } from './journey.types';

const start: Journey = { isSignedIn: false, hasMemberIdentity: false, findings: [] };
const failed: Journey['findings'][number] = {
  check: 'kinship',
  status: 'fail',
  rule: '要是近亲属',
  sourceKey: 'GS',
  basis: 'source',
};

/** Walks on from step to step; each entry is what the person just did and the step that must follow. */
function walk(pack: PolicyPack, way: readonly [done: Partial<Journey>, expected: string][]) {
  let journey = start;
  for (const [done, expected] of way) {
    journey = { ...journey, ...done };
    expect(nextStep(journey, pack).name).toBe(expected);
  }
  return journey;
}

describe('the owner’s way', () => {
  it('in Gansu: proof by face, commitment, invitation, allocation', () => {
    expect(nextStep(start, undefined)).toEqual({ name: 'chooseProvince' });
    walk(GANSU, [
      [{}, 'chooseProvince'],
      [{ family: 'gansu' }, 'chooseRole'],
      [{ role: 'owner' }, 'signIn'],
      [{ isSignedIn: true }, 'proveSelf'],
      [{ ownerProof: 'phone' }, 'proveSelf'],
      [{ ownerProof: 'face' }, 'chooseKinship'],
      [{ kinship: 'parent' }, 'enterMember'],
      [{ hasMemberIdentity: true, memberAge: 66 }, 'readCommitment'],
      [{ acceptedTextHash: 'an older text' }, 'readCommitment'],
      [{ acceptedTextHash: GANSU.documents.commitment?.hash }, 'confirm'],
      [{ memberStatus: 'invited' }, 'shareInvitation'],
      [{ memberStatus: 'registering' }, 'registering'],
      [{ memberStatus: 'active' }, 'allocate'],
      [{ hasAllocated: true }, 'done'],
    ]);
  });

  it('in Hebei: proof by phone, no commitment, no invitation, no allocation', () => {
    walk(HEBEI, [
      [{ family: 'hebei', role: 'owner', isSignedIn: true }, 'proveSelf'],
      [{ ownerProof: 'phone' }, 'chooseKinship'],
      [{ kinship: 'child' }, 'enterMember'],
      [{ hasMemberIdentity: true, memberAge: 13 }, 'guardianConsent'],
      [{ hasGuardianConsent: true }, 'confirm'],
      [{ memberStatus: 'registering' }, 'registering'],
      [{ memberStatus: 'active' }, 'done'],
    ]);
  });

  it('in Guizhou: proof by phone and nothing else', () => {
    walk(GUIZHOU, [
      [{ family: 'guizhou', role: 'owner', isSignedIn: true }, 'proveSelf'],
      [{ ownerProof: 'phone' }, 'chooseKinship'],
      [{ kinship: 'spouse' }, 'enterMember'],
      [{ hasMemberIdentity: true, memberAge: 40 }, 'confirm'],
      [{ memberStatus: 'registering' }, 'registering'],
      [{ memberStatus: 'active' }, 'done'],
    ]);
  });

  it('in Jiangsu: a window, then the commitment to sign', () => {
    walk(JIANGSU, [
      [{ family: 'jiangsu', role: 'owner', isSignedIn: true, ownerProof: 'phone' }, 'chooseKinship'],
      [{ kinship: 'child' }, 'enterMember'],
      [{ hasMemberIdentity: true, memberAge: 8 }, 'chooseWindow'],
      [{ hasWindow: true }, 'readCommitment'],
      [{ acceptedTextHash: JIANGSU.documents.commitment?.hash }, 'guardianConsent'],
      [{ hasGuardianConsent: true }, 'confirm'],
      [{ memberStatus: 'active' }, 'done'],
      [{ memberStatus: 'suspended' }, 'suspended'],
    ]);
  });

  it('names the level of proof and the text to read', () => {
    const journey: Journey = { ...start, family: 'gansu', role: 'owner', isSignedIn: true };
    expect(nextStep(journey, GANSU)).toEqual({ name: 'proveSelf', proof: 'face' });
    const ready: Journey = { ...journey, ownerProof: 'face', kinship: 'child', hasMemberIdentity: true, memberAge: 15 };
    expect(nextStep(ready, GANSU)).toEqual({ name: 'readCommitment', textHash: GANSU.documents.commitment?.hash });
    const agreed = { ...ready, acceptedTextHash: GANSU.documents.commitment?.hash };
    expect(nextStep(agreed, GANSU)).toEqual({
      name: 'guardianConsent',
      textHash: GANSU.documents.guardianConsent?.hash,
    });
    expect(nextStep({ ...agreed, memberAge: 16 }, GANSU).name).toBe('confirm');
  });

  it('says no before it asks for more', () => {
    const journey: Journey = { ...start, family: 'gansu', role: 'owner', findings: [failed] };
    expect(nextStep(journey, GANSU).name).toBe('notEligible');
    expect(nextStep({ ...journey, memberStatus: 'active', hasAllocated: true }, GANSU).name).toBe('done');
    expect(nextStep({ ...journey, findings: [], memberStatus: 'refused' }, GANSU).name).toBe('notEligible');
  });

  it.each(['declined', 'cancelled', 'ended', 'ending'])('may begin again after %s', (memberStatus) => {
    const journey: Journey = {
      ...start,
      family: 'hebei',
      role: 'owner',
      isSignedIn: true,
      ownerProof: 'face',
      memberStatus,
    };
    expect(nextStep(journey, HEBEI).name).toBe('chooseKinship');
  });

  it('asks for the province again when the pack is another one', () => {
    expect(nextStep({ ...start, family: 'gansu' }, HEBEI).name).toBe('chooseProvince');
  });

  it('asks for no proof where the pack asks for none', () => {
    const pack = buildPack(HEBEI, { 'owner.proof': 'none' });
    expect(nextStep({ ...start, family: 'hebei', role: 'owner', isSignedIn: true }, pack).name).toBe('chooseKinship');
  });
});

describe('the member’s way', () => {
  it('in Gansu: signs in, proves the face, waits, done', () => {
    walk(GANSU, [
      [{ family: 'gansu', role: 'member' }, 'signIn'],
      [{ isSignedIn: true }, 'askOwner'],
      [{ memberStatus: 'invited', memberAge: 40 }, 'memberFace'],
      [{ memberStatus: 'registering' }, 'registering'],
      [{ memberStatus: 'active' }, 'done'],
      [{ memberStatus: 'suspended' }, 'suspended'],
      [{ memberStatus: 'refused' }, 'notEligible'],
      [{ memberStatus: 'declined' }, 'askOwner'],
    ]);
  });

  it('asks for no face where the pack asks for none', () => {
    const pack = buildPack(GANSU, { 'consent.memberFaceFromAge': null });
    const journey: Journey = { ...start, family: 'gansu', role: 'member', isSignedIn: true, memberStatus: 'invited' };
    expect(nextStep(journey, pack).name).toBe('confirm');
  });
});
