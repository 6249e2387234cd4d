import type { Finding } from './eligibility.types';
import type { Kinship } from './kinship';

/** What is proven or filled in so far on the way to a bind. */
export interface Journey {
  family?: string;
  role?: 'owner' | 'member';
  isSignedIn: boolean;
  /** Proof level of the signed-in person, undefined = not proven. */
  ownerProof?: 'phone' | 'face';
  kinship?: Kinship;
  hasMemberIdentity: boolean;
  /** Packs with a window: start (and end) are chosen. */
  hasWindow?: boolean;
  memberAge?: number;
  /** Empty until checked. */
  findings: Finding[];
  /** The text that was confirmed, and signed where the pack wants it signed. */
  acceptedTextHash?: string;
  hasGuardianConsent?: boolean;
  /** Status of the member that this journey made or was invited to, once there is one. */
  memberStatus?: string;
  /** Allocation packs: money was already moved into the family account. */
  hasAllocated?: boolean;
}

/** The next screen. The server sends it; a client that does not know a step shows "please update" and the window route. */
export type StepName =
  | 'chooseProvince'
  | 'chooseRole'
  /** The bind is begun by the other side: how to ask them, and the window. */
  | 'askOwner'
  | 'signIn'
  | 'proveSelf'
  | 'chooseKinship'
  | 'enterMember'
  /** When the sharing begins and ends, where the pack has a window. */
  | 'chooseWindow'
  | 'notEligible'
  | 'readCommitment'
  | 'guardianConsent'
  | 'confirm'
  | 'shareInvitation'
  | 'memberFace'
  | 'registering'
  | 'allocate'
  /** Stands but pays nothing: why, and what to do. */
  | 'suspended'
  | 'done';

export interface Step {
  name: StepName;
  /** For proveSelf: the level the pack asks. */
  proof?: 'phone' | 'face';
  /** For readCommitment / guardianConsent: the text to read. */
  textHash?: string;
}
