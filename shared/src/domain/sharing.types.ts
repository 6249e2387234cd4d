import type { Kinship } from './kinship';

/**
 * A sharing (共济关系): one owner, one pack family, members, and an append-only list of actions.
 * `Sharing` is only ever the fold of its actions (see evolve); nothing else writes it.
 */
export interface Sharing {
  id: string;
  ownerId: string;
  family: string;
  openedAt: string;
  /** `signedBy`: the owner wrote the own name under it (never the name itself). */
  commitment?: { textHash: string; acceptedAt: string; signedBy?: 'ownName' };
  members: Member[];
  moves: FundsMove[];
  /** Money in the family account of this sharing as confirmed by the core: allocations done minus returns done, in fen. Spending is known by the core alone. */
  allocatedNetFen: number;
}

/**
 * invited → agreed → registering → active | refused → suspended ⇄ active → ending → ended.
 * `suspended` stands but pays nothing: said to be a mistake by the member, or insurance that is not in order.
 * `declined` and `cancelled` end an invitation before anything was registered.
 */
export type MemberStatus =
  | 'invited'
  | 'agreed'
  | 'registering'
  | 'active'
  | 'suspended'
  | 'refused'
  | 'ending'
  | 'ended'
  | 'declined'
  | 'cancelled';

/** Statuses in which a member still stands in (or on the way into) the sharing. */
export const LIVE_MEMBER_STATUSES = ['invited', 'agreed', 'registering', 'active', 'suspended', 'ending'] as const;

export interface Member {
  memberId: string;
  personId: string;
  kinship: Kinship;
  status: MemberStatus;
  addedAt: string;
  invitation?: { code: string; expiresAt: string };
  agreed?: { at: string; by: AgreementWay };
  face?: { faceCheckId: string; at: string };
  guardianConsent?: { textHash: string; at: string };
  /** Idempotent id of the registration at the core, once owed. */
  registration?: { effectId: string; coreRelationId?: string; at: string };
  ending?: { effectId: string; at: string };
  /** Where the owner was insured at the bind (GB/T 2260), to tell later that the insurance moved. */
  ownerRegion?: string;
  /** The time within which the money may be used; the end itself is outside. */
  window?: MemberWindow;
  /** Present exactly while the status is 'suspended'. */
  suspended?: { because: SuspendCause; at: string };
  /** The member said "not mine"; `resolved` once an operator has looked at it. */
  dispute?: { at: string; effectId: string; resolved?: { outcome: DisputeOutcome; at: string } };
  refusal?: { code: string; message: string; at: string };
  ended?: { because: EndCause; at: string };
}

/** How a member's agreement was given: on their own phone, beside the owner on the owner's phone, or by a guardian. */
export type AgreementWay = 'ownPhone' | 'besideOwner' | 'guardian';
export type EndCause =
  | 'ownerUnbound'
  | 'memberLeft'
  | 'endedElsewhere'
  | 'insuranceEnded'
  | 'disputed'
  | 'cancelledBeforeRegistering';

/** Why a relation stands but pays nothing. `…Paused`: insurance status paused; `…NotInsured`: ended, or moved out of reach. */
export type SuspendCause = 'disputed' | FactCause;
export type FactCause = 'ownerPaused' | 'memberPaused' | 'ownerNotInsured' | 'memberNotInsured';
export type DisputeOutcome = 'ended' | 'restored';

export interface Window {
  startAt: string;
  endAt?: string;
}

export interface MemberWindow extends Window {
  /** The change that the core has not refused; `before` comes back when it does. Absent for the window of the bind itself. */
  effectId?: string;
  before?: Window;
}

export interface FundsMove {
  moveId: string;
  direction: 'allocate' | 'return';
  amountFen: number;
  effectId: string;
  requestedAt: string;
  status: 'requested' | 'done' | 'refused';
  settledAt?: string;
  refusal?: { code: string; message: string };
}

interface ActionBase {
  /** The idempotency key of the command that caused this action. */
  commandId: string;
  at: string;
  by: Role;
}

/** Who acts. `core` = a confirmation or an event from the insurance core; `operator` = somebody at the office who closes a case. */
export type Role = 'owner' | 'member' | 'core' | 'operator';

export type Action = ActionBase &
  (
    | { type: 'sharing.opened'; sharingId: string; ownerId: string; family: string; packId: string }
    | { type: 'commitment.accepted'; textHash: string; signedBy?: 'ownName' }
    | { type: 'member.added'; memberId: string; personId: string; kinship: Kinship; ownerRegion?: string }
    | { type: 'member.invited'; memberId: string; code: string; expiresAt: string }
    | { type: 'member.agreed'; memberId: string; way: AgreementWay }
    | { type: 'member.declined'; memberId: string }
    | { type: 'member.faceProven'; memberId: string; faceCheckId: string }
    | { type: 'member.guardianConsented'; memberId: string; textHash: string }
    | { type: 'member.cancelled'; memberId: string }
    | { type: 'member.registering'; memberId: string; effectId: string }
    | { type: 'member.registered'; memberId: string; coreRelationId: string }
    | { type: 'member.registrationRefused'; memberId: string; code: string; message: string }
    /** With `effectId`: a later change that is owed to the core; without: the window that the registration itself carries. */
    | { type: 'member.windowSet'; memberId: string; startAt: string; endAt?: string; effectId?: string }
    | { type: 'member.windowRefused'; memberId: string; effectId: string; code: string; message: string }
    /** `effectId`: the freeze that is owed to the core. */
    | { type: 'member.disputed'; memberId: string; effectId: string }
    /** `effectId`: the unfreeze that is owed to the core. */
    | { type: 'member.restored'; memberId: string; effectId: string }
    | { type: 'member.suspended'; memberId: string; because: FactCause }
    | { type: 'member.resumed'; memberId: string }
    | { type: 'member.ending'; memberId: string; effectId: string }
    | { type: 'member.ended'; memberId: string; because: EndCause }
    | { type: 'funds.requested'; moveId: string; direction: 'allocate' | 'return'; amountFen: number; effectId: string }
    | { type: 'funds.done'; moveId: string }
    | { type: 'funds.refused'; moveId: string; code: string; message: string }
  );
export type ActionType = Action['type'];

/** What somebody asks for. `commandId` is the idempotency key; ids, codes and effect ids are made by the caller (the domain has no randomness). */
export type Command = {
  commandId: string;
} /** `signature` where the pack wants a signed commitment; the caller compares the name with the owner's own. */ & (
  | { type: 'acceptCommitment'; textHash: string; signature?: { name: string } }
  | {
      type: 'addMember';
      memberId: string;
      personId: string;
      kinship: Kinship;
      /** Used where the pack lets the member agree. */
      invitationCode: string;
      /** Used where the registration is owed at once. */
      effectId: string;
      /** Required where the pack asks it and the member is younger than the pack's own-agreement age. */
      guardianConsentHash?: string;
      /** Required where the pack has a window, unused elsewhere. */
      window?: Window;
    }
  | { type: 'renewInvitation'; memberId: string; invitationCode: string }
  | { type: 'cancelInvitation'; memberId: string }
  | { type: 'agree'; memberId: string; way: 'ownPhone' | 'besideOwner'; faceCheckId?: string; effectId: string }
  | { type: 'decline'; memberId: string }
  | { type: 'unbind'; memberId: string; effectId: string }
  | { type: 'leave'; memberId: string; effectId: string }
  /** What is left out stays; `isOpenEnded` takes the end away. */
  | {
      type: 'changeWindow';
      memberId: string;
      startAt?: string;
      endAt?: string;
      isOpenEnded?: boolean;
      effectId: string;
    }
  /** "Not mine": the member says that this relation is none of theirs. */
  | { type: 'dispute'; memberId: string; effectId: string }
  | { type: 'resolveDispute'; memberId: string; outcome: DisputeOutcome; effectId: string }
  | { type: 'moveFunds'; moveId: string; direction: 'allocate' | 'return'; amountFen: number; effectId: string }
  | { type: 'confirmRegistration'; memberId: string; effectId: string; coreRelationId: string }
  | { type: 'refuseRegistration'; memberId: string; effectId: string; code: string; message: string }
  | { type: 'confirmEnd'; memberId: string; because: EndCause }
  | { type: 'suspendByFacts'; memberId: string; because: FactCause }
  | { type: 'resumeByFacts'; memberId: string }
  | { type: 'endByRule'; memberId: string }
  | { type: 'refuseWindow'; memberId: string; effectId: string; code: string; message: string }
  | { type: 'confirmMove'; moveId: string }
  | { type: 'refuseMove'; moveId: string; code: string; message: string }
);
export type CommandType = Command['type'];

/** One thing that a role can do now: what the server guards and the client's menu both read. */
export interface AvailableCommand {
  type: CommandType;
  role: Role;
  /** Absent for commands on the sharing as a whole. */
  memberId?: string;
}

/** A rule's refusal. `sourceKey` names the pack source; every text is plain Chinese and ready to be shown. */
export interface Refusal {
  code: RefusalCode;
  because: string;
  next: string;
  sourceKey?: string;
  basis?: 'source' | 'ours';
}

export type RefusalCode =
  | 'PACK_NOT_OPEN'
  | 'NOT_AVAILABLE_NOW'
  | 'COMMITMENT_REQUIRED'
  | 'COMMITMENT_OUTDATED'
  | 'SIGNATURE_REQUIRED'
  | 'KINSHIP_NOT_ALLOWED'
  | 'MEMBER_IS_OWNER'
  | 'MEMBER_ALREADY_IN'
  | 'MEMBER_LIMIT_REACHED'
  | 'OWNER_NOT_KNOWN'
  | 'OWNER_NOT_EMPLOYEE_INSURED'
  | 'OWNER_INSURED_ELSEWHERE'
  | 'OWNER_INSURANCE_NOT_NORMAL'
  | 'OWNER_BALANCE_ZERO'
  | 'MEMBER_NOT_KNOWN'
  | 'MEMBER_NOT_INSURED'
  | 'MEMBER_INSURED_ELSEWHERE'
  | 'MEMBER_INSURANCE_NOT_NORMAL'
  | 'MEMBER_HAS_OWNER'
  | 'OWNER_HAS_RELATION'
  | 'FACE_REQUIRED'
  | 'GUARDIAN_CONSENT_REQUIRED'
  | 'INVITATION_EXPIRED'
  | 'WINDOW_REQUIRED'
  | 'WINDOW_INVALID'
  | 'AMOUNT_INVALID'
  | 'BALANCE_TOO_SMALL'
  | 'FUNDS_MOVE_PENDING'
  | 'OWNER_PROOF_REQUIRED';

/** What the core said of one person, with its time. Absent `insurances` entry = not insured. */
export interface PersonFacts {
  personId: string;
  isKnown: boolean;
  birthOn?: string;
  insurances: InsuranceFact[];
  /** Relations that the core holds for this person in this family, whoever bound them. Empty = none. */
  relations: RelationFact[];
  asOf: string;
}

export interface InsuranceFact {
  /** 310 employee, 390 resident. */
  insutype: '310' | '390';
  /** 1 normal, 2 paused, 4 ended. */
  status: '1' | '2' | '4';
  /** GB/T 2260, six digits. */
  region: string;
  /** Personal-account balance; only employee insurance has one. */
  balanceFen?: number;
}

export interface RelationFact {
  coreRelationId: string;
  ownerPersonId?: string;
  memberPersonId?: string;
  /** Which side this person stands on. */
  side: 'owner' | 'member';
  /** True where this very sharing registered it. */
  isOurs: boolean;
  /** What the member is to the owner, and since when, as the core says. */
  kinship?: Kinship;
  boundAt?: string;
}

export interface Facts {
  owner?: PersonFacts;
  member?: PersonFacts;
  /** Proof level of the acting owner. */
  ownerProof?: 'phone' | 'face';
  /** A passed face check of the member named in the command. */
  memberFace?: { faceCheckId: string; passedAt: string; personId: string };
  /** Money that may still be allocated / returned, from the core, in fen. */
  availableToAllocateFen?: number;
  availableToReturnFen?: number;
}
