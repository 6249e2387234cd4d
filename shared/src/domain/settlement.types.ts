import type { ScopeItem } from '../policy/pack';

/** One line of a bill. `fundFen` = paid by pooled funds before any account is touched. */
export interface BillItem {
  name: string;
  scope: ScopeItem;
  amountFen: number;
  fundFen: number;
}

export interface Bill {
  items: BillItem[];
}

export interface Venue {
  kind: 'hospital' | 'pharmacy';
  /** GB/T 2260. */
  region: string;
  isDesignated: boolean;
  settlesOnline: boolean;
}

/** The patient's own side. `ownBalanceFen` undefined: no personal account. */
export interface Patient {
  personId: string;
  insuranceStatus?: '1' | '2' | '4';
  insutype?: '310' | '390';
  ownBalanceFen?: number;
  hasOutOfAreaFiling: boolean;
  /** The patient uses their own credential. False = somebody else's card: nothing is shared, it is fraud. */
  usesOwnCredential: boolean;
}

/** One owner's money that this patient may use now. */
export interface SharedSource {
  relationId: string;
  ownerPersonId: string;
  ownerRegion: string;
  /** Whole-balance packs: the owner's balance. Allocation packs: what is left in the family account. Quota packs: what is left of the frozen quota. */
  availableFen: number;
  /** Allocation and quota packs: all that was ever put in, to tell "nothing allocated yet" from "used up". */
  everAllocatedFen?: number;
  ownerInsuranceStatus: '1' | '2' | '4';
  boundAt: string;
  /** The member's own priority, small first, where a pack uses it. */
  priority?: number;
  /** Packs with a window: the time within which the source may pay; the end itself is outside. */
  window?: { startAt: string; endAt?: string };
  /** The relation stands but is frozen or suspended: it pays nothing. */
  isSuspended?: boolean;
}

/** Why money came, or did not come, from where it did: codes that a person can be told. */
export type SettlementReason =
  | 'OWN_ACCOUNT_USED'
  | 'OWN_ACCOUNT_EMPTY'
  | 'NO_OWN_ACCOUNT'
  | 'SHARED_USED'
  | 'SHARED_NOT_NEEDED'
  | 'NO_RELATION'
  | 'NOTHING_ALLOCATED'
  | 'ALLOCATION_USED_UP'
  | 'ALLOCATION_PARTLY_COVERED'
  | 'BALANCE_ZERO'
  | 'BALANCE_PARTLY_COVERED'
  | 'LARGEST_BALANCE_TOO_SMALL'
  | 'OWNER_INSURANCE_NOT_NORMAL'
  | 'PATIENT_INSURANCE_NOT_NORMAL'
  | 'VENUE_NOT_DESIGNATED'
  | 'VENUE_NOT_NETWORKED'
  | 'VENUE_OUT_OF_REACH'
  | 'PHARMACY_NOT_OPEN'
  | 'OUT_OF_AREA_NOT_FILED'
  | 'RELATION_SUSPENDED'
  | 'WINDOW_NOT_BEGUN'
  | 'WINDOW_OVER'
  | 'ITEM_OUT_OF_SCOPE'
  | 'NOT_OWN_CREDENTIAL';

/** Every fen of the bill: fund + own + shared + cash = total. */
export interface Settlement {
  totalFen: number;
  fundFen: number;
  ownAccountFen: number;
  sharedFen: number;
  sharedBy: { relationId: string; ownerPersonId: string; amountFen: number }[];
  cashFen: number;
  outOfScopeFen: number;
  because: { code: SettlementReason; relationId?: string; words: string }[];
}
